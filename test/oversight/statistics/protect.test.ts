import { expect, test } from '@jest/globals';
import { protectParts, protectRate, rankOf } from '../../../oversight/statistics/protect.js';

const isSafe = (number: number, smallest: number) => number === 0 || number >= smallest;

/** Every list of so many numbers that come to no more than the whole. */
function* lists(length: number, whole: number): Generator<readonly number[]> {
  if (length === 0) yield [];
  else
    for (let first = 0; first <= whole; first += 1)
      for (const rest of lists(length - 1, whole - first)) yield [first, ...rest];
}

test('of all small tables none tells by subtraction what it does not tell', () => {
  for (const smallest of [3, 5])
    for (let whole = smallest; whole <= 12; whole += 1)
      for (const parts of lists(3, whole)) {
        // The hub tells no part that is too small, nor that there is none.
        const asked = parts.map((part) => (part < smallest ? null : part));
        const told = protectParts(asked, whole, smallest);
        const sums = [0, 1, 2, 3, 4, 5, 6, 7].map((chosen) =>
          told.filter((_part, at) => (chosen >> at) % 2 === 1).reduce<number>((sum, part) => sum + (part ?? 0), 0),
        );
        const all = told.every((part) => part !== null);
        for (const sum of sums) if (sum > 0 || all) expect(isSafe(sum, smallest)).toBe(true);
        const hidden = whole - (sums[7] ?? 0);
        expect(isSafe(hidden, smallest)).toBe(true);
        for (const [at, part] of told.entries()) expect(part === null || part === parts[at]).toBe(true);
      }
});

test('where all is told nothing is hidden', () => {
  expect(protectParts([1, 0, 2], 3, 0)).toEqual([1, 0, 2]);
  expect(protectParts([4, 4], null, 3)).toEqual([4, 4]);
});

test('of all rates none is told that tells a number too small, by itself or by what is left of its base', () => {
  for (let outOf = 0; outOf <= 12; outOf += 1)
    for (let count = 0; count <= outOf; count += 1) {
      const told = protectRate(count === 0 || count >= 3 ? count : null, outOf, 3, true);
      if (told.rate !== null)
        expect([isSafe(told.count ?? 0, 3), isSafe(outOf - (told.count ?? 0), 3)]).toEqual([true, true]);
      else expect(told.count === null || outOf === 0).toBe(true);
      expect(told.suppressed).toBe(told.count === null);
    }
  expect(protectRate(5, 6, 0, true)).toEqual({ count: 5, outOf: 6, rate: 0.8333, suppressed: false });
  expect(protectRate(5, 6, 3, true)).toEqual({ count: null, outOf: 6, rate: null, suppressed: true });
  // Findings are no part of the subjects that they are held against.
  expect(protectRate(5, 6, 3, false)).toEqual({ count: 5, outOf: 6, rate: 0.8333, suppressed: false });
  expect(protectRate(7, null, 3, true)).toEqual({ count: 7, outOf: null, rate: null, suppressed: true });
});

test('areas are ranked by rate, equals together; what is not told and what is too small a base is not ranked', () => {
  const figure = (count: number | null, outOf: number) => protectRate(count, outOf, 0, false);
  expect(
    rankOf([figure(3, 30), figure(6, 60), figure(9, 30), figure(9, 29), figure(null, 90), figure(0, 40)], 30),
  ).toEqual([...[2, 2, 1, null, null, 4]]);
});
