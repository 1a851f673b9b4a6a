import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ReadRequest } from '../../schema/adapter.js';
import { type Condition, never } from '../../schema/condition.js';
import { arrayReader, type Kept, matches } from './array-reader.js';
import { allowed, allowWhere, handMadeAccess, maskWhere } from './hand-made-access.js';
import { ask, seals } from './open-library.js';
import '../fixed-seed.js';

const inHall = (hallNo: string): Condition => ({ op: 'eq', field: 'hallNo', value: hallNo });

const book = (isbn: string, hallNo: string, more: Partial<Kept['values']> = {}): Kept => ({
  adapter: 'shelves',
  id: isbn,
  values: { isbn, title: `书${isbn}`, author: `作者${isbn}`, shelf: `架${isbn}`, sexCode: '1', hallNo, ...more },
  flags: { author: ['WHITESPACE'], shelf: ['FULL_WIDTH'] },
});
const books = [book('1', 'A'), book('2', 'B'), book('3', 'C'), book('4', 'A')];
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

/** Seen in hall A, masked in hall B, denied in hall C. */
const byHall = { 'Book.author': [allowWhere(inHall('A')), maskWhere(inHall('B'))] };
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
  expect(reader.requests.map(asRead)).toEqual([
    { fields: ['title'], where: { op: 'true' } },
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
    { fields: ['title', 'author'], where: { op: 'true' } },
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

const citizenId = '371422199003071230';
const token = seals.sealPerson({ kind: 'citizen', citizenId });
const register = { adapter: 'register', id: 'p', values: { citizenId, name: '张三', phone: '13800000000' } };
const named: Condition = { op: 'in', field: 'citizenId', values: [citizenId] };
const reveal = (where: Condition) =>
  handMadeAccess({
    fields: {
      'Person.phone': [allowWhere(where), maskWhere({ op: 'true' })],
      'Person.citizenId': [allowWhere(where), maskWhere({ op: 'true' })],
    },
  });
const personQuery = 'query ($id: ID) { person(id: $id) { name phone citizenId } }';

test('an approval reveals a person’s number and phone, and nobody else’s', async () => {
  const reader = arrayReader({ Person: [register] });
  const options = { variables: { id: token }, of: 'identity' } as const;
  const revealed = await ask(personQuery, reveal(named), reader, options);
  expect(revealed.answer).toEqual({ data: { person: { name: '张三', phone: '13800000000', citizenId } } });
  const before = reader.requests.length;
  const other = await ask(personQuery, reveal({ ...named, values: ['371422199003071249'] }), reader, options);
  expect(other.answer).toEqual({ data: { person: { name: '张三', phone: 'NAME(11)', citizenId: 'NAME(18)' } } });
  // The handle alone tells that the condition does not hold: no read is spent on it.
  expect(reader.requests.length - before).toBe(1);
});

test('a person’s field that is open on some rows is not read of others, on references too', async () => {
  const reader = arrayReader({ Person: [register] });
  const access = handMadeAccess({
    fields: { 'Person.phone': [allowWhere({ op: 'eq', field: 'name', value: '李四' })] },
  });
  const { answer } = await ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { name phone } } }',
    access,
    reader,
    { variables: { r: [{ __typename: 'Person', id: token }] }, of: 'identity' },
  );
  expect(answer).toEqual({ data: { _entities: [{ name: '张三', phone: null }] } });
  expect(reader.requests.map(asRead)).toEqual([
    { fields: ['name'], where: { op: 'true' } },
    { fields: ['phone'], where: { op: 'eq', field: 'name', value: '李四' } },
  ]);
});

// Laws over any rows and conditions.

const hallNo = fc.constantFrom('A', 'B', 'C');
const anyBooks = fc
  .uniqueArray(fc.record({ isbn: fc.integer({ min: 0, max: 99 }), adapter: fc.constantFrom('x', 'y'), hallNo }), {
    selector: ({ isbn }) => isbn,
    maxLength: 12,
  })
  .map((found) => found.map((each) => ({ ...book(String(each.isbn), each.hallNo), adapter: each.adapter })));
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  hallNo.map(inHall),
  fc.array(hallNo, { maxLength: 2 }).map((values): Condition => ({ op: 'in', field: 'hallNo', values })),
  hallNo.map((value): Condition => ({ op: 'not', of: inHall(value) })),
  fc.constant<Condition>({ op: 'true' }),
  fc.constant(never),
);

test('pages, cursors and counts are the same with row-dependent fields and without; each row is seen as its first case says', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyBooks,
      fc.array(fc.tuple(fc.boolean(), anyCondition), { minLength: 1, maxLength: 3 }),
      anyCondition,
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (rows, alternatives, existing, first, ordered) => {
        const cases = alternatives.map(([isAllowed, where]) => (isAllowed ? allowWhere(where) : maskWhere(where)));
        const plain = handMadeAccess({ rows: { Book: existing } });
        const partial = handMadeAccess({ rows: { Book: existing }, fields: { 'Book.author': cases } });
        const order = ordered ? ', orderBy: [{ field: ISBN, direction: DESC }]' : '';
        const query = (after: string, author: string) =>
          `{ books(first: ${first}${order}${after}) {
               totalCount pageInfo { hasNextPage endCursor } edges { cursor node { isbn hallNo ${author} } } } }`;
        for (let after = ''; ; ) {
          const reader = arrayReader({ Book: rows });
          const expected = connection(await ask(query(after, ''), plain, reader));
          const actual = connection(await ask(query(after, 'author'), partial, arrayReader({ Book: rows })));
          const withoutAuthor = actual.edges.map(({ cursor, node: { author: _author, ...node } }) => ({
            cursor,
            node,
          }));
          expect({ ...actual, edges: withoutAuthor }).toEqual(expected);
          for (const { node } of actual.edges) {
            const found = cases.find(({ where }) => matches(where, { hallNo: node.hallNo }));
            const author = `作者${node.isbn}`;
            expect(node.author).toBe(
              found === undefined ? null : found.effect === 'ALLOW' ? author : `NAME(${author.length})`,
            );
          }
          if (!expected.pageInfo.hasNextPage) break;
          after = `, after: "${expected.pageInfo.endCursor}"`;
        }
      },
    ),
    { numRuns: 60 },
  );
});

interface Connection {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly isbn: string; readonly hallNo: string; readonly author?: string | null };
  }[];
}

function connection({ answer }: Awaited<ReturnType<typeof ask>>): Connection {
  expect(answer.errors).toBeUndefined();
  return answer.data?.books as Connection;
}
