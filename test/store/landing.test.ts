import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Batch, LandingRecord, QuarantinedRecord } from '../../schema/landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from './stores.js';

function record(key: string, version: string, extra: Partial<LandingRecord> = {}): LandingRecord {
  return {
    entity: 'AdministrativePenalty',
    key,
    values: { name: `张${version}`, amountFen: 12_300, codes: ['a', 'b'], withdrawnAt: null },
    flags: { name: ['WHITESPACE'] },
    index: [`subject-${key}`, null],
    hash: `hash-${version}`,
    ...extra,
  };
}

function batch(adapter: string, day: number, records: Batch['records'], extra: Partial<Batch> = {}): Batch {
  const producedAt = `2026-03-${String(day).padStart(2, '0')}T02:00:00+08:00`;
  return { adapter, name: `day-${day}.zip`, digest: `digest-${day}`, producedAt, records, ...extra };
}

const spoiled: QuarantinedRecord = { entity: 'AdministrativePenalty', key: null, reason: 'ROW_UNREADABLE', raw: '"a' };
const nothing = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 };

describe.each(backends)('landing on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let adapters = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const freshAdapter = () => `bureau-${++adapters}`;
  const landed = async (adapter: string) => {
    const sql = `SELECT record_key, hash, updated_at, produced_at, batch_name FROM landed_record WHERE adapter = ? ORDER BY record_key`;
    return (await store.landing.database.query({ sql, params: [adapter] })).map((row) => ({ ...row }));
  };

  test('keeps the values, the flags and the index of a record', async () => {
    const adapter = freshAdapter();
    const receipt = await store.landing.land(batch(adapter, 1, [record('k1', 'v1'), spoiled]));
    expect(receipt).toEqual({ ...nothing, batch: 'day-1.zip', status: 'LANDED', landed: 1, quarantined: 1 });
    const [row] = await store.landing.database.query({
      sql: 'SELECT entity, record_key, index_1, index_2, index_3, document, flags, produced_at FROM landed_record WHERE adapter = ?',
      params: [adapter],
    });
    expect({ ...row, document: JSON.parse(String(row?.document)), flags: JSON.parse(String(row?.flags)) }).toEqual({
      entity: 'AdministrativePenalty',
      record_key: 'k1',
      index_1: 'subject-k1',
      index_2: null,
      index_3: null,
      document: record('k1', 'v1').values,
      flags: record('k1', 'v1').flags,
      produced_at: '2026-02-28T18:00:00.000Z',
    });
    const aside = await store.landing.database.query({
      sql: 'SELECT position, entity, record_key, reason, raw FROM quarantined_record WHERE adapter = ?',
      params: [adapter],
    });
    expect(aside).toEqual([
      { position: 2, entity: 'AdministrativePenalty', record_key: null, reason: 'ROW_UNREADABLE', raw: '"a' },
    ]);
  });

  test('changes nothing when the same file comes again', async () => {
    const adapter = freshAdapter();
    await store.landing.land(batch(adapter, 1, [record('k1', 'v1'), spoiled]));
    const again = await store.landing.land(batch(adapter, 1, [record('k1', 'other')]));
    expect(again).toEqual({ ...nothing, batch: 'day-1.zip', status: 'ALREADY_LANDED', landed: 1, quarantined: 1 });
    expect(await landed(adapter)).toMatchObject([{ hash: 'hash-v1' }]);
  });

  test('lets a newer record supersede, an older one not, and counts what did not change', async () => {
    const adapter = freshAdapter();
    await store.landing.land(batch(adapter, 2, [record('k1', 'v2'), record('k2', 'v2'), record('k3', 'v2')]));
    const newer = await store.landing.land(batch(adapter, 3, [record('k1', 'v3'), record('k2', 'v2')]));
    expect(newer).toMatchObject({ ...nothing, superseded: 1, duplicates: 1 });
    const older = await store.landing.land(
      batch(adapter, 1, [record('k1', 'v1'), record('k3', 'v2'), record('k4', 'v1')]),
    );
    expect(older).toMatchObject({ ...nothing, outdated: 1, duplicates: 1, landed: 1 });
    expect((await landed(adapter)).map(({ record_key, hash }) => [record_key, hash])).toEqual([
      ['k1', 'hash-v3'],
      ['k2', 'hash-v2'],
      ['k3', 'hash-v2'],
      ['k4', 'hash-v1'],
    ]);
    expect(await store.landing.latest(adapter)).toBe('2026-03-02T18:00:00.000Z');
  });

  test('lets the record win that the agency changed last, whichever delivery is newer', async () => {
    const adapter = freshAdapter();
    const changed = (version: string, day: string) =>
      record('k', version, { updatedAt: `2026-02-${day}T09:00:00+08:00` });
    await store.landing.land(batch(adapter, 2, [changed('v2', '20')]));
    expect(await store.landing.land(batch(adapter, 3, [changed('v3', '10')]))).toMatchObject({
      ...nothing,
      outdated: 1,
    });
    expect(await store.landing.land(batch(adapter, 1, [changed('v1', '21')]))).toMatchObject({
      ...nothing,
      superseded: 1,
    });
    expect(await landed(adapter)).toMatchObject([{ hash: 'hash-v1', updated_at: '2026-02-21T01:00:00.000Z' }]);
    // Without a time of its own, a record is as old as its batch.
    expect(await store.landing.land(batch(adapter, 4, [record('k', 'v4')]))).toMatchObject({
      ...nothing,
      superseded: 1,
    });
    expect(await landed(adapter)).toMatchObject([{ hash: 'hash-v4', updated_at: '2026-03-03T18:00:00.000Z' }]);
  });

  test('lets the record that was changed last win within a file too', async () => {
    const adapter = freshAdapter();
    const changed = (version: string, updatedAt: string) => record('k', version, { updatedAt });
    const records = [changed('new', '2026-02-02T00:00:00Z'), changed('old', '2026-02-02T07:59:00+08:00')];
    expect(await store.landing.land(batch(adapter, 1, records))).toMatchObject({ ...nothing, landed: 1, outdated: 1 });
    expect(await landed(adapter)).toMatchObject([{ hash: 'hash-new' }]);
  });

  test('lets the last of several records with one key win within a file', async () => {
    const adapter = freshAdapter();
    const receipt = await store.landing.land(
      batch(adapter, 1, [record('k', 'a'), record('k', 'a'), record('k ', 'b')]),
    );
    expect(receipt).toMatchObject({ ...nothing, landed: 1, duplicates: 1, superseded: 1 });
    expect(await landed(adapter)).toMatchObject([{ record_key: 'k', hash: 'hash-b' }]);
  });

  test('tells keys apart by case and width', async () => {
    const adapter = freshAdapter();
    const keys = ['ABC', 'ABc', 'abc', 'é', 'é'.normalize('NFD'), '張', '张'];
    await store.landing.land(
      batch(
        adapter,
        1,
        keys.map((key) => record(key, 'v')),
      ),
    );
    expect((await landed(adapter)).map(({ record_key }) => record_key).sort()).toEqual([...keys].sort());
  });

  test('puts a record aside that the table cannot hold', async () => {
    const adapter = freshAdapter();
    const records = [record('k'.repeat(256), 'v'), record('k2', 'v', { index: ['i'.repeat(256)] }), record('k3', 'v')];
    records.push(record('k4', 'v', { updatedAt: '2026-02-02 08:00:00' }));
    expect(await store.landing.land(batch(adapter, 1, records))).toMatchObject({ landed: 1, quarantined: 3 });
    const sql = 'SELECT position, reason FROM quarantined_record WHERE adapter = ? ORDER BY position';
    expect(await store.landing.database.query({ sql, params: [adapter] })).toEqual([
      { position: 1, reason: 'KEY_TOO_LONG' },
      { position: 2, reason: 'INDEX_TOO_LONG' },
      { position: 4, reason: 'UPDATE_TIME_INVALID' },
    ]);
  });

  test('lands nothing of a file that breaks off, and all of it when it comes again', async () => {
    const adapter = freshAdapter();
    const broken = new RangeError('the archive ends too early');
    async function* breakingOff() {
      for (let n = 0; n < 1_200; n += 1) yield record(`k${n}`, 'v');
      throw broken;
    }
    await expect(store.landing.land(batch(adapter, 1, breakingOff()))).rejects.toBe(broken);
    expect(await landed(adapter)).toEqual([]);
    expect(await store.landing.latest(adapter)).toBeNull();
    const whole = Array.from({ length: 1_201 }, (_, n) => record(`k${n}`, 'v'));
    expect(await store.landing.land(batch(adapter, 1, whole))).toMatchObject({ status: 'LANDED', landed: 1_201 });
  });

  test('takes one of two simultaneous deliveries of a file', async () => {
    const adapter = freshAdapter();
    const second = await open(database.url, { chain: 'second' });
    const records = Array.from({ length: 1_500 }, (_, n) => record(`k${n}`, 'v'));
    const receipts = await Promise.all([
      store.landing.land(batch(adapter, 1, records)),
      second.landing.land(batch(adapter, 1, records)),
    ]);
    expect(receipts.map(({ status }) => status).sort()).toEqual(['ALREADY_LANDED', 'LANDED']);
    expect((await landed(adapter)).length).toBe(1_500);
    await second.close();
  });

  test('refuses a batch whose time has no zone', async () => {
    const faulty = batch('bureau', 1, [], { producedAt: '2026-03-01T02:00:00' });
    await expect(store.landing.land(faulty)).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
  });

  const delivery = fc.record({
    day: fc.integer({ min: 1, max: 4 }),
    records: fc.array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc.record({
            key: fc.constantFrom('a', 'b', 'c', 'd'),
            version: fc.constantFrom('1', '2', '3'),
            updatedAt: fc.constantFrom(
              undefined,
              '2026-03-02T02:00:00+08:00',
              '2026-03-01T19:00:00Z',
              '2026-01-01T00:00:00Z',
            ),
          }),
        },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
      { maxLength: 8 },
    ),
  });
  const history = fc.array(delivery, { minLength: 1, maxLength: 6 });

  test('ends in the same state whatever the order of deliveries and re-deliveries, and its counts add up', async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((days) => {
          const files = days.map((day, n) => ({ ...day, name: `file-${n}` }));
          const again = fc.shuffledSubarray([...files, ...files], { minLength: files.length });
          return fc.tuple(fc.constant(files), again);
        }),
        async ([files, some]) => {
          const [inOrder, anyOrder] = [freshAdapter(), freshAdapter()];
          const land = async (adapter: string, { day, name, records }: (typeof files)[number]) => {
            const rows = records.map((row) =>
              row === null ? spoiled : record(row.key, row.version, row.updatedAt ? { updatedAt: row.updatedAt } : {}),
            );
            const receipt = await store.landing.land(batch(adapter, day, rows, { name, digest: name }));
            const { landed: fresh, superseded, duplicates, outdated, quarantined } = receipt;
            expect(fresh + superseded + duplicates + outdated + quarantined).toBe(rows.length);
          };
          for (const file of files) await land(inOrder, file);
          for (const file of [...some, ...files]) await land(anyOrder, file);
          expect(await landed(anyOrder)).toEqual(await landed(inOrder));
          expect(await store.landing.latest(anyOrder)).toEqual(await store.landing.latest(inOrder));
        },
      ),
      { numRuns: 60 },
    );
  });
});
