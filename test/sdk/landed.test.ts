import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Pushdown } from '../../schema/adapter.js';
import type { LandingRecord } from '../../schema/landing.js';
import type { FieldValue } from '../../schema/scalar.js';
import { openLanded } from '../../sdk/index.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { binding, type RawRow, readerPages, request, setting, table } from './check-ins.js';
import { naivePages } from './naive-check-ins.js';

/** As a delivery lands: canonical values and their flags, deleted records left out. */
function landed(row: RawRow): LandingRecord {
  const readings = Object.entries(binding.fields).map(([field, codec]) => [field, codec.read(row)] as const);
  const values: Record<string, FieldValue> = Object.fromEntries(readings.map(([field, { value }]) => [field, value]));
  const flags = Object.fromEntries(
    readings.flatMap(([field, { flags: all }]) => (all.length > 0 ? [[field, all]] : [])),
  );
  const index = binding.lookups.map((field) => values[field] ?? null) as (string | null)[];
  return { entity: 'CheckIn', key: String(row.bh), values, flags, index, hash: String(row.bh) };
}

/** Landed records are as of their batch. */
const withoutTimes = (pages: unknown): unknown =>
  JSON.parse(JSON.stringify(pages), (key, value: unknown) => (key === 'asOf' ? undefined : value));

describe.each(backends)('in a store on $name', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('landed records give the pages of the naive reading', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(table, fc.array(request, { minLength: 10, maxLength: 10 }), async (rows, asked) => {
        run += 1;
        const adapter = `a${run}`;
        const records = rows.filter(({ sfyx }) => sfyx !== '0').map(landed);
        const producedAt = '2024-05-01T00:00:00+08:00';
        await store.landing.land({ adapter, name: 'one', digest: adapter, producedAt, records });
        const [reader] = openLanded([binding], { ...setting, adapter, landing: ownLanding(store.landing, adapter) });
        if (reader === undefined) throw new Error('one reader a binding');
        for (const one of asked) {
          const pages = withoutTimes(await readerPages(reader, one, 3));
          const naive = withoutTimes(await naivePages(rows, one, 3));
          expect(JSON.parse(JSON.stringify(pages).replaceAll(`"adapter":"${adapter}"`, '"adapter":"a"'))).toEqual(
            naive,
          );
        }
      }),
      { numRuns: name === 'libSQL' ? 40 : 15 },
    );
  });

  test('landed records are compared exactly, and say when they were changed', () => {
    const [reader] = openLanded([binding], { ...setting, adapter: 'a', landing: ownLanding(store.landing, 'a') });
    const every = (ops: readonly string[], pushdown: Pushdown) => Object.fromEntries(ops.map((op) => [op, pushdown]));
    const text = every(['eq', 'in', 'lt', 'le', 'gt', 'ge', 'prefix', 'contains', 'isNull'], 'EXACT');
    const number = every(['eq', 'in', 'lt', 'le', 'gt', 'ge', 'isNull'], 'EXACT');
    const numbers = { hours: number, grade: number };
    const yesOrNo = { late: every(['eq', 'in', 'isNull'], 'NONE') };
    const fields = Object.keys(binding.fields);
    const filters = { ...Object.fromEntries(fields.map((field) => [field, text])), ...numbers, ...yesOrNo };
    const orders = fields.filter((field) => field !== 'late');
    const lookups = ['citizenId', 'caseNumber'];
    expect(reader?.capabilities).toEqual({ filters, orders, lookups, counts: true, groups: true, changes: true });
  });

  test('what was written since an instant is asked of the store alone, however much there is', async () => {
    const times = ['00:00:00+08:00', '23:59:59+08:00', '23:59:59.001+08:00', '10:00:00Z'].map(
      (at) => `2024-05-01T${at}`,
    );
    const records = times.map((updatedAt, key): LandingRecord => {
      const [index, values] = [[null, null], { day: `${key}` }];
      return { entity: 'CheckIn', key: String(key), values, flags: {}, index, hash: String(key), updatedAt };
    });
    const batch = { adapter: 'c', name: 'one', digest: 'd', producedAt: '2024-05-03T00:00:00Z', records };
    await store.landing.land(batch);
    const within = { ...setting, adapter: 'c', landing: ownLanding(store.landing, 'c'), bound: 1 };
    const [reader] = openLanded([binding], within);
    const request = {
      entity: 'CheckIn',
      fields: ['day'],
      where: { op: 'true' },
      order: [],
      first: 9,
      count: false,
    } as const;
    const context = { requestId: 'r', signal: new AbortController().signal };
    for (const since of [...times, '2024-05-01T23:59:59.0009+08:00', '2024-05-02T00:00:00+08:00']) {
      const read = await reader?.read({ ...request, since }, context);
      const later = times.flatMap((at, key) => (Date.parse(at) >= Date.parse(since) ? [String(key)] : []));
      expect(read?.groups.get('')?.rows.map(({ id }) => id)).toEqual(later);
    }
  });

  test('a read says as of when the newest batch was produced', async () => {
    const batch = { adapter: 'b', name: 'one', digest: 'd', producedAt: '2024-05-01T00:00:00+08:00', records: [] };
    const [reader] = openLanded([binding], { ...setting, adapter: 'b', landing: ownLanding(store.landing, 'b') });
    const read = () =>
      reader?.read(
        { entity: 'CheckIn', fields: ['day'], where: { op: 'true' }, order: [], first: 1, count: false },
        { requestId: 'r', signal: new AbortController().signal },
      );
    expect((await read())?.asOf).toBeNull();
    await store.landing.land(batch);
    expect((await read())?.asOf).toBe('2024-04-30T16:00:00.000Z');
  });
});
