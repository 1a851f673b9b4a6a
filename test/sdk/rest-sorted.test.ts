import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SourceFailure } from '../../sdk/source-failure.js';
import { type Cursors, readOnward } from '../../sdk/sources/rest/read-onward.js';
import { type Places, readSorted } from '../../sdk/sources/rest/read-sorted.js';
import '../fixed-seed.js';

const size = 4;
const page = (keys: readonly string[], ordinal: number) => ({
  rows: keys.slice((ordinal - 1) * size, ordinal * size).map((ah) => ({ ah })),
});
const list = { name: 'zxajxx', key: 'ah', size };
const keysOf = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '王', '𬭎'), minLength: 1, maxLength: 4 }));

const codePoints = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Walks lists of which records go meanwhile: whatever stays is met, once and in order. */
async function expectAllMet(
  open: (
    left: () => readonly string[],
  ) => (after: string | null, limit: number) => Promise<readonly Readonly<Record<string, unknown>>[]>,
) {
  await fc.assert(
    fc.asyncProperty(
      keysOf,
      fc.array(fc.nat(9), { maxLength: 4 }),
      fc.integer({ min: 1, max: 6 }),
      async (all, gone, limit) => {
        let left = all.toSorted(codePoints);
        const read = open(() => left);
        const met: string[] = [];
        for (let after: string | null = null; ; ) {
          const rows = await read(after, limit);
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
}

test('a walk by keys meets every record that stays, though others come and go', async () => {
  await expectAllMet((left) => {
    const places: Places = new Map();
    return (after, limit) => readSorted({ ...list, after, limit }, async (ordinal) => page(left(), ordinal), places);
  });
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

/** A service whose cursors lead behind a record, whether it is still there or not. */
const following = (keys: () => readonly string[]) => async (cursor: string | null) => {
  const left = keys().filter((key) => cursor === null || codePoints(key, cursor) > 0);
  const rows = left.slice(0, size).map((ah) => ({ ah }));
  return { rows, total: null, next: left.length > size ? String(rows.at(-1)?.ah) : null };
};

test('a walk by cursors meets every record that stays, once and in order, though others come and go', async () => {
  await expectAllMet((left) => {
    const cursors: Cursors = new Map();
    return (after, limit) => readOnward({ ...list, after, limit }, following(left), cursors);
  });
});

test('a cursor leads on where the page before ended, and back to the beginning once the service has forgotten it', async () => {
  const keys = Array.from({ length: 20 }, (_, at) => String(at).padStart(2, '0'));
  const asked: (string | null)[] = [];
  let forgotten: string | null = null;
  const ask = async (cursor: string | null) => {
    asked.push(cursor);
    if (cursor !== null && cursor === forgotten) {
      forgotten = null;
      throw new SourceFailure('FAILED', 'the cursor is invalid');
    }
    return following(() => keys)(cursor);
  };
  const cursors: Cursors = new Map();
  const read = async (after: string | null) =>
    (await readOnward({ ...list, after, limit: 5 }, ask, cursors)).at(-1)?.ah;
  expect(await read(null)).toBe('04');
  expect(await read('04')).toBe('09');
  expect(asked).toEqual([null, '03', '03', '07']);
  [forgotten, asked.length] = ['07', 0];
  expect(await read('09')).toBe('14');
  expect(asked).toEqual(['07', null, '03', '07', '11']);
});
