// long: what is counted, withheld and refused, over one small register.
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Condition } from '../../schema/condition.js';
import { arrayReader, type Kept } from './array-reader.js';
import { handMadeAccess } from './hand-made-access.js';
import { ask } from './open-library.js';
import '../fixed-seed.js';

const countable = ['binding', 'sexCode', 'bought', 'deskCode'];
const everyRow: Condition = { op: 'true' };
const counting = (smallest: number, rows: Condition = everyRow, fields = countable) =>
  handMadeAccess({
    shut: ['Book'],
    counts: { Book: { fields: new Set(fields), rows, smallest } },
  });

const booksOf = (groups: Readonly<Record<string, number>>): readonly Kept[] =>
  Object.entries(groups).flatMap(([group, count]) =>
    Array.from({ length: count }, (_, at): Kept => {
      const [deskCode = '', binding = '', bought = '2025-03-09'] = group.split(' ');
      const id = `${group}-${at}`;
      return { adapter: 'shelves', id, values: { isbn: id, deskCode, binding, bought, sexCode: '1', author: '张三' } };
    }),
  );

const counts = '{ bookCounts(filter: $filter, by: $by) { total smallestCell groups { keys { value } count } rest } }';
const asking = async (
  access: ReturnType<typeof counting>,
  kept: readonly Kept[],
  { filter = '{}', by = '[]' }: { readonly filter?: string; readonly by?: string },
) => {
  const { answer } = await ask(
    counts.replace('$filter', filter).replace('$by', by),
    access,
    arrayReader({ Book: kept }),
  );
  return answer;
};

test('rows are counted by the sources and none is read', async () => {
  const reader = arrayReader({ Book: booksOf({ 'A HARD': 4, 'B SOFT': 3 }) });
  const { answer } = await ask('{ bookCounts { total smallestCell groups { count } rest } }', counting(3), reader);
  expect(answer).toEqual({ data: { bookCounts: { total: 7, smallestCell: 3, groups: null, rest: null } } });
  expect(reader.requests.map(({ fields, first, count }) => ({ fields, first, count }))).toEqual([
    { fields: [], first: 0, count: true },
  ]);
});

test('groups carry their values and labels, and only what is grouped by is read', async () => {
  const reader = arrayReader({
    Book: booksOf({ 'A HARD 2025-03-09': 4, 'A SOFT 2024-12-31': 3, 'A SOFT 2025-03-31': 5 }),
  });
  const { answer } = await ask(
    '{ bookCounts(by: [BOUGHT_MONTH, SEX_CODE]) { total groups { keys { field value label } count } rest } }',
    counting(3),
    reader,
  );
  const sex = { field: 'SEX_CODE', value: '1', label: '男性' };
  expect(answer).toEqual({
    data: {
      bookCounts: {
        total: 12,
        groups: [
          { keys: [{ field: 'BOUGHT_MONTH', value: '2024-12', label: null }, sex], count: 3 },
          { keys: [{ field: 'BOUGHT_MONTH', value: '2025-03', label: null }, sex], count: 9 },
        ],
        rest: 0,
      },
    },
  });
  expect(reader.requests.map(({ fields }) => fields)).toEqual([['bought', 'sexCode']]);
});

test('only rows that may be counted are, which need not be rows that may be seen', async () => {
  const access = counting(0, { op: 'eq', field: 'deskCode', value: 'A' });
  const answer = await asking(access, booksOf({ 'A HARD': 2, 'B HARD': 5 }), { by: '[DESK_CODE]' });
  expect(answer).toEqual({
    data: { bookCounts: { total: 2, smallestCell: 0, groups: [{ keys: [{ value: 'A' }], count: 2 }], rest: 0 } },
  });
});

test.each([
  ['filter', { filter: '{ author: { eq: "张三" } }' }],
  ['nested filter', { filter: '{ or: [{ not: { author: { eq: "张三" } } }] }' }],
  ['group', { by: '[DESK_CODE]' }],
])('a %s by a field that may not be counted by is refused', async (_, asked) => {
  const kept = booksOf({ 'A HARD': 9 });
  const refused = await asking(counting(0, everyRow, ['binding']), kept, asked);
  expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'FILTER_DENIED' }]);
  const granted = await asking(counting(0, everyRow, [...countable, 'author']), kept, asked);
  expect(granted.errors).toBeUndefined();
});

test('without a grant that counts the door is shut, whatever may be seen', async () => {
  const reader = arrayReader({ Book: booksOf({ 'A HARD': 9 }) });
  const { answer } = await ask('{ bookCounts { total } books { totalCount } }', handMadeAccess({}), reader);
  expect(answer.data).toEqual({ bookCounts: null, books: { totalCount: 9 } });
  expect(answer.errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['bookCounts'], { code: 'FIELD_DENIED' }],
  ]);
});

