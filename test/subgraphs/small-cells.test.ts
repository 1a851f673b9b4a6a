import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Cell, suppressSmall } from '../../subgraphs/kit/counts/small-cells.js';
import '../fixed-seed.js';

const cell = (values: readonly string[], ...numbers: readonly number[]): Cell => ({ values, coarser: [], numbers });
const wholeOf = (cells: readonly Cell[], width: number) =>
  Array.from({ length: width }, (_, at) => cells.reduce((sum, { numbers }) => sum + (numbers[at] ?? 0), 0));

test('a hidden group cannot be found by adding up one field’s values', () => {
  const cells = [
    cell(['A', 'x'], 8),
    cell(['A', 'y'], 1),
    cell(['B', 'x'], 9),
    cell(['B', 'y'], 2),
    cell(['C', 'x'], 7),
  ];
  // By the first field alone 9, 11 and 7 would be told: A's 9 − 8 is one person, unless both groups of A are hidden.
  expect(suppressSmall(cells, wholeOf(cells, 1), 3)).toEqual({ total: 27, listed: [cell(['C', 'x'], 7)], rest: 20 });
});

test('a month hidden in its year hides another month of that year', () => {
  const month = (value: string, count: number): Cell => ({
    values: [value],
    coarser: [value.slice(0, 4)],
    numbers: [count],
  });
  const cells = [
    month('2024-01', 1),
    month('2024-02', 6),
    month('2025-01', 2),
    month('2025-02', 8),
    month('2025-03', 5),
  ];
  expect(suppressSmall(cells, wholeOf(cells, 1), 3)).toEqual({ total: 22, listed: [month('2025-02', 8)], rest: 14 });
});

const anyCells = fc.integer({ min: 1, max: 2 }).chain((width) =>
  fc.integer({ min: 1, max: 3 }).chain((numbers) =>
    fc
      .uniqueArray(
        fc.record({
          values: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: width, maxLength: width }),
          numbers: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: numbers, maxLength: numbers }),
        }),
        { selector: ({ values }) => values.join(), maxLength: 16 },
      )
      .map((found) => ({ cells: found.map((each): Cell => ({ ...each, coarser: [] })), numbers })),
  ),
);
const threshold = fc.constantFrom(3, 5);

test('no number that is told, and none that follows by subtraction, lies between zero and the threshold', () => {
  fc.assert(
    fc.property(anyCells, threshold, ({ cells, numbers }, smallest) => {
      const whole = wholeOf(cells, numbers);
      const { total, listed, rest } = suppressSmall(cells, whole, smallest);
      const isSafe = (number: number) => number === 0 || number >= smallest;
      if (total === null) {
        expect({ listed, rest }).toEqual({ listed: [], rest: null });
        return;
      }
      expect(total).toBeGreaterThanOrEqual(smallest);
      expect(listed.every(({ numbers: [count = 0] }) => count >= smallest)).toBe(true);
      expect(listed.flatMap((each) => each.numbers).every(isSafe)).toBe(true);
      // What is not listed: over all, and by what every condition takes away.
      const hidden = wholeOf(
        cells.filter((each) => !listed.includes(each)),
        numbers,
      );
      expect(hidden.every(isSafe)).toBe(true);
      expect(rest).toBe(hidden[0]);
      expect(total).toBe(whole[0]);
      // Within each value of each field, unless nothing that is listed of it could make up for it.
      for (const at of cells[0]?.values.keys() ?? [])
        for (const value of ['a', 'b', 'c', 'd']) {
          const margin = cells.filter(({ values }) => values[at] === value);
          const shown = margin.filter((each) => listed.includes(each));
          const within = margin.filter((each) => !listed.includes(each));
          const unsafe = [...wholeOf(within, numbers).keys()].filter((i) => !isSafe(wholeOf(within, numbers)[i] ?? 0));
          expect(unsafe.filter((i) => shown.some((each) => (each.numbers[i] ?? 0) > 0))).toEqual([]);
        }
    }),
    { numRuns: 500 },
  );
});

test('where nothing is suppressed every group is listed as it is', () => {
  fc.assert(
    fc.property(anyCells, ({ cells, numbers }) => {
      const { total, listed, rest } = suppressSmall(cells, wholeOf(cells, numbers), 0);
      expect({ total, rest }).toEqual({ total: wholeOf(cells, numbers)[0], rest: 0 });
      expect(new Set(listed)).toEqual(new Set(cells.filter(({ numbers: [count = 0] }) => count > 0)));
    }),
  );
});

test('groups that are all large enough are all listed, and in order', () => {
  const cells = [cell(['b'], 5), cell(['a'], 3), cell(['c'], 4)];
  expect(suppressSmall(cells, wholeOf(cells, 1), 3)).toEqual({
    total: 12,
    listed: [cell(['a'], 3), cell(['b'], 5), cell(['c'], 4)],
    rest: 0,
  });
});
