import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Condition, never } from '../../schema/condition.js';
import type { Reader } from '../../schema/reader.js';
import { arrayReader, matches } from './array-reader.js';
import { book, inHall } from './books.js';
import { allowWhere, handMadeAccess, maskWhere } from './hand-made-access.js';
import { ask } from './open-library.js';
import '../fixed-seed.js';

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

test('of a list that may lack records what is known is shown, and nobody says how many there are', async () => {
  const whole = arrayReader({ Book: [book('1', 'A')] });
  const doubted: Reader = {
    ...whole,
    read: async (request, context) => {
      const result = await whole.read(request, context);
      return { ...result, groups: new Map([...result.groups].map(([key, page]) => [key, { ...page, mayLack: true }])) };
    },
  };
  const query = '{ books { totalCount nodes { isbn } } }';
  const answerOf = async (reader: Reader) => (await ask(query, handMadeAccess({}), reader)).answer;
  const nodes = [{ isbn: '1' }];
  expect(await answerOf(doubted)).toEqual({ data: { books: { totalCount: null, nodes } } });
  expect(await answerOf(whole)).toEqual({ data: { books: { totalCount: 1, nodes } } });
});
