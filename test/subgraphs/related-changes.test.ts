import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { all, type Condition } from '../../schema/condition.js';
import { arrayReader, type Kept } from './array-reader.js';
import { book, inHall } from './books.js';
import { allowWhere, type HandMade, handMadeAccess } from './hand-made-access.js';
import { ask } from './open-library.js';
import '../fixed-seed.js';

const [before, since] = ['2026-11-01T00:00:00+08:00', '2026-11-02T00:00:00+08:00'];
const hallNo = fc.constantFrom('A', 'B', 'C');
const halls = ['A', 'B', 'C'].map((no): Kept => ({ adapter: 'halls', id: no, values: { hallNo: no, topic: no } }));
const anyBooks = fc
  .uniqueArray(fc.record({ isbn: fc.integer({ min: 0, max: 99 }), hallNo, isNew: fc.boolean() }), {
    selector: ({ isbn }) => isbn,
    maxLength: 9,
  })
  .map((found) => found.map((each) => ({ ...book(`${each.isbn}`, each.hallNo), asOf: each.isNew ? since : before })));
const anyRows = fc.oneof(
  fc.constant<Condition>({ op: 'true' }),
  hallNo.map((value): Condition => ({ op: 'not', of: inHall(value) })),
  fc.constant<Condition>({ op: 'eq', field: 'isbn', value: '7' }),
);

interface Page {
  readonly nodes: readonly { readonly hallNo: string; readonly changed: { readonly nodes: readonly unknown[] } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

test('a list has the rows of which a related record changed that the row itself shows, page by page, and no others', async () => {
  await fc.assert(
    fc.asyncProperty(anyBooks, anyRows, anyRows, anyRows, async (books, ofHalls, own, followed) => {
      const where = { Hall: all(ofHalls, { op: 'not', of: inHall('B') }), Book: own, 'Hall.books': followed };
      const access = handMadeAccess({ rows: where });
      const reader = arrayReader({ Hall: halls, Book: books });
      const pageOf = async (args: string) => {
        const fields = `hallNo changed: books(first: 1, changedSince: "${since}") { nodes { isbn } }`;
        const query = `{ halls(${args}) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
        const { answer } = await ask(query, access, reader);
        expect(answer.errors).toBeUndefined();
        return answer.data?.halls as Page;
      };
      const every = (await pageOf('first: 9')).nodes.filter(({ changed }) => changed.nodes.length > 0);
      const found: string[] = [];
      for (let after = ''; ; ) {
        const { nodes, pageInfo } = await pageOf(`first: 1, changedSince: "${since}", changedIn: [BOOKS]${after}`);
        found.push(...nodes.map((each) => each.hallNo));
        if (!pageInfo.hasNextPage) break;
        after = `, after: "${pageInfo.endCursor}"`;
      }
      expect(found).toEqual(every.map((each) => each.hallNo));
    }),
    { numRuns: 60 },
  );
});

const question = `{ halls(changedSince: "${since}", changedIn: [BOOKS, FIRST]) { nodes { hallNo } } }`;
const changed = { ...book('1', 'A'), asOf: since };

test.each<readonly [string, string, HandMade]>([
  ['whose relation is denied', 'FILTER_DENIED', { fields: { 'Hall.first': 'DENY' } }],
  ['whose relation is open on some rows', 'FILTER_DENIED', { fields: { 'Hall.first': [allowWhere(inHall('A'))] } }],
  ['of whose records it is not told when they were written', 'FILTER_DENIED', { fields: { 'Book.source': 'DENY' } }],
  ['of which its own time of writing is not told', 'FILTER_DENIED', { fields: { 'Hall.source': 'DENY' } }],
])('rows %s are not asked for what changed there, and no source is', async (_what, code, access) => {
  const reader = arrayReader({ Hall: halls, Book: [changed] });
  const { answer } = await ask(question, handMadeAccess(access), reader);
  expect([answer.data?.halls, answer.errors?.map(({ extensions }) => extensions?.code)]).toEqual([null, [code]]);
  expect(reader.requests).toEqual([]);
  const open = await ask(question, handMadeAccess({}), reader);
  expect(open.answer.data?.halls).toEqual({ nodes: [{ hallNo: 'A' }] });
});

test('where something changed is not asked without since when', async () => {
  const { answer } = await ask(
    '{ halls(changedIn: [BOOKS]) { nodes { hallNo } } }',
    handMadeAccess({}),
    arrayReader({}),
  );
  expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
});

test('where nobody answers what changed, the list is unavailable and not empty', async () => {
  const reader = arrayReader({ Hall: halls, Book: [changed] }, (adapter) => adapter === 'shelves');
  const { answer } = await ask(question, handMadeAccess({}), reader);
  expect(answer.errors?.map(({ extensions }) => extensions?.code)).toEqual(['SOURCE_UNAVAILABLE']);
});

test('where some of them answer what changed, known rows are shown, and nobody says how many there are', async () => {
  const beside = { ...changed, adapter: 'beside', id: '2' };
  const answerOf = async (silent: string) => {
    const reader = arrayReader({ Hall: halls, Book: [changed, beside] }, (adapter) => adapter === silent);
    const asked = question.replace('{ nodes', '{ totalCount nodes');
    return (await ask(asked, handMadeAccess({}), reader)).answer;
  };
  const nodes = [{ hallNo: 'A' }];
  expect(await answerOf('nobody')).toEqual({ data: { halls: { totalCount: 1, nodes } } });
  expect(await answerOf('beside')).toEqual({ data: { halls: { totalCount: null, nodes } } });
});
