import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
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

const record = (n: number): LandingRecord => {
  return { entity: 'E', key: `k${n}`, values: { name: `王${n}` }, flags: {}, index: [`i${n}`], hash: `h${n}` };
};
const lists = 6;
const rowsOfList = 500;

/** A stream, which a thread of the database's own lands. */
function streamed(name: string, afterwards: () => Promise<void> = async () => {}): BulkBatch {
  async function* records() {
    for (let list = 0; list < lists; list += 1) {
      yield Array.from({ length: rowsOfList }, (_, at) => record(list * rowsOfList + at));
    }
    await afterwards();
  }
  return { adapter: 'a', name, digest: name, producedAt: '2026-03-01T00:00:00Z', records: records() };
}

const counted = { superseded: 0, outdated: 0, excluded: 0, quarantined: 0 };

test('a stream lands as a list does, and its delivery again changes nothing', async () => {
  const rows = lists * rowsOfList;
  const first = { batch: 'one', status: 'LANDED', landed: rows, duplicates: 0, ...counted };
  expect(await store.landing.land(streamed('one'))).toEqual(first);
  expect(await store.landing.land(streamed('one'))).toEqual({ ...first, status: 'ALREADY_LANDED' });
  const second = { batch: 'two', status: 'LANDED', landed: 0, duplicates: rows, ...counted };
  expect(await store.landing.land(streamed('two'))).toEqual(second);
  const query = { sql: 'SELECT document FROM landed_record WHERE record_key = ?', params: ['k2999'] };
  expect(await store.database.query(query)).toEqual([{ document: '{"name":"王2999"}' }]);
});

test('nothing of a stream that breaks lands, and the next one does', async () => {
  const broken = streamed('one', () => Promise.reject(new Error('the file ended')));
  await expect(store.landing.land(broken)).rejects.toThrow('the file ended');
  expect(await store.database.query({ sql: 'SELECT record_key FROM landed_record LIMIT 1', params: [] })).toEqual([]);
  expect(await store.landing.land(streamed('one'))).toMatchObject({ landed: lists * rowsOfList });
});

test('a stream waits for another writer of the file', async () => {
  const client = createClient({ url: database.url });
  const transaction = await client.transaction('write');
  const landing = store.landing.land(streamed('one'));
  await new Promise((resolve) => setImmediate(resolve));
  await transaction.commit();
  client.close();
  expect(await landing).toMatchObject({ landed: lists * rowsOfList });
});

test('what the database refuses is told by its codes, without the statement', async () => {
  await store.database.query({ sql: 'DROP TABLE quarantined_record', params: [] });
  const spoiled = { ...streamed('one'), records: refused() };
  const failure: unknown = await store.landing.land(spoiled).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: 'A batch of a could not be landed',
    cause: new Error('SQLITE_ERROR SQLITE_ERROR'),
  });
});

async function* refused(): BulkBatch['records'] {
  yield [{ entity: 'E', key: null, reason: 'KEY_MISSING', raw: '37142219800101123X' }];
}
