import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { percentile } from '../../subgraphs/kit/counts/count-measures.js';
import { fewAtOnce } from '../../subgraphs/kit/counts/few-at-once.js';
import { arrayReader, type Kept } from './array-reader.js';
import { handMadeAccess } from './hand-made-access.js';
import { ask } from './open-library.js';
import '../fixed-seed.js';

const countable = ['binding', 'deskCode', 'bought', 'returned', 'pages', 'shelfNo'];
const counting = (smallest: number, fields = countable) =>
  handMadeAccess({
    shut: ['Book'],
    counts: { Book: { fields: new Set(fields), rows: { op: 'true' }, smallest } },
  });

const book = (id: number, values: Kept['values']): Kept => ({
  adapter: 'shelves',
  id: String(id),
  values: {
    isbn: String(id),
    deskCode: 'A',
    bought: '2025-01-01',
    returned: null,
    pages: null,
    shelfNo: 'S1',
    ...values,
  },
});

async function counted(args: string, kept: readonly Kept[], access = counting(0), variables = {}) {
  const { answer } = await ask(
    `query ($f: BookFilter) { bookCounts(${args}) { total rest
      sums { field value known } spans { from to known median p90 }
      groups { keys { field value } count sums { value known } spans { known median } } } }`.replace(
      args.includes('$f') ? '' : 'query ($f: BookFilter) ',
      '',
    ),
    access,
    arrayReader({ Book: kept }),
    { variables },
  );
  return answer;
}

interface Counts {
  readonly total: number | null;
  readonly rest: number | null;
  readonly sums: readonly { readonly value: number | null; readonly known: number }[] | null;
  readonly groups: readonly { readonly count: number; readonly sums: readonly { readonly known: number }[] }[] | null;
}
const countsIn = (answer: Awaited<ReturnType<typeof counted>>) =>
  (answer.data as { readonly bookCounts: Counts }).bookCounts;

test('records are put into bands from an edge to below the next, numbers and days alike, and texts of few values into groups', async () => {
  const kept = [80, 99, 100, 399, 400, null].map((pages, id) => book(id, { pages, bought: `2025-0${id + 1}-15` }));
  const byPages = await counted('bands: [{ of: PAGES, from: ["100", "400"] }]', kept);
  const told = (answer: typeof byPages) =>
    (countsIn(answer).groups as never as { keys: { value: string }[]; count: number }[]).map(({ keys, count }) => [
      keys.map(({ value }) => value).join(),
      count,
    ]);
  expect(told(byPages)).toEqual([
    ['..100', 2],
    ['100..400', 2],
    ['400..', 1],
    ['', 1],
  ]);
  expect(told(await counted('by: [SHELF_NO], bands: [{ of: BOUGHT, from: ["2025-03-15"] }]', kept))).toEqual([
    ['S1,..2025-03-15', 2],
    ['S1,2025-03-15..', 4],
  ]);
});

test('numbers are summed over all and over groups, and those that hold none are told beside', async () => {
  const kept = [book(1, { pages: 10 }), book(2, { pages: 5, deskCode: 'B' }), book(3, {})];
  const { data } = await counted('by: [DESK_CODE], sums: [PAGES]', kept);
  expect(data).toMatchObject({
    bookCounts: {
      sums: [{ field: 'PAGES', value: 15, known: 2 }],
      groups: [
        { count: 2, sums: [{ value: 10, known: 1 }] },
        { count: 1, sums: [{ value: 5, known: 1 }] },
      ],
    },
  });
});

test('days from one date to another, or until a day, have a median and percentiles; an end before its beginning has none', async () => {
  const lent = [1, 2, 3, 4, 10].map((days, id) =>
    book(id, { bought: '2025-01-01', returned: `2025-01-${String(days + 1).padStart(2, '0')}` }),
  );
  const kept = [...lent, book(8, { returned: '2024-12-31' }), book(9, {})];
  const { data } = await counted(
    'spans: [{ from: BOUGHT, to: RETURNED }, { from: BOUGHT, until: "2025-01-31" }]',
    kept,
  );
  expect(data).toMatchObject({
    bookCounts: {
      total: 7,
      spans: [
        { from: 'BOUGHT', to: 'RETURNED', known: 5, median: 3, p90: 10 },
        { from: 'BOUGHT', to: null, known: 7, median: 30, p90: 30 },
      ],
    },
  });
});

