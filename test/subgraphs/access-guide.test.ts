import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readCatalog, readSubgraphSources } from '../../schema/catalog/read.js';
import { apiSchemaOf, composeSupergraph } from '../../schema/compose.js';
import { errorTable } from '../../schema/errors.js';
import { packageRoot } from '../../schema/package-root.js';

const guide = readFileSync(join(packageRoot, 'docs', 'guides', 'approvals.md'), 'utf8');
const examples = [...guide.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);

test('every example of the guide is a question that the hub takes', () => {
  const sources = readSubgraphSources();
  const schema = buildSchema(apiSchemaOf(composeSupergraph(readCatalog(sources), sources)));
  expect(examples.flatMap((text) => validate(schema, parse(text)).map(({ message }) => message))).toEqual([]);
  expect(examples.length).toBeGreaterThan(10);
});

test('every code that the guide names is in the table of errors', () => {
  const [, table = ''] = guide.split('## What may come back');
  const codes = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code = '']) => code);
  expect(codes.filter((code) => !(code in errorTable))).toEqual([]);
  expect(codes.length).toBeGreaterThan(5);
});