test('small groups are pooled, and the smallest large one with them while the pool is small', async () => {
  const answer = await asking(counting(3), booksOf({ 'A HARD': 9, 'B HARD': 4, 'C HARD': 1, 'D HARD': 1 }), {
    by: '[DESK_CODE]',
  });
  expect(answer.data).toEqual({
    bookCounts: { total: 15, smallestCell: 3, groups: [{ keys: [{ value: 'A' }], count: 9 }], rest: 6 },
  });
});

test('a total below the threshold is not told, nor that it is zero', async () => {
  const untold = { total: null, smallestCell: 3, groups: [], rest: null };
  for (const kept of [booksOf({}), booksOf({ 'A HARD': 2 })])
    expect((await asking(counting(3), kept, { by: '[DESK_CODE]' })).data).toEqual({ bookCounts: untold });
  expect((await asking(counting(0), booksOf({ 'A HARD': 2 }), { by: '[DESK_CODE]' })).data).toEqual({
    bookCounts: { total: 2, smallestCell: 0, groups: [{ keys: [{ value: 'A' }], count: 2 }], rest: 0 },
  });
});

test('a condition that takes away too few rows gives no number: asking again without it would tell them', async () => {
  const kept = booksOf({ 'A HARD': 9, 'A SOFT': 1, 'B HARD': 5, 'B SOFT': 4 });
  const total = async (filter: string) => totalOf(await asking(counting(3), kept, { filter }));
  expect(await total('{ deskCode: { eq: "A" } }')).toBe(10);
  expect(await total('{ deskCode: { eq: "A" }, binding: { eq: HARD } }')).toBeNull();
  expect(await total('{ not: { or: [{ deskCode: { eq: "B" } }, { binding: { eq: SOFT } }] } }')).toBeNull();
  expect(await total('{ deskCode: { eq: "B" }, binding: { eq: HARD } }')).toBe(5);
  expect(await total('{ deskCode: { eq: "B" }, binding: { in: [HARD, SOFT] } }')).toBe(9);
});

function totalOf({ data }: Awaited<ReturnType<typeof asking>>): number | null {
  const { bookCounts } = data as { readonly bookCounts: { readonly total: number | null } };
  return bookCounts.total;
}

test('a group whose difference would tell is pooled like a small one', async () => {
  const kept = booksOf({ 'A HARD': 9, 'A SOFT': 1, 'B HARD': 5, 'B SOFT': 4, 'C HARD': 3 });
  const answer = await asking(counting(3), kept, { filter: '{ binding: { eq: HARD } }', by: '[DESK_CODE]' });
  expect(answer.data).toEqual({
    bookCounts: { total: 17, smallestCell: 3, groups: [{ keys: [{ value: 'C' }], count: 3 }], rest: 14 },
  });
});

test('numbers are null while a source is silent, and refused beyond the bound', async () => {
  const halves = [...booksOf({ 'A HARD': 9 }), { ...booksOf({ 'B HARD': 1 })[0], adapter: 'other' } as Kept];
  const reader = arrayReader({ Book: halves }, (adapter) => adapter === 'other');
  const query = '{ whole: bookCounts { total } grouped: bookCounts(by: [DESK_CODE]) { total groups { count } rest } }';
  const { answer } = await ask(query, counting(0), reader);
  expect(answer.data).toEqual({ whole: { total: null }, grouped: { total: null, groups: null, rest: null } });

  const many = booksOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`${at} HARD`, 1])));
  const tooMany = await asking(counting(0), many, { by: '[DESK_CODE]' });
  expect(tooMany.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BOUND_EXCEEDED' }]);
});

test('more conditions or groups than can be kept safe at once are refused; where nothing is suppressed, conditions are not', async () => {
  const filter =
    '{ bought: { ge: "2025-01-01", gt: "2025-01-02", le: "2025-12-31", lt: "2025-12-30" }, binding: { eq: HARD, in: [HARD] } }';
  const kept = booksOf({ 'A HARD': 9 });
  const codes = (answer: Awaited<ReturnType<typeof asking>>) => answer.errors?.map(({ extensions }) => extensions);
  expect(codes(await asking(counting(3), kept, { filter }))).toEqual([{ code: 'BOUND_EXCEEDED' }]);
  expect(codes(await asking(counting(0), kept, { filter }))).toBeUndefined();
  const by = '[DESK_CODE, BINDING, SEX_CODE, BOUGHT_YEAR]';
  expect(codes(await asking(counting(0), kept, { by }))).toEqual([{ code: 'BAD_USER_INPUT' }]);
});

