import { expect, test } from '@jest/globals';
import type { ReadRequest } from '../../schema/adapter.js';
import { never } from '../../schema/condition.js';
import { arrayReader } from './array-reader.js';
import { book, books, byHall, inHall } from './books.js';
import { allowed, allowWhere, handMadeAccess, maskWhere } from './hand-made-access.js';
import { ask } from './open-library.js';

const halls = ['A', 'B'].map((hallNo) => ({
  adapter: 'plan',
  id: hallNo,
  values: { hallNo, topic: `题${hallNo}` },
}));
const open = (silent?: Parameters<typeof arrayReader>[1]) =>
  arrayReader(
    {
      Book: books,
      Hall: halls,
      Topic: [
        { adapter: 'plan', id: 't1', values: { id: 't1', topic: '题A', isbn: '1' } },
        { adapter: 'plan', id: 't2', values: { id: 't2', topic: '题A', isbn: '2' } },
      ],
    },
    silent,
  );

const asRead = ({ fields, where }: ReadRequest) => ({ fields, where });

test('a field that is open on some rows is read of those alone, masked on others, and null in silence on the rest', async () => {
  const reader = open();
  const { answer } = await ask('{ books { nodes { title author } } }', handMadeAccess({ fields: byHall }), reader);
  expect(answer).toEqual({
    data: {
      books: {
        nodes: [
          { title: '书1', author: '作者1' },
          { title: '书2', author: 'NAME(3)' },
          { title: '书3', author: null },
          { title: '书4', author: '作者4' },
        ],
      },
    },
  });
  // Whose the rows are is read for the log (ADR 8).
  expect(reader.requests.map(asRead)).toEqual([
    { fields: ['title', 'citizenId'], where: { op: 'true' } },
    { fields: ['author'], where: inHall('A') },
    { fields: ['author'], where: inHall('B') },
  ]);
});

test('fields under one condition are read together, and what is open everywhere costs no further read', async () => {
  const reader = open();
  const fields = {
    'Book.author': [allowWhere(inHall('A')), maskWhere({ op: 'true' })],
    'Book.shelf': [allowWhere(inHall('A'))],
    'Book.title': [allowWhere({ op: 'true' })],
    'Book.isbn': [allowWhere(never)],
  };
  const { answer } = await ask(
    '{ books(first: 2) { nodes { isbn title author shelf } } }',
    handMadeAccess({ fields }),
    reader,
  );
  expect(answer.data).toEqual({
    books: {
      nodes: [
        { isbn: null, title: '书1', author: '作者1', shelf: '架1' },
        { isbn: null, title: '书2', author: 'NAME(3)', shelf: null },
      ],
    },
  });
  expect(reader.requests.map(asRead)).toEqual([
    { fields: ['citizenId', 'title', 'author'], where: { op: 'true' } },
    { fields: ['author', 'shelf'], where: inHall('A') },
  ]);
});

test('a code follows the rows of its field, and flags are those of what was seen on the row', async () => {
  const fields = { 'Book.sexCode': [allowWhere(inHall('A'))], 'Book.sex': [allowWhere(inHall('A'))], ...byHall };
  const { answer } = await ask(
    '{ books(first: 3) { nodes { sex { code } author source { recordId flags { field flag } } } } }',
    handMadeAccess({ fields }),
    open(),
  );
  const flags = [{ field: 'author', flag: 'WHITESPACE' }];
  expect(answer.data).toEqual({
    books: {
      nodes: [
        { sex: { code: '1' }, author: '作者1', source: { recordId: '1', flags } },
        { sex: null, author: 'NAME(3)', source: { recordId: '2', flags } },
        { sex: null, author: null, source: { recordId: '3', flags: [] } },
      ],
    },
  });
});

test('flags of a key that only joins are told where the key may be seen, and not where it is denied', async () => {
  const reader = arrayReader({
    Book: [{ ...book('1', 'A'), flags: { hallNo: ['WHITESPACE'] } }],
    Hall: halls,
  });
  const query = '{ books { nodes { hall { topic } source { flags { field } } } } }';
  const shown = await ask(query, handMadeAccess({}), reader);
  const hidden = await ask(query, handMadeAccess({ fields: { 'Book.hallNo': 'DENY' } }), reader);
  const nodesWith = (flags: unknown) => ({ books: { nodes: [{ hall: { topic: '题A' }, source: { flags } }] } });
  expect(shown.answer.data).toEqual(nodesWith([{ field: 'hallNo' }]));
  expect(hidden.answer.data).toEqual(nodesWith([]));
});

