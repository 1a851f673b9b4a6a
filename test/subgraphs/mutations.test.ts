import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import { readCatalog } from '../../schema/catalog/read.js';
import type { Resolver } from '../../subgraphs/kit/resolvers.js';
import { createSubgraph } from '../../subgraphs/kit/subgraph.js';
import { isThere, shown } from '../../subgraphs/kit/visible.js';
import { arrayReader, type Kept } from './array-reader.js';
import { book } from './books.js';
import { handMadeAccess } from './hand-made-access.js';
import { ask, catalog } from './open-library.js';
import { openRequest } from './open-request.js';

const nothing = () => arrayReader({});
const lend = 'mutation { lend(isbn: "1") { text } }';

test('mutations are in the catalog as fields of a type that policies can name', () => {
  expect([...catalog.mutations.keys()]).toEqual(['lend', 'ban']);
  const { record, owner, about, fields } = catalog.types.get('Mutation') ?? {};
  expect({ record, owner, about, fields }).toEqual({
    record: false,
    owner: null,
    about: null,
    fields: catalog.mutations,
  });
  expect(catalog.mutations.get('lend')?.class).toBe('PUBLIC');
});

test('a mutation’s door opens by a decision on it, and is shut by default', async () => {
  const opened = await ask(lend, handMadeAccess({ fields: { 'Mutation.lend': 'ALLOW' } }), nothing());
  expect(opened.answer).toEqual({ data: { lend: { text: 'lent 1' } } });
  const shut = await ask(lend, handMadeAccess({}), nothing());
  expect(shut.answer).toEqual({
    data: { lend: null },
    errors: [
      {
        message: 'Mutation.lend is denied for this principal and purpose',
        path: ['lend'],
        extensions: { code: 'FIELD_DENIED' },
      },
    ],
  });
});

test('one mutation open does not open another', async () => {
  const access = handMadeAccess({ fields: { 'Mutation.lend': 'ALLOW' } });
  const { answer } = await ask('mutation { lend(isbn: "1") { text } ban(isbn: "1") { text } }', access, nothing());
  expect(answer.data).toEqual({ lend: { text: 'lent 1' }, ban: null });
});

test('what a subgraph answers out of its own books is decided field by field', async () => {
  const query = '{ rules { text secret } }';
  const open = await ask(query, handMadeAccess({}), nothing());
  expect(open.answer).toEqual({ data: { rules: [{ text: '安静', secret: '后门' }] } });
  const denied = await ask(query, handMadeAccess({ fields: { 'Rule.secret': 'DENY' } }), nothing());
  expect(denied.answer.data).toEqual({ rules: [{ text: '安静', secret: null }] });
  expect(denied.answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['rules', 0, 'secret'], { code: 'FIELD_DENIED' }],
  ]);
});

test('each mutation of a request is answered with what it left, whatever an earlier one was answered with', async () => {
  const source = {
    name: 'halls',
    document: parse(`type Query { halls: [Hall!] @list(of: "Hall") }
      type Mutation { add(isbn: String!): Hall @data(class: PUBLIC) }
      type Hall @record(key: "hallNo") @data(class: PUBLIC) {
        hallNo: String
        books: [Book!] @list(of: "Book", by: "hallNo", from: "hallNo")
      }
      type Book @record(key: "isbn") @data(class: PUBLIC) { isbn: String hallNo: String }`),
  };
  const own = readCatalog([source]);
  const type = own.types.get('Hall') as TypeEntry;
  const kept: Kept[] = [];
  const add: Resolver = async (_parent, { isbn }, context, info) => {
    const way = { key: 'A', coordinate: 'Mutation.add' };
    if (!(await isThere({ type, by: 'hallNo' }, way, context, info))) return null;
    kept.push(book(String(isbn), 'A'));
    return shown({ type, by: 'hallNo' }, way, context, info);
  };
  const reader = arrayReader({ Hall: [{ adapter: 'halls', id: 'A', values: { hallNo: 'A' } }], Book: kept });
  const { context } = openRequest(handMadeAccess({ fields: { 'Mutation.add': 'ALLOW' } }), reader);
  const query = `mutation { one: add(isbn: "1") { ...Hall } two: add(isbn: "2") { ...Hall } }
    fragment Hall on Hall { books { totalCount nodes { isbn } } }`;
  const { data } = await createSubgraph(own, { source, mutations: { add } }).execute({ query, variables: {} }, context);
  expect(data).toEqual({
    one: { books: { totalCount: 1, nodes: [{ isbn: '1' }] } },
    two: { books: { totalCount: 2, nodes: [{ isbn: '1' }, { isbn: '2' }] } },
  });
});