test('a day that is none is refused: compared as text it would find nothing, or everything', async () => {
  const reader = arrayReader({ Book: booksOf({ 'A HARD': 4 }) });
  const asked = async (bought: string) => {
    const { answer } = await ask(`{ books(filter: { bought: ${bought} }) { totalCount } }`, handMadeAccess({}), reader);
    return answer.errors?.map(({ extensions }) => extensions?.code) ?? answer.data;
  };
  for (const day of [
    '{ lt: "yesterday" }',
    '{ ge: "20250101" }',
    '{ ge: "2025-02-30" }',
    '{ le: "2025-01-01T00:00:00Z" }',
  ])
    expect(await asked(day)).toEqual(['BAD_USER_INPUT']);
  expect(await asked('{ ge: "2025-01-01" }')).toEqual({ books: { totalCount: 4 } });
});

test('groups are counted over all pages', async () => {
  const answer = await asking(counting(3), booksOf({ 'A HARD': 7_000, 'B HARD': 4_000 }), { by: '[DESK_CODE]' });
  expect(answer.data).toEqual({
    bookCounts: {
      total: 11_000,
      smallestCell: 3,
      groups: [
        { keys: [{ value: 'A' }], count: 7_000 },
        { keys: [{ value: 'B' }], count: 4_000 },
      ],
      rest: 0,
    },
  });
});

test('however many sets of conditions are left out, rows are read once, and which of them meet each condition', async () => {
  const reader = arrayReader({ Book: booksOf({ 'A HARD': 9, 'A SOFT': 4, 'B SOFT': 5 }) });
  const filter = '{ deskCode: { eq: "A" }, binding: { eq: HARD }, bought: { ge: "2025-01-01" } }';
  const counted = `{ bookCounts(filter: ${filter}, by: [SEX_CODE]) { total groups { count } } }`;
  const { answer } = await ask(counted, counting(3), reader);
  expect(answer.data).toEqual({ bookCounts: { total: 9, groups: [{ count: 9 }] } });
  expect(reader.requests.map(({ fields }) => fields)).toEqual([[], [], [], ['sexCode']]);
});

test('a record that sources hold several times is counted once under every set of conditions', async () => {
  const copy = fc.tuple(fc.nat({ max: 9 }), fc.constantFrom('A', 'B'), fc.constantFrom('HARD', 'SOFT'));
  await fc.assert(
    fc.asyncProperty(fc.array(copy, { minLength: 3, maxLength: 40 }), async (copies) => {
      const kept = copies.map(([isbn, deskCode, binding], at): Kept => {
        const values = { isbn: String(isbn), deskCode, binding, sexCode: '1', bought: '2025-03-09' };
        return { adapter: at % 2 === 0 ? 'shelves' : 'cellar', id: String(at), values };
      });
      const totalUnder = async (filter: string) => {
        const counted = `{ bookCounts(filter: { ${filter} }, distinct: true) { total } }`;
        return totalOf((await ask(counted, counting(3), arrayReader({ Book: kept }))).answer);
      };
      const once = (desks: string, bindings: string) =>
        new Set(
          copies.flatMap(([isbn, desk, binding]) => (desks.includes(desk) && bindings.includes(binding) ? [isbn] : [])),
        ).size;
      const [both, desk, binding, all] = [
        once('A', 'HARD'),
        once('A', 'HARD SOFT'),
        once('AB', 'HARD'),
        once('AB', 'HARD SOFT'),
      ];
      const isTold = [both, desk - both, binding - both, all - both].every((number) => number === 0 || number >= 3);
      expect(await totalUnder('deskCode: { eq: "A" }, binding: { eq: HARD }')).toBe(isTold && both > 0 ? both : null);
    }),
    { numRuns: 150 },
  );
});

test('between the totals told under a filter and under parts of it, no difference is below the threshold', async () => {
  const conditions = ['deskCode: { eq: "A" }', 'binding: { eq: HARD }', 'bought: { ge: "2025-01-01" }'];
  const parts = Array.from({ length: 2 ** conditions.length }, (_, chosen) =>
    conditions.filter((_condition, at) => (chosen >> at) % 2 === 1),
  );
  const group = fc.tuple(
    fc.constantFrom('A', 'B'),
    fc.constantFrom('HARD', 'SOFT'),
    fc.constantFrom('2024-06-01', '2025-06-01'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(group, fc.integer({ min: 0, max: 7 })), { maxLength: 8 }), async (groups) => {
      const kept = booksOf(Object.fromEntries(groups.map(([values, count]) => [values.join(' '), count])));
      const totals = await Promise.all(
        parts.map(async (part) => ({
          part,
          total: totalOf(await asking(counting(3), kept, { filter: `{ ${part.join(', ')} }` })),
        })),
      );
      for (const narrow of totals)
        for (const wide of totals) {
          if (narrow.total === null || wide.total === null) continue;
          if (!wide.part.every((condition) => narrow.part.includes(condition))) continue;
          const difference = wide.total - narrow.total;
          expect(difference === 0 || difference >= 3).toBe(true);
        }
    }),
    { numRuns: 60 },
  );
});
