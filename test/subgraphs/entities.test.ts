import { expect, test } from '@jest/globals';
import { parse, Source } from 'graphql';
import { createRegistry } from '../../gateway/registry/registry.js';
import { createReport } from '../../gateway/report.js';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { parsePolicies } from '../../policies/loading/load.js';
import { readCatalog } from '../../schema/catalog/read.js';
import type { RequestContext } from '../../schema/context.js';
import { bind } from '../../sdk/entity.js';
import { defineAdapter, memory, text, z } from '../../sdk/index.js';
import { createSeals } from '../../subgraphs/kit/seals.js';
import { createSubgraph } from '../../subgraphs/kit/subgraph.js';

const source = {
  name: 'library',
  document: parse(
    new Source(
      `type Query { book(isbn: String!): Book @one(of: "Book", by: "isbn") books: [Book!] @list(of: "Book") }
       type Book @record(key: "isbn") @key(fields: "isbn") @data(class: PUBLIC) { isbn: String title: String author: String @filter(ops: [EQ]) place: String shelf: String @data(class: SENSITIVE) }`,
      'library.graphql',
    ),
  ),
};
const catalog = readCatalog([source]);
const sets = parsePolicies(
  {
    roles: {
      name: 'roles.yaml',
      text: 'roles: { reader: { number: R1, title: { zh: 读者, en: Reader }, purposes: [PUBLIC_SERVICE] } }',
    },
    purposes: {
      name: 'purposes.yaml',
      text: [
        'purposes:',
        ...[
          'CASE_HANDLING',
          'SUPERVISION',
          'CORRECTION_MANAGEMENT',
          'STATISTICS',
          'SELF_ACCESS',
          'PUBLIC_SERVICE',
          'AUDIT',
        ].map(
          (name) =>
            `  ${name}: { title: { zh: 目的, en: Purpose }, basis: { law: 法, article: 一 }, classes: [PUBLIC, INTERNAL, SENSITIVE] }`,
        ),
      ].join('\n'),
    },
    sets: [
      {
        name: 'library.policy.yaml',
        text: 'set: library\nabout: Books.\ngrants:\n  - { id: library.reader, roles: [reader], purposes: [PUBLIC_SERVICE], on: { Book: { classes: [PUBLIC] } }, effect: allow, basis: { law: 法, article: 一 } }',
      },
    ],
  },
  catalog,
);
const compiler = createAccessCompiler(sets, catalog);

async function openLibrary() {
  const statements: string[] = [];
  const adapter = defineAdapter({
    id: 'shelves',
    agency: 'library',
    options: z.object({}),
    source: () => memory({ tables: { book: [{ isbn: '1', title: '准绳', place: '宁津', shelf: 'A' }] } }),
    entities: [
      bind('Book', {
        table: 'book',
        key: 'isbn',
        fields: { isbn: text('isbn'), title: text('title'), place: text('place'), shelf: text('shelf') },
        lookups: ['isbn'],
      }),
    ],
  });
  const clock = () => new Date('2026-11-01T00:00:00Z');
  const opened = await adapter.open({}, { clock, onStatement: (statement) => void statements.push(statement) });
  const principal = {
    id: 'a',
    kind: 'user',
    agency: 'x',
    organisation: '',
    division: '37',
    roles: ['reader'],
    purpose: 'PUBLIC_SERVICE',
  } as const;
  const context: RequestContext = {
    requestId: 'r',
    principal,
    access: compiler.compile(principal, '2026-11-01'),
    mask: compiler.mask,
    reader: createRegistry([opened], clock),
    seals: createSeals(new Uint8Array(32)),
    report: createReport(),
    signal: new AbortController().signal,
  };
  return { subgraph: createSubgraph(catalog, { source }), context, statements };
}

const entities = (selection: string) => ({
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Book { ${selection} } } }`,
  variables: { r: [{ __typename: 'Book', isbn: '1' }] },
});

test('two fetches of one request each get the fields that they ask for', async () => {
  const { subgraph, context } = await openLibrary();
  const [first, second] = await Promise.all([
    subgraph.execute(entities('title'), context),
    subgraph.execute(entities('title place'), context),
  ]);
  expect(first.data).toEqual({ _entities: [{ title: '准绳' }] });
  expect(second.data).toEqual({ _entities: [{ title: '准绳', place: '宁津' }] });
});

test('a denied field is null with an error on _entities too, and is not read', async () => {
  const { subgraph, context, statements } = await openLibrary();
  const answer = await subgraph.execute(entities('title shelf'), context);
  expect(answer.data).toEqual({ _entities: [{ title: '准绳', shelf: null }] });
  expect(answer.errors).toEqual([
    {
      message: 'Book.shelf is denied for this principal and purpose',
      path: ['_entities', 0, 'shelf'],
      extensions: { code: 'FIELD_DENIED' },
    },
  ]);
  expect(statements.some((statement) => statement.includes('shelf'))).toBe(false);
});

test('an entity of a type or key that is not there is null', async () => {
  const { subgraph, context } = await openLibrary();
  const variables = {
    r: [
      { __typename: 'Book', isbn: '2' },
      { __typename: 'Shelf', isbn: '1' },
      { __typename: 'Book', isbn: 7 },
    ],
  };
  expect((await subgraph.execute({ ...entities('title'), variables }, context)).data).toEqual({
    _entities: [null, null, null],
  });
});

test('the service’s own SDL is not for sale', async () => {
  const { subgraph, context } = await openLibrary();
  const answer = await subgraph.execute({ query: '{ _service { sdl } }', variables: {} }, context);
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'FIELD_DENIED' }]);
});

test('a field that no system holds is unavailable, not null in silence', async () => {
  const { subgraph, context } = await openLibrary();
  const answer = await subgraph.execute(entities('title author'), context);
  expect(answer.data).toEqual({ _entities: [{ title: '准绳', author: null }] });
  expect(answer.errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
    ['Book.author is unavailable: no source answered for it', { code: 'SOURCE_UNAVAILABLE' }],
  ]);
});

test('a comparison with a field that no system holds is unavailable, not empty', async () => {
  const { subgraph, context } = await openLibrary();
  const query = '{ books(filter: { author: { eq: "x" } }) { nodes { title } } }';
  const answer = await subgraph.execute({ query, variables: {} }, context);
  expect(answer.data).toEqual({ books: null });
  expect(answer.errors?.map(({ message }) => message)).toEqual([
    'Book.author is held by no system: it cannot be compared',
  ]);
});
