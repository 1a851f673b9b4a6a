import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlanner } from '../../../gateway/execution/planner.js';
import type { Ground } from '../../../oversight/rules/compile.js';
import { readCatalog } from '../../../schema/catalog/read.js';
import { packageRoot } from '../../../schema/package-root.js';

/** The composed schema as callers see it, and its catalog. */
export const ground: Ground = {
  schema: createPlanner(readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8')).apiSchema,
  catalog: readCatalog(),
};
