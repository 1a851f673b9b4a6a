import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BulkBatch, DeliveredRecord } from '../../schema/landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, now, open } from './stores.js';

const producedAt = '2026-03-01T02:00:00+08:00';
const record = (key: string): DeliveredRecord => ({
  entity: 'Payment',
  key,
  values: { key },
  flags: {},
  index: [],
  hash: key,
});
const aside = (raw: string | null): DeliveredRecord => ({ entity: 'Payment', key: null, reason: 'KEY_MISSING', raw });
const nothing = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 };

describe.each(backends)('the book of what landed, on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let at = now();
  beforeAll(async () => {
    database = await create();
    store = await open(database.url, { clock: () => at });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('batches are read newest first, a page at a time', async () => {
    const names: string[] = [];
    for (const [n, hour] of [1, 2, 2, 3].entries()) {
      at = new Date(Date.UTC(2026, 2, 2, hour));
      await store.landing.land({ adapter: 'a', name: `n${n}`, digest: 'd', producedAt, records: [record('k')] });
    }
    let [last] = await store.landing.batches('a', { first: 1 });
    expect(last).toEqual({
      ...nothing,
      name: 'n3',
      digest: 'd',
      producedAt: '2026-02-28T18:00:00.000Z',
      landedAt: '2026-03-02T03:00:00.000Z',
      duplicates: 1,
    });
    while (last !== undefined) {
      names.push(last.name);
      [last] = await store.landing.batches('a', { first: 1, after: last });
    }
    expect(names).toEqual(['n3', 'n1', 'n2', 'n0']);
    expect(await store.landing.batches('nobody', { first: 9 })).toEqual([]);
  });

  test('what was put aside is read by place, and its text only when it is asked for', async () => {
    const batch = { adapter: 'b', name: 'n', digest: 'd' };
    const records = [record('1'), aside('{"a":1}'), aside(null), record('2'), aside('x\u0000y')];
    await store.landing.land({ ...batch, producedAt, records });
    const entry = { entity: 'Payment', key: null, reason: 'KEY_MISSING' };
    expect(await store.landing.quarantine(batch, { first: 2 })).toEqual([
      { ...entry, position: 2, raw: null },
      { ...entry, position: 3, raw: null },
    ]);
    expect(await store.landing.quarantine(batch, { first: 9, after: 1, withRaw: true })).toEqual([
      { ...entry, position: 2, raw: '{"a":1}' },
      { ...entry, position: 3, raw: null },
      { ...entry, position: 5, raw: 'x␀y' },
    ]);
    expect(await store.landing.quarantine({ ...batch, digest: 'other' }, { first: 9 })).toEqual([]);
  });

  test('keys that only differ behind a NUL do not become one: they are put aside', async () => {
    const records = [record('k\u0000a'), record('k\u0000b'), record('k')];
    const batch = { adapter: 'd', name: 'n', digest: 'd', producedAt, records };
    expect(await store.landing.land(batch)).toMatchObject({ ...nothing, landed: 1, quarantined: 2 });
  });

  test('lists of records land as the records would one by one, across any number of pieces', async () => {
    const keys = Array.from({ length: 2_600 }, (_, n) => `k${n % 2_000}`);
    const lists: BulkBatch['records'] = {
      async *[Symbol.asyncIterator]() {
        yield [];
        yield keys.slice(0, 1_900).map(record);
        yield keys.slice(1_900).map(record);
      },
    };
    const { batch: _, ...receipt } = await store.landing.land({
      adapter: 'c',
      name: 'n',
      digest: 'd',
      producedAt,
      records: lists,
    });
    expect(receipt).toEqual({ ...nothing, status: 'LANDED', landed: 2_000, duplicates: 600 });
    const sql = 'SELECT COUNT(*) AS n, COUNT(DISTINCT record_key) AS keys_held FROM landed_record WHERE adapter = ?';
    const [row] = await store.database.query({ sql, params: ['c'] });
    expect({ ...row }).toEqual({ n: 2_000, keys_held: 2_000 });
  });
});
