import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../fixed-seed.js';
import { bind } from '../../sdk/entity.js';
import { date, text } from '../../sdk/index.js';
import type { Delivery } from '../../sdk/sources/files/delivery.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { type Cells, csvOf, drop, readAll, watched, withFolder } from './files-drop.js';

const permit = bind('Permit', {
  table: 'XKZ',
  key: 'XKBH',
  fields: { number: text('XKBH'), issued: date('FZRQ'), remark: text('BZ') },
  lookups: ['number'],
  excluded: [{ column: 'MJ', is: ['机密', '秘密'] }],
});
const titles = ['许可编号', '发证日期', '备注', '密级'];
const delivery: Delivery = {
  match: /^T_XKZ_(?<day>\d{8})\d{3}\.zip$/,
  table: 'XKZ',
  format: 'csv',
  delimiter: '|',
  columns: { 许可编号: 'XKBH', 发证日期: 'FZRQ', 备注: 'BZ', 密级: 'MJ' },
};
const nothing = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 };

describe.each(backends)('records that may not be shared, on $name', ({ name, create }) => {
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

  /** Lands deliveries one after the other. */
  async function landed(batches: readonly { readonly day: string; readonly rows: readonly Cells[] }[]) {
    const adapter = `excluding-${++adapters}`;
    return withFolder(async (inbox) => {
      const setting = { adapter, landing: store.landing, deliveries: [delivery], binding: permit };
      const { watch, reader, outcomes } = watched(inbox, setting);
      for (const { day, rows } of batches) {
        await drop(inbox, { name: `T_XKZ_${day}001`, day, zip: { 'a.csv': csvOf([titles, ...rows]) } });
        await watch.scan();
      }
      const found = (await readAll(reader)).map(({ id, values }) => [id, values.remark]);
      await watch.close();
      const counts = outcomes.map((each) => {
        if (each.outcome === 'REFUSED') return each.reason;
        const { batch: _batch, status: _status, ...rest } = each.receipt;
        return rest;
      });
      return { adapter, found, counts };
    });
  }
  const everything = async (adapter: string) => {
    const tables = ['landed_record', 'quarantined_record', 'excluded_record', 'landed_batch', 'landed_adapter'];
    const rows = await Promise.all(
      tables.map((table) =>
        store.database.query({ sql: `SELECT * FROM ${table} WHERE adapter = ?`, params: [adapter] }),
      ),
    );
    return JSON.stringify(rows);
  };

  test('an excluded row is counted and leaves nothing readable, be it broken otherwise', async () => {
    const { adapter, found, counts } = await landed([
      {
        day: '20260301',
        rows: [
          ['许1', '2026-03-01', '甲', ''],
          ['许2', '2026-03-01', '卧底', '机密'],
          ['', '2026-03-01', '线人', '秘密'],
          ['许3', '2026-03-01', '密探'],
          ['', '2026-03-01', '乙', '无'],
        ],
      },
    ]);
    expect({ found, counts }).toEqual({
      found: [['许1', '甲']],
      counts: [{ ...nothing, landed: 1, excluded: 2, quarantined: 2 }],
    });
    const [batch] = await store.landing.batches(adapter, { first: 1 });
    const page = { first: 10, withRaw: true };
    expect(await store.landing.quarantine({ adapter, name: '', digest: '', ...batch }, page)).toEqual([
      { position: 4, entity: 'Permit', key: null, reason: 'COLUMNS_DIFFER', raw: null },
      {
        position: 5,
        entity: 'Permit',
        key: null,
        reason: 'KEY_MISSING',
        raw: '{"FZRQ":"2026-03-01","BZ":"乙","MJ":"无"}',
      },
    ]);
    expect(await everything(adapter)).not.toMatch(/许2|卧底|线人|密探/);
  });

  test('what is put aside of an excluded record keeps neither its key nor its text, whenever it comes', async () => {
    const long = '许'.repeat(300);
    const { adapter, counts } = await landed([
      {
        day: '20260301',
        rows: [
          [long, '2026-03-01', '卧底', ''],
          [long, '2026-03-01', '', '机密'],
        ],
      },
      { day: '20260302', rows: [[long, '2026-03-01', '线人', '']] },
    ]);
    expect(counts).toEqual([
      { ...nothing, excluded: 1, quarantined: 1 },
      { ...nothing, quarantined: 1 },
    ]);
    expect(await everything(adapter)).not.toMatch(/许|卧底|线人/);
  });

  test('what had landed is removed for good, and an older delivery that comes late does not bring it back', async () => {
    const { adapter, found, counts } = await landed([
      {
        day: '20260302',
        rows: [
          ['许1', '', '甲', ''],
          ['许2', '', '乙', ''],
        ],
      },
      { day: '20260303', rows: [['许1', '', '甲', '机密']] },
      {
        day: '20260301',
        rows: [
          ['许1', '', '丙', ''],
          ['许3', '', '丁', ''],
        ],
      },
    ]);
    expect({ found, counts }).toEqual({
      found: [
        ['许2', '乙'],
        ['许3', '丁'],
      ],
      counts: [
        { ...nothing, landed: 2 },
        { ...nothing, excluded: 1 },
        { ...nothing, outdated: 1, landed: 1 },
      ],
    });
    expect(await everything(adapter)).not.toMatch(/许1|甲|丙/);
  });

  test('a newer delivery that shares it again lands it again', async () => {
    const { found, counts } = await landed([
      { day: '20260301', rows: [['许1', '', '甲', '机密']] },
      { day: '20260302', rows: [['许1', '', '乙', '']] },
    ]);
    expect({ found, counts }).toEqual({
      found: [['许1', '乙']],
      counts: [
        { ...nothing, excluded: 1 },
        { ...nothing, landed: 1 },
      ],
    });
  });

  test('in one delivery an exclusion wins, wherever it stands', async () => {
    const shared: Cells = ['许1', '', '甲', ''];
    const secret: Cells = ['许1', '', '甲', '秘密'];
    for (const rows of [
      [shared, secret],
      [secret, shared],
    ]) {
      const { found } = await landed([{ day: '20260301', rows }]);
      expect(found).toEqual([]);
    }
  });

  test('the order in which deliveries arrive does not matter', async () => {
    const row = fc.tuple(fc.constantFrom('许1', '许2', '许3'), fc.constantFrom('', '机密'));
    const batch = fc.array(row, { maxLength: 4 });
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(batch, batch, batch), order, async (batches, places) => {
        const given = batches.map((rows, at) => ({
          day: `2026030${at + 1}`,
          rows: rows.map(([key, level]): Cells => [key, '', `第${at}批`, level]),
        }));
        const [forward, shuffled] = [await landed(given), await landed(places.flatMap((place) => given[place] ?? []))];
        expect(shuffled.found).toEqual(forward.found);
        expect(sumsOf(shuffled.counts)).toBe(given.reduce((sum, { rows }) => sum + rows.length, 0));
      }),
      { numRuns: name === 'libSQL' ? 40 : 8 },
    );
  });
});

function sumsOf(counts: readonly (string | Readonly<Record<string, number>>)[]): number {
  return counts.flatMap((each) => (typeof each === 'string' ? [] : Object.values(each))).reduce((a, b) => a + b, 0);
}
