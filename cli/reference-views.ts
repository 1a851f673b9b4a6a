import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlanner } from '../gateway/execution/planner.js';
import { loadViews } from '../oversight/views/load.js';
import type { ViewFacts } from '../oversight/views/view-book.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { packageRoot } from '../schema/package-root.js';
import { page, table } from './reference-page.js';

/** The page of views: what each is about, its variables and its columns. */
export function viewsPage(catalog: Catalog): string {
  const supergraph = readFileSync(join(packageRoot, 'schema', 'supergraph.graphql'), 'utf8');
  const { views } = loadViews({ schema: createPlanner(supergraph).apiSchema, catalog });
  return page(
    'Views',
    'Named views across agencies that `plumbline view run` exports. What each caller sees of one the policies decide.',
    views.flatMap(({ facts }) => viewLines(facts)),
  );
}

function viewLines({ id, version, name, about, purposes, roles, variables, columns }: ViewFacts): readonly string[] {
  return [
    `## \`${id}\``,
    '',
    `${name.en} · ${name.zh}. Version ${version}; for ${purposes.join(', ')}; made for ${roles.join(', ')}.`,
    '',
    about.en.trim(),
    '',
    about.zh.trim(),
    '',
    ...table(
      ['variable', 'type', 'meaning'],
      variables.map((each) => [
        `\`${each.name}\``,
        `\`${each.type}\``,
        `${each.title.en} · ${each.title.zh}${each.isNeeded ? ' (needed)' : ''}`,
      ]),
    ),
    '',
    ...table(
      ['column', 'title'],
      columns.map((each) => [`\`${each.name}\``, `${each.title.en} · ${each.title.zh}`]),
    ),
    '',
  ];
}
