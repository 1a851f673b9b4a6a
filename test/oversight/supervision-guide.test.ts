import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readCatalog } from '../../schema/catalog/read.js';
import { apiSchemaOf } from '../../schema/compose.js';
import { packageRoot } from '../../schema/package-root.js';

const read = (...path: readonly string[]) => readFileSync(join(packageRoot, ...path), 'utf8');
const guide = read('docs', 'guides', 'supervision.md');

test('every operation of the guide is one that the hub answers', () => {
  const schema = buildSchema(apiSchemaOf(read('schema', 'supergraph.graphql')));
  const blocks = [...guide.matchAll(/```graphql\n(?<text>[^`]+)```/g)].map(({ groups }) => groups?.text ?? '');
  const operations = blocks.flatMap((text) => parse(text).definitions);
  expect(operations.length).toBeGreaterThan(8);
  const faults = operations.flatMap((definition) =>
    validate(schema, { kind: 'Document', definitions: [definition] } as never),
  );
  expect(faults.map(({ message }) => message)).toEqual([]);
});

test('every step stands in the guide’s table', () => {
  const steps = readCatalog().subgraphs.get('oversight')?.types.get('Mutation')?.fields.keys() ?? [];
  const rows = guide.split('\n').filter((line) => line.startsWith('|'));
  expect([...steps].filter((name) => rows.filter((row) => row.includes(`\`${name}\``)).length !== 1)).toEqual([]);
});