test('a single record, an entity, a relation and a hop are decided alike', async () => {
  const access = handMadeAccess({ fields: byHall });
  const one = await ask('{ a: book(isbn: "1") { author } c: book(isbn: "3") { author title } }', access, open());
  expect(one.answer).toEqual({ data: { a: { author: '作者1' }, c: { author: null, title: '书3' } } });

  const entities = await ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Book { title author } } }',
    access,
    open(),
    { variables: { r: ['1', '2', '3', '9'].map((isbn) => ({ __typename: 'Book', isbn })) } },
  );
  expect(entities.answer).toEqual({
    data: {
      _entities: [
        { title: '书1', author: '作者1' },
        { title: '书2', author: 'NAME(3)' },
        { title: '书3', author: null },
        null,
      ],
    },
  });

  const relations = await ask(
    '{ halls { nodes { books { totalCount nodes { author } } first { author } ofTopic { nodes { isbn author } } } } }',
    access,
    open(),
  );
  expect(relations.answer).toEqual({
    data: {
      halls: {
        nodes: [
          {
            books: { totalCount: 2, nodes: [{ author: '作者1' }, { author: '作者4' }] },
            first: { author: '作者1' },
            ofTopic: {
              nodes: [
                { isbn: '1', author: '作者1' },
                { isbn: '2', author: 'NAME(3)' },
              ],
            },
          },
          {
            books: { totalCount: 1, nodes: [{ author: 'NAME(3)' }] },
            first: { author: 'NAME(3)' },
            ofTopic: { nodes: [] },
          },
        ],
      },
    },
  });
});

test('reads depend on the plan and never on the rows: one and one a condition, for however many parents', async () => {
  const reader = open();
  await ask('{ halls { nodes { books { nodes { author } } } } }', handMadeAccess({ fields: byHall }), reader);
  expect(reader.requests.map(({ entity, by }) => [entity, by?.values])).toEqual([
    ['Hall', undefined],
    ['Book', ['A', 'B']],
    ['Book', ['A', 'B']],
    ['Book', ['A', 'B']],
  ]);
});

test('the way taken decides which cases hold', async () => {
  const access = handMadeAccess({
    fields: byHall,
    onTheWay: { 'Book.author Hall.books': [allowWhere(inHall('B'))] },
  });
  const { answer } = await ask(
    '{ halls { nodes { books { nodes { author } } } } books { nodes { author } } }',
    access,
    open(),
  );
  expect(answer.data).toEqual({
    halls: {
      nodes: [{ books: { nodes: [{ author: null }, { author: null }] } }, { books: { nodes: [{ author: '作者2' }] } }],
    },
    books: { nodes: [{ author: '作者1' }, { author: 'NAME(3)' }, { author: null }, { author: '作者4' }] },
  });
});

test('a share that nobody answers is unavailable on the rows that need it, and the page stands', async () => {
  const reader = open(
    (_adapter, { fields, where }) => fields.includes('author') && where.op === 'eq' && where.value === 'B',
  );
  const { answer } = await ask(
    '{ books(first: 3) { nodes { title author } } }',
    handMadeAccess({ fields: byHall }),
    reader,
  );
  expect(answer.data).toEqual({
    books: {
      nodes: [
        { title: '书1', author: '作者1' },
        { title: '书2', author: null },
        { title: '书3', author: null },
      ],
    },
  });
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual(
    [1, 2].map((at) => [['books', 'nodes', at, 'author'], { code: 'SOURCE_UNAVAILABLE' }]),
  );
});

test.each([
  ['open on some rows', byHall['Book.author']],
  ['masked', { ...allowed, effect: 'MASK', mask: 'NAME' } as const],
  ['denied', 'DENY' as const],
])('a field that is %s can be neither filtered nor ordered by', async (_, opening) => {
  const access = handMadeAccess({ fields: { 'Book.author': opening } });
  const reader = open();
  const answers = await Promise.all(
    ['filter: { author: { eq: "作者1" } }', 'orderBy: [{ field: AUTHOR }]'].map((args) =>
      ask(`{ books(${args}) { nodes { title } } }`, access, reader),
    ),
  );
  const codes = answers.map(({ answer }) => answer.errors?.map(({ extensions }) => extensions?.code));
  expect(codes).toEqual([['FILTER_DENIED'], ['FILTER_DENIED']]);
  expect(reader.requests).toEqual([]);
});

test('a field that is open on every row can be filtered and ordered by', async () => {
  const query = '{ books(filter: { author: { eq: "作者2" } }, orderBy: [{ field: AUTHOR }]) { nodes { title } } }';
  expect((await ask(query, handMadeAccess({}), open())).answer).toEqual({
    data: { books: { nodes: [{ title: '书2' }] } },
  });
});
