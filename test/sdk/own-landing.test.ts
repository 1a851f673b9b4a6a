import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { LandingRecord } from '../../schema/landing.js';
import type { LandedPlace, RawQuery } from '../../sdk/index.js';
import { landedColumns } from '../../sdk/sources/landed/binding.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';

const context = { requestId: 'r', signal: new AbortController().signal };
const producedAt = '2026-03-05T00:00:00.000Z';
const record = (key: string): LandingRecord => ({
  entity: 'Permit',
  key,
  values: { number: key },
  flags: {},
  index: [],
  hash: key,
});
const place: LandedPlace = { entity: 'Permit', index: [], keyed: null };
const asked: RawQuery<LandedPlace> = {
  table: place,
  columns: [landedColumns.key],
  where: { op: 'true' },
  order: [{ column: landedColumns.key, direction: 'ASC', type: 'text' }],
  limit: 10,
};

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no backend');
  database = await libsql.create();
  store = await open(database.url);
  await ownLanding(store.landing, 'court').land({ name: 'n', digest: 'd', producedAt, records: [record('法院')] });
  await ownLanding(store.landing, 'police').land({ name: 'n', digest: 'd', producedAt, records: [record('公安')] });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

test('an adapter reaches what it landed itself, and has no way to the store', async () => {
  const landing = ownLanding(store.landing, 'court');
  expect(Object.keys(landing).sort()).toEqual(['land', 'latest', 'open', 'pushes', 'receipt']);
  expect(Object.keys(landing.pushes ?? {}).sort()).toEqual(['countRefusal', 'land', 'receipt']);
  const { records, attachments } = landing.open({});
  expect(await records.rows(asked, context)).toEqual({ rows: [{ key: '法院' }], asOf: producedAt });
  expect(await records.count?.({ table: place, where: { op: 'true' }, by: null }, context)).toEqual(
    new Map([[null, 1]]),
  );
  const { rows } = await attachments.rows({ ...asked, table: { of: null }, columns: ['name'], order: [] }, context);
  expect(rows).toEqual([]);
});

test('another adapter’s name in a batch or a place is not looked at', async () => {
  const landing = ownLanding(store.landing, 'thief');
  const forged = { adapter: 'police', name: 'forged', digest: 'd', producedAt, records: [record('赝品')] };
  await landing.land(forged);
  expect(await landing.receipt({ ...forged, name: 'n' })).toBeNull();
  expect(await ownLanding(store.landing, 'police').receipt({ name: 'forged', digest: 'd' })).toBeNull();
  const table = { ...place, adapter: 'police' };
  expect((await landing.open({}).records.rows({ ...asked, table }, context)).rows).toEqual([{ key: '赝品' }]);
});

test.each([
  ['a value', { where: { op: 'in', column: landedColumns.key, values: [sql`'x') or (1 = 1`] } }],
  ['a column', { columns: [sql`record_key from landed_record --`] }],
  ['a limit', { limit: sql`10` }],
  ['an object that says it is SQL', { where: { op: 'in', column: 'key', values: [{ getSQL: () => sql`1` }] } }],
])('%s that is a piece of SQL is nothing to the store', async (_what, forged) => {
  const { records } = ownLanding(store.landing, 'court').open({});
  const rows = await records.rows({ ...asked, ...forged } as unknown as typeof asked, context).then(
    (answer) => answer.rows,
    () => [],
  );
  expect(JSON.stringify(rows)).not.toContain('公安');
});
