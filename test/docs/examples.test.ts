import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type DocumentNode, parse, validate } from 'graphql';
import { createPlanner } from '../../gateway/execution/planner.js';
import { packageRoot } from '../../schema/package-root.js';

const read = (...path: readonly string[]): string => readFileSync(join(packageRoot, ...path), 'utf8');
const within = (folder: string): readonly string[] =>
  readdirSync(join(packageRoot, folder)).map((name) => `${folder}/${name}`);

/** Operations that pages show, each by itself: several of one block need no names. */
function shown(page: string): readonly DocumentNode[] {
  return [...read(page).matchAll(/^```graphql\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => {
    const document = parse(block);
    return document.definitions.map((definition) => ({ ...document, definitions: [definition] }));
  });
}

test('every question that a page or an example shows is one of the schema', () => {
  const { apiSchema } = createPlanner(read('schema', 'supergraph.graphql'));
  const asked = [
    ...['README.md', 'README.zh.md', ...within('docs/guides')].map((page) => [page, shown(page)] as const),
    ...within('docs/examples').map((file) => [file, [parse(read(file))]] as const),
  ];
  const wrong = asked.flatMap(([page, documents]) =>
    documents.flatMap((document) => validate(apiSchema, document).map(({ message }) => `${page}: ${message}`)),
  );
  expect(wrong).toEqual([]);
});
