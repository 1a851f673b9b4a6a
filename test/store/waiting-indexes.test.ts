import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { BulkBatch, LandingRecord } from '../../schema/landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from './stores.js';

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no store');
  database = await libsql.create();
  store = await open(database.url);
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

/** More than land before the indexes wait, in lists. */
const rows = 24_000;
const rowsOfList = 500;

const record = (n: number, hash: string): LandingRecord => ({
  entity: 'E',
  key: `k${n}`,
  values: { n },
  flags: {},
  index: [`i${(n * 7_919) % rows}`, 'same'],
  hash,
});

function streamed(name: string, afterwards: () => Promise<void> = async () => {}): BulkBatch {
  async function* records() {
    for (let from = 0; from < rows; from += rowsOfList) {
      yield Array.from({ length: rowsOfList }, (_, at) => record(from + at, name));
    }
    await afterwards();
  }
  return { adapter: 'a', name, digest: name, producedAt: '2026-03-01T00:00:00Z', records: records() };
}

const rowsOf = async (sql: string) =>
  (await store.database.query({ sql, params: [] })).map((row) => ({ ...row }) as Readonly<Record<string, unknown>>);
const indexes = () => rowsOf(`SELECT name, sql FROM sqlite_schema WHERE tbl_name = 'landed_record' ORDER BY name`);
const found = async () => {
  const isFirst = `adapter = 'a' AND entity = 'E' AND index_1 = 'i${rows - 1}'`;
  const isSecond = `adapter = 'a' AND entity = 'E' AND index_2 = 'same'`;
  const byFirst = `SELECT hash FROM landed_record INDEXED BY landed_record_index_1 WHERE ${isFirst}`;
  const bySecond = `SELECT COUNT(*) AS n FROM landed_record INDEXED BY landed_record_index_2 WHERE ${isSecond}`;
  return [...(await rowsOf(byFirst)), ...(await rowsOf(bySecond)), ...(await rowsOf('PRAGMA integrity_check'))];
};

test('what a large delivery and its correction brought is found by the indexes that every record has', async () => {
  const before = await indexes();
  expect(await store.landing.land(streamed('one'))).toMatchObject({ landed: rows });
  expect(await found()).toEqual([{ hash: 'one' }, { n: rows }, { integrity_check: 'ok' }]);
  expect(await store.landing.land(streamed('two'))).toMatchObject({ superseded: rows });
  expect(await found()).toEqual([{ hash: 'two' }, { n: rows }, { integrity_check: 'ok' }]);
  expect(await indexes()).toEqual(before);
});

test('while a large delivery lands others read by the indexes, and they stay when it breaks', async () => {
  const before = await indexes();
  const small = { adapter: 'a', name: 'zero', digest: 'zero', producedAt: '2026-02-01T00:00:00Z' };
  await store.landing.land({ ...small, records: [record(1, 'zero')] });
  const seen: unknown[] = [];
  const broken = streamed('one', async () => {
    seen.push(await found(), await indexes());
    throw new Error('the file ended');
  });
  await expect(store.landing.land(broken)).rejects.toThrow('the file ended');
  const only = [{ n: 1 }, { integrity_check: 'ok' }];
  expect(seen).toEqual([only, before]);
  expect([await found(), await indexes()]).toEqual([only, before]);
});
