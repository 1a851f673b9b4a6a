import { expect, test } from '@jest/globals';
import type { Reader } from '../../schema/reader.js';
import { arrayReader, type Kept } from './array-reader.js';
import { book, books } from './books.js';
import { handMadeAccess } from './hand-made-access.js';
import { ask } from './open-library.js';
import { seals } from './open-request.js';

// What a document may say, whoever plans it: the gateway's planner uses a caller's fragments again.

const halls = ['A', 'B'].map((no): Kept => ({ adapter: 'halls', id: no, values: { hallNo: no, topic: no } }));
const open = () => arrayReader({ Hall: halls, Book: books });
const answerOf = async (query: string, variables: Record<string, unknown> = {}, reader: Reader = open()) =>
  (await ask(query, handMadeAccess({}), reader, { variables })).answer;

test('what a fragment asks in two places is answered in each with what else is asked there', async () => {
  const query = `{
    one: halls(first: 1) { nodes { ...Hall } }
    both: halls(first: 2) { ...Page nodes { ...Hall first { title } books(first: 1) { nodes { title } } } }
  }
  fragment Page on HallConnection { nodes { topic } }
  fragment Hall on Hall { first { isbn } books(first: 1) { nodes { isbn } totalCount } }`;
  const hall = (isbn: string, totalCount: number) => ({
    first: { isbn },
    books: { nodes: [{ isbn }], totalCount },
  });
  const whole = (topic: string, isbn: string, totalCount: number) => ({
    topic,
    first: { isbn, title: `书${isbn}` },
    books: { nodes: [{ isbn, title: `书${isbn}` }], totalCount },
  });
  expect(await answerOf(query)).toEqual({
    data: { one: { nodes: [hall('1', 2)] }, both: { nodes: [whole('A', '1', 2), whole('B', '2', 1)] } },
  });
});

test('a condition that is nothing is refused, and costs nobody else an answer', async () => {
  const query = 'query ($all: Boolean = false) { books(first: 1) { nodes { isbn title @include(if: $all) } } }';
  expect(await answerOf(query, { all: null })).toEqual({
    data: null,
    errors: [{ message: 'not of the type declared: $all', extensions: { code: 'BAD_USER_INPUT' } }],
  });
  expect(await answerOf(query, { all: false })).toEqual({ data: { books: { nodes: [{ isbn: '1' }] } } });
  expect(await answerOf(query, { all: true })).toEqual({ data: { books: { nodes: [{ isbn: '1', title: '书1' }] } } });
});

test('an argument that is nothing where there has to be something is the caller’s fault', async () => {
  const query = 'query ($isbn: String = "1") { book(isbn: $isbn) { isbn } halls { totalCount } }';
  expect(await answerOf(query)).toEqual({ data: { book: { isbn: '1' }, halls: { totalCount: 2 } } });
  expect(await answerOf(query, { isbn: null })).toMatchObject({
    data: { book: null, halls: { totalCount: 2 } },
    errors: [{ path: ['book'], extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test('introspection is refused, and not left out', async () => {
  for (const query of ['{ __schema { description } }', '{ halls { totalCount } __type(name: "Hall") { name } }'])
    expect(await answerOf(query)).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  expect(await answerOf('{ __typename halls { __typename totalCount } }')).toEqual({
    data: { __typename: 'Query', halls: { __typename: 'HallConnection', totalCount: 2 } },
  });
});

test('fragments that each name another twice are looked into once', async () => {
  const depth = 40;
  const fragments = Array.from(
    { length: depth },
    (_, at) => `fragment F${at} on Book { ...F${at + 1} ...F${at + 1} }`,
  ).join(' ');
  const query = `{ book(isbn: "1") { ...F0 } } ${fragments} fragment F${depth} on Book { title }`;
  expect(await answerOf(query)).toEqual({ data: { book: { title: '书1' } } });
});

test('what hangs on a value that no system answered for is unavailable, and not empty', async () => {
  const whole = arrayReader({ Hall: halls, Book: [...books, book('A', 'A')] });
  const silent: Reader = {
    ...whole,
    read: async (request, context) => {
      const result = await whole.read(request, context);
      if (request.entity !== 'Hall') return result;
      const blank = (row: Kept) => ({ ...row, values: { ...row.values, topic: null, hallNo: null } });
      const groups = [...result.groups].map(([key, page]) => [key, { ...page, rows: page.rows.map(blank as never) }]);
      return { ...result, groups: new Map(groups as never), missing: new Set(['hallNo']) };
    },
  };
  const answer = await answerOf('{ halls(first: 1) { nodes { books { totalCount } first { isbn } } } }', {}, silent);
  expect(answer).toMatchObject({
    data: { halls: { nodes: [{ books: null, first: null }] } },
    errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE' } }, { extensions: { code: 'SOURCE_UNAVAILABLE' } }],
  });
});

test('representations of several types are each answered as theirs, and what is none of them is null', async () => {
  const id = seals.sealPerson({ kind: 'citizen', citizenId: '371422198001011230' });
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ...Book ... on Person { id } ... on Book { title } } }
    fragment Book on Book { isbn }`;
  const r = [
    { __typename: 'Book', isbn: '1' },
    { __typename: 'Person', id },
    { __typename: 'Book', isbn: '1' },
    { __typename: 'Person', id: 'made up' },
    { __typename: 'Hall', hallNo: 'A' },
    { __typename: 'constructor' },
    { isbn: '1' },
    'Book',
    7,
  ];
  const one = { __typename: 'Book', isbn: '1', title: '书1' };
  expect(await answerOf(query, { r })).toEqual({
    data: { _entities: [one, { __typename: 'Person', id }, one, null, null, null, null, null, null] },
  });
  const shut = handMadeAccess({ shut: ['Book'] });
  const { data, errors } = (await ask(query, shut, open(), { variables: { r: r.slice(0, 2) } })).answer;
  expect(data).toEqual({ _entities: [null, { __typename: 'Person', id }] });
  expect(errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([[['_entities', 0], 'FIELD_DENIED']]);
});
