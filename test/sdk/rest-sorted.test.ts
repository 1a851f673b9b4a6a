import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Places, readSorted } from '../../sdk/sources/rest/read-sorted.js';
import '../fixed-seed.js';

const size = 4;
const page = (keys: readonly string[], ordinal: number) => ({
  rows: keys.slice((ordinal - 1) * size, ordinal * size).map((ah) => ({ ah })),
});
const list = { name: 'zxajxx', key: 'ah', size };
const keysOf = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '王', '𬭎'), minLength: 1, maxLength: 4 }));

test('a walk by keys meets every record that stays, though others come and go', async () => {
  await fc.assert(
    fc.asyncProperty(
      keysOf,
      fc.array(fc.nat(9), { maxLength: 4 }),
      fc.integer({ min: 1, max: 6 }),
      async (all, gone, limit) => {
        const codePoints = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
        let left = all.toSorted(codePoints);
        const places: Places = new Map();
        const met: string[] = [];
        for (let after: string | null = null; ; ) {
          const rows = await readSorted({ ...list, after, limit }, async (ordinal) => page(left, ordinal), places);
          met.push(...rows.map(({ ah }) => String(ah)));
          if (rows.length < limit) break;
          after = met.at(-1) ?? null;
          const at = gone.shift();
          if (at !== undefined) left = left.filter((_key, place) => place !== at);
        }
        expect(left.filter((key) => !met.includes(key))).toEqual([]);
        expect(met).toEqual(met.toSorted(codePoints));
        expect(new Set(met).size).toBe(met.length);
      },
    ),
  );
});

test('a page is read where the one before ended, and not from the beginning', async () => {
  const keys = Array.from({ length: 20 }, (_, at) => String(at).padStart(2, '0'));
  const asked: number[] = [];
  const ask = async (ordinal: number) => {
    asked.push(ordinal);
    return page(keys, ordinal);
  };
  const places: Places = new Map();
  for (let after: string | null = null, at = 0; at < 3; at += 1)
    after = String((await readSorted({ ...list, after, limit: 5 }, ask, places)).at(-1)?.ah);
  expect(asked).toEqual([1, 2, 2, 3, 3, 4]);
});

test('rows out of the order of their keys are malformed', async () => {
  const read = readSorted({ ...list, after: null, limit: 5 }, async () => page(['b', 'a'], 1), new Map());
  await expect(read).rejects.toMatchObject({ reason: 'MALFORMED' });
});
