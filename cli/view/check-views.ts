import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlanner } from '../../gateway/execution/planner.js';
import { readViews } from '../../oversight/views/load.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { packageRoot } from '../../schema/package-root.js';
import { counted } from '../counted.js';
import type { Output } from '../output.js';

/** Says of every view what is wrong with it, by file and line. Exit code 1 when something is. */
export function checkViewsCommand({ folder }: { readonly folder?: string }, output: Output): number {
  const { apiSchema } = createPlanner(readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8'));
  const { views, problems } = readViews({ folder, schema: apiSchema, catalog: readCatalog() });
  output.list('fault', problems);
  output.data(
    { views: views.length, problems },
    `${counted(views.length, 'view')}, ${counted(problems.length, 'fault')}`,
  );
  return problems.length === 0 ? 0 : 1;
}
