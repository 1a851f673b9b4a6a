// long: one behaviour a test over one fixture.
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { type Cells, csvOf, drop, readAll, titles, watched, withFolder, xlsxOf, xmlOf } from './files-drop.js';

const id = '37142219800101123X';
const rowOf = (key: string, remark = '备注', valid = '1'): Cells => [key, id, '2026-03-01', remark, valid];
const elementsOf = (record: Readonly<Record<string, string>>) =>
  Object.entries(record)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('');
const nothing = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 };

describe.each(backends)('landing files on $name', ({ create }) => {
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

  const freshAdapter = () => `permits-${++adapters}`;
  const rowsOf = async (table: string, columns: string, adapter: string) => {
    const sql = `SELECT ${columns} FROM ${table} WHERE adapter = ? ORDER BY ${columns}`;
    return (await store.database.query({ sql, params: [adapter] })).map((row) => ({ ...row }));
  };
  const endState = (adapter: string) =>
    rowsOf(
      'landed_record',
      'record_key, document, flags, index_1, index_2, hash, updated_at, produced_at, batch_name',
      adapter,
    );

  test('text, XML and sheets give the same records, and only where they differ other flags', async () => {
    await withFolder(async (inbox) => {
      const text = csvOf([titles, ['许1', id, '2026-03-01', '甲|"乙"\n丙', '1']]);
      const xml = xmlOf([
        `<XKBH>许2</XKBH><ZJHM>${id}</ZJHM><FZRQ>2026-03-01</FZRQ><BZ><![CDATA[甲|"乙"\n丙]]></BZ><SFYX>1</SFYX>`,
      ]);
      const sheet = await xlsxOf([
        ['许可证登记表'],
        titles,
        ['许3', 3.71422198e17, 46082, '甲|"乙"\n丙', '1'],
        ['许4', id, new Date('2026-03-01T00:00:00Z'), '甲|"乙"\n丙', 1],
        [],
        ['填表人:张三'],
      ]);
      await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': text, 'a.pdf': Buffer.from('%PDF') } });
      await drop(inbox, { name: 'X_XKZ_20260305001', zip: { 'a.xml': xml } });
      await drop(inbox, { name: 'S_XKZ_20260305001', zip: { 'a.XLSX': sheet } });
      const adapter = freshAdapter();
      const { watch, reader, outcomes } = watched(inbox, { adapter, landing: store.landing });
      await watch.scan();
      const values = { citizenId: id, issued: '2026-03-01', remark: '甲|"乙"\n丙' };
      const row = (number: string, flags: object, citizenId: string | null = id) => ({
        adapter,
        id: number,
        values: { ...values, number, citizenId },
        flags,
        asOf: '2026-03-05T00:00:00+08:00',
      });
      expect(await readAll(reader)).toEqual([
        row('许1', {}),
        row('许2', {}),
        row('许3', { citizenId: ['PRECISION_LOST'], issued: ['DATE_VARIANT'] }, null),
        row('许4', {}),
      ]);
      expect(outcomes.map((each) => each.outcome === 'LANDED' && each.receipt)).toEqual([
        { ...nothing, batch: 'S_XKZ_20260305001.zip', status: 'LANDED', landed: 2 },
        { ...nothing, batch: 'T_XKZ_20260305001.zip', status: 'LANDED', landed: 1 },
        { ...nothing, batch: 'X_XKZ_20260305001.zip', status: 'LANDED', landed: 1 },
      ]);
      await watch.close();
    });
  });

  test.each(['gbk', 'gb18030', 'utf8', 'utf16le'])(
    'a text in %s is read whatever it says of itself',
    async (encoding) => {
      await withFolder(async (inbox) => {
        const name = encoding === 'gbk' ? '镕' : '㛃𬭎';
        const bom = encoding === 'utf8' || encoding === 'utf16le' ? '\ufeff' : '';
        const text = `${bom}${titles.join('|')}\n许1||2026-03-01|${name}|1\n`;
        await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': iconv.encode(text, encoding) } });
        const { watch, reader } = watched(inbox, { adapter: freshAdapter(), landing: store.landing });
        await watch.scan();
        expect((await readAll(reader)).map(({ values }) => values.remark)).toEqual([name]);
        await watch.close();
      });
    },
  );

  test('records that cannot be landed are put aside with a reason, and the receipt adds up', async () => {
    await withFolder(async (inbox) => {
      const lines = [
        titles.join('|'),
        `许1|${id}|2026-03-01|甲|1`,
        `|${id}|2026-03-01|乙|1`,
        '许2|只有两列',
        `许3|${id}|2026-03-01|丙"丁|1`,
        `许4|不详|昨天|${'戊'.repeat(3)}|1`,
        `许1|${id}|2026-03-01|甲|1`,
        '',
      ];
      await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': iconv.encode(lines.join('\r\n'), 'gb18030') } });
      const adapter = freshAdapter();
      const { watch, reader, outcomes } = watched(inbox, { adapter, landing: store.landing });
      await watch.scan();
      expect(outcomes).toEqual([
        {
          delivery: 'T_XKZ_20260305001.zip',
          outcome: 'LANDED',
          receipt: {
            ...nothing,
            batch: 'T_XKZ_20260305001.zip',
            status: 'LANDED',
            landed: 2,
            duplicates: 1,
            quarantined: 3,
          },
        },
      ]);
      expect(await rowsOf('quarantined_record', 'position, entity, record_key, reason, raw', adapter)).toEqual([
        {
          position: 2,
          entity: 'Permit',
          record_key: null,
          reason: 'KEY_MISSING',
          raw: `{"ZJHM":"${id}","FZRQ":"2026-03-01","BZ":"乙","SFYX":"1"}`,
        },
        { position: 3, entity: 'Permit', record_key: null, reason: 'COLUMNS_DIFFER', raw: '许2|只有两列' },
        {
          position: 4,
          entity: 'Permit',
          record_key: null,
          reason: 'QUOTES_BROKEN',
          raw: `许3|${id}|2026-03-01|丙"丁|1`,
        },
      ]);
      expect((await readAll(reader)).map(({ values, flags }) => ({ values, flags }))).toEqual([
        { values: { number: '许1', citizenId: id, issued: '2026-03-01', remark: '甲' }, flags: {} },
        {
          values: { number: '许4', citizenId: null, issued: null, remark: '戊戊戊' },
          flags: { citizenId: ['PLACEHOLDER'], issued: ['DATE_INVALID'] },
        },
      ]);
      await watch.close();
    });
  });

  test('an upload without its mark is left alone until the mark is there', async () => {
    await withFolder(async (inbox) => {
      const { watch, told } = watched(inbox, { adapter: freshAdapter(), landing: store.landing });
      await watch.scan();
      const path = await drop(inbox, {
        name: 'T_XKZ_20260305001',
        zip: { 'a.csv': csvOf([titles, rowOf('许1')]) },
        without: 'ok',
      });
      await watch.scan();
      expect(told()).toEqual({});
      await writeFile(`${path}.ok`, '');
      await watch.scan();
      expect(told()).toEqual({ 'T_XKZ_20260305001.zip': 'LANDED' });
      await watch.close();
    });
  });

  test('a refused delivery lands once its files are put right', async () => {
    await withFolder(async (inbox) => {
      const { watch, told } = watched(inbox, { adapter: freshAdapter(), landing: store.landing });
      const delivery = { name: 'T_XKZ_20260305001', zip: { 'a.csv': csvOf([titles, rowOf('许1')]) } };
      await drop(inbox, { ...delivery, md5: 'f'.repeat(32) });
      await watch.scan();
      await watch.scan();
      expect(told()).toEqual({ 'T_XKZ_20260305001.zip': 'MD5_DIFFERS' });
      await drop(inbox, delivery);
      await watch.scan();
      expect(told()).toEqual({ 'T_XKZ_20260305001.zip': 'LANDED' });
      await watch.close();
    });
  });

  test('what an agency took back is gone, and an older delivery does not bring it back', async () => {
    await withFolder(async (inbox) => {
      const adapter = freshAdapter();
      const { watch, reader } = watched(inbox, { adapter, landing: store.landing });
      const keys = async () => (await readAll(reader, { count: true })).map(({ id: key }) => key);
      await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': csvOf([titles, rowOf('许1'), rowOf('许2')]) } });
      await watch.scan();
      await watch.scan();
      expect(await keys()).toEqual(['许1', '许2']);
      await drop(inbox, {
        name: 'T_XKZ_20260405001',
        day: '20260405',
        zip: { 'a.csv': csvOf([titles, rowOf('许1', '撤回', '0')]) },
      });
      await watch.scan();
      expect(await keys()).toEqual(['许2']);
      // Sent late, in the folder of a later day: its number says how old it is.
      await drop(inbox, {
        name: 'T_XKZ_20260306001',
        day: '20260505',
        zip: { 'a.csv': csvOf([titles, rowOf('许1', '补报')]) },
      });
      await watch.scan();
      expect(await keys()).toEqual(['许2']);
      expect((await endState(adapter))[0]).toMatchObject({
        record_key: '许1',
        document: '{"__withdrawn":true}',
        index_1: null,
      });
      await watch.close();
    });
  });

  test('of several deliveries of a record the one that the agency changed last counts, and says as of when', async () => {
    await withFolder(async (inbox) => {
      const adapter = freshAdapter();
      const { watch, reader } = watched(inbox, { adapter, landing: store.landing });
      const deliver = async (day: string, BZ: string, GXSJ: string) => {
        await drop(inbox, {
          name: `X_XKZ_${day}001`,
          zip: { 'a.xml': xmlOf([elementsOf({ XKBH: '许1', BZ, GXSJ })]) },
        });
        await watch.scan();
        return (await readAll(reader)).map(({ values, asOf }) => [values.remark, asOf]);
      };
      const changed = ['三月四日改', '2026-03-04T15:30:00+08:00'];
      expect(await deliver('20260305', '三月四日改', '2026-03-04 15:30:00')).toEqual([changed]);
      expect(await deliver('20260405', '旧版重报', '2026-01-01 00:00:00')).toEqual([changed]);
      // A slip of the pen: nothing is updated after it was delivered.
      expect(await deliver('20260301', '年份写错', '2062-03-01 10:00:00')).toEqual([changed]);
      expect(await deliver('20260306', '当日改', '2026-03-06 23:10:00')).toEqual([
        ['当日改', '2026-03-06T23:10:00+08:00'],
      ]);
      expect(await deliver('20260505', '未写时间', '')).toEqual([['未写时间', '2026-05-05T00:00:00+08:00']]);
      await watch.close();
    });
  });

  test('deliveries in any order, again and again, end in the same state', async () => {
    const contents = fc.array(
      fc.record({
        XKBH: fc.constantFrom('许1', '许2', '许3'),
        BZ: fc.constantFrom('甲', '乙'),
        SFYX: fc.constantFrom('1', '0'),
        GXSJ: fc.constantFrom(
          '',
          '不详',
          '2026-02-01 08:00:00',
          '2026-03-02 09:00:00',
          '2026-3-3',
          '2062-03-02 09:00:00',
        ),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const batches = fc.array(fc.record({ day: fc.integer({ min: 1, max: 4 }), rows: contents }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(batches, fc.infiniteStream(fc.nat()), fc.boolean(), async (sent, random, again) => {
        const named = sent.map(({ day, rows }, at) => ({
          name: `X_XKZ_2026030${day}${String(at).padStart(3, '0')}`,
          zip: { 'a.xml': xmlOf(rows.map(elementsOf)) },
        }));
        const shuffled = named
          .map((each) => [random.next().value as number, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each);
        const adaptersUsed = [freshAdapter(), freshAdapter()];
        const counts: number[] = [];
        for (const [at, order] of [named, again ? [...shuffled, ...shuffled] : shuffled].entries()) {
          await withFolder(async (inbox) => {
            const { watch, outcomes } = watched(inbox, { adapter: adaptersUsed[at] ?? '', landing: store.landing });
            await watch.scan();
            for (const delivery of order) {
              await drop(inbox, delivery);
              await watch.scan();
            }
            await watch.close();
            const receipts = outcomes.flatMap((each) =>
              each.outcome === 'LANDED' && each.receipt.status === 'LANDED' ? [each.receipt] : [],
            );
            counts.push(
              receipts.reduce(
                (sum, each) => sum + each.landed + each.superseded + each.duplicates + each.outdated + each.quarantined,
                0,
              ),
            );
          });
        }
        const [first = '', second = ''] = adaptersUsed;
        expect(await endState(second)).toEqual(await endState(first));
        const delivered = sent.reduce((sum, { rows }) => sum + rows.length, 0);
        expect(counts).toEqual([delivered, delivered]);
      }),
      { numRuns: 12 },
    );
  });

  test('two hubs on one folder and one store land everything once', async () => {
    await withFolder(async (inbox) => {
      for (let at = 1; at <= 6; at += 1) {
        await drop(inbox, {
          name: `T_XKZ_2026030${at}001`,
          zip: { 'a.csv': csvOf([titles, ...Array.from({ length: 40 }, (_, n) => rowOf(`许${n + at}`, `批${at}`))]) },
        });
      }
      const adapter = freshAdapter();
      const second = await open(database.url);
      const hubs = [store, second].map(({ landing }) => watched(inbox, { adapter, landing }));
      await Promise.all(hubs.map(({ watch }) => watch.scan()));
      const sums = await store.database.query({
        sql: 'SELECT COUNT(*) AS n, SUM(landed + superseded + duplicates + outdated) AS total FROM landed_batch WHERE adapter = ?',
        params: [adapter],
      });
      expect(sums.map(({ n, total }) => [Number(n), Number(total)])).toEqual([[6, 240]]);
      expect(hubs.map(({ outcomes }) => outcomes.length)).toEqual([6, 6]);
      expect((await endState(adapter)).length).toBe(45);
      await Promise.all(hubs.map(({ watch }) => watch.close()));
      await second.close();
    });
  });

  test('a hub that is closed while it lands leaves no part of a delivery, and the next one lands the whole', async () => {
    await withFolder(async (inbox) => {
      const rows = Array.from({ length: 20_000 }, (_, n) => rowOf(`许${n}`));
      await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': csvOf([titles, ...rows]) } });
      const adapter = freshAdapter();
      const first = watched(inbox, { adapter, landing: store.landing });
      const scan = first.watch.scan().catch((error: unknown) => error);
      await first.watch.close();
      expect(await scan).toBeInstanceOf(Error);
      expect(await endState(adapter)).toEqual([]);
      const second = watched(inbox, { adapter, landing: store.landing });
      await second.watch.scan();
      expect((await endState(adapter)).length).toBe(20_000);
      await second.watch.close();
    });
  });

  test('a delivery that goes away during the scan costs nothing', async () => {
    await withFolder(async (inbox) => {
      const path = await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': csvOf([titles, rowOf('许1')]) } });
      await rename(`${path}.zip`, `${path}.gone`);
      const { watch, told } = watched(inbox, { adapter: freshAdapter(), landing: store.landing });
      await watch.scan();
      expect(told()).toEqual({});
      await rm(join(inbox, '20260305'), { recursive: true });
      await watch.scan();
      await watch.close();
    });
  });
});