test('a key that sources hold twice is counted once where that is asked for', async () => {
  const kept = [book(1, { pages: 10 }), { ...book(1, { pages: 10 }), id: '1b' }, book(2, { pages: 5 })];
  expect(countsIn(await counted('sums: [PAGES]', kept))).toMatchObject({ total: 3, sums: [{ value: 25 }] });
  expect(countsIn(await counted('sums: [PAGES], distinct: true', kept))).toMatchObject({
    ...{ total: 2, sums: [{ value: 15 }] },
  });
});

test('records that hold a number are as protected as records: none too few to be told follows from sums', async () => {
  const row = fc.record({
    deskCode: fc.constantFrom('A', 'B', 'C'),
    binding: fc.constantFrom('HARD', 'SOFT'),
    pages: fc.option(fc.integer({ min: 1, max: 9 })),
  });
  const isSafe = (known: number) => known === 0 || known >= 3;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 24 }), async (rows) => {
      const kept = rows.map((values, id) => book(id, values));
      const all = countsIn(await counted('by: [DESK_CODE], sums: [PAGES]', kept, counting(3)));
      const hard = countsIn(
        await counted('by: [DESK_CODE], sums: [PAGES], filter: { binding: { eq: HARD } }', kept, counting(3)),
      );
      for (const { sums, groups } of [all, hard]) {
        const listed = (groups ?? []).map(({ sums: [own] }) => own?.known ?? 0);
        const whole = sums?.[0]?.known;
        expect(listed.every(isSafe)).toBe(true);
        if (whole !== undefined) expect(isSafe(whole - listed.reduce((sum, each) => sum + each, 0))).toBe(true);
      }
      if (all.sums !== null && hard.sums !== null)
        expect(isSafe((all.sums[0]?.known ?? 0) - (hard.sums[0]?.known ?? 0))).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('a percentile is told where enough values lie on each of its sides', () => {
  const days = [1, 2, 3, 4, 5, 6, 7];
  expect([percentile(days, 50, 0), percentile(days, 50, 3), percentile(days, 50, 4)]).toEqual([4, 4, null]);
  expect([percentile(days, 90, 0), percentile(days, 90, 3), percentile([], 50, 0)]).toEqual([7, null, null]);
});

test.each([
  ['bands by', 'bands: [{ of: PAGES, from: ["1"] }]'],
  ['sums over', 'sums: [PAGES]'],
  ['spans from', 'spans: [{ from: RETURNED, until: "2025-01-01" }]'],
])('%s a field that may not be counted by are refused', async (_, args) => {
  const kept = [book(1, { pages: 3 })];
  const refused = await counted(args, kept, counting(0, ['deskCode']));
  expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'FILTER_DENIED' }]);
  expect((await counted(args, kept)).errors).toBeUndefined();
});

test.each([
  ['edges that do not ascend', 'bands: [{ of: PAGES, from: ["2", "1"] }]'],
  ['edges of another kind', 'bands: [{ of: BOUGHT, from: ["1"] }]'],
  ['no edges', 'bands: [{ of: PAGES, from: [] }]'],
  ['a sum of days', 'sums: [BOUGHT]'],
  ['a span of numbers', 'spans: [{ from: PAGES, to: BOUGHT }]'],
  ['a span without an end', 'spans: [{ from: BOUGHT }]'],
  ['a span with two', 'spans: [{ from: BOUGHT, to: RETURNED, until: "2025-01-01" }]'],
])('%s are refused', async (_, args) => {
  const { errors } = await counted(args, []);
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
});

test('a filter that holds filters may be a variable', async () => {
  const kept = [book(1, {}), book(2, { deskCode: 'B' }), book(3, { deskCode: 'C' })];
  const f = { or: [{ deskCode: { eq: 'A' } }, { not: { not: { deskCode: { eq: 'B' } } } }] };
  expect(countsIn(await counted('filter: $f', kept, counting(0), { f })).total).toBe(2);
  const { errors } = await counted('filter: $f', kept, counting(0), { f: { nowhere: 1 } });
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
});

test('so much is under way at once, and what waits begins in its order', async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const inTurn = fewAtOnce(2);
  const works = [0, 1, 2, 3].map((at) =>
    inTurn(async () => {
      begun.push(at);
      await new Promise<void>((resolve) => {
        ends[at] = resolve;
      });
      if (at === 1) throw new Error('failed');
      return at;
    }).catch(() => null),
  );
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  await settle();
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await settle();
  expect(begun).toEqual([0, 1, 2]);
  ends[0]?.();
  await settle();
  ends[2]?.();
  ends[3]?.();
  expect(await Promise.all(works)).toEqual([0, null, 2, 3]);
});
