import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Batch, DeliveredRecord, LandingRecord } from '../../schema/landing.js';
import { marksUnder } from '../../store/landing/exclusion-marks.js';
import { openStore } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, now, open, patience } from './stores.js';

const key = '(2026)鲁1422刑初7号';
const shared: LandingRecord = { entity: 'CourtCase', key, values: { id: key }, flags: {}, index: [], hash: 'h' };
const excluded: DeliveredRecord = { entity: 'CourtCase', key, isExcluded: true };
const nothing = { landed: 0, superseded: 0, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 };
const batch = (day: number, record: DeliveredRecord): Batch => ({
  adapter: 'court',
  name: `day-${day}`,
  digest: 'd',
  producedAt: `2026-03-0${day}T00:00:00Z`,
  records: [record],
});

test('a mark is told by the hub’s secret alone', () => {
  const mark = marksUnder('one secret')('court', 'CourtCase', key);
  expect(marksUnder('one secret')('court', 'CourtCase', key)).toBe(mark);
  expect(marksUnder('another secret')('court', 'CourtCase', key)).not.toBe(mark);
  expect(mark).toMatch(/^[0-9a-f]{64}$/);
  expect([key, JSON.stringify(['court', 'CourtCase', key])].map((text) => hash('sha256', text))).not.toContain(mark);
});

describe.each(backends)('marks of excluded records, on $name', ({ create }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await create();
  });
  afterAll(() => database.drop());

  test('nothing lands in a store that was opened without the secret', async () => {
    const store = await openStore({ url: database.url, clock: now, chain: 'hub', digest: 'sha256', patience });
    const landing = store.landing.land({ ...batch(1, shared), adapter: 'nobody' });
    await expect(landing).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const push = { ...batch(1, shared), adapter: 'nobody', attachments: [], readings: 1 };
    await expect(store.landing.pushes?.land(push)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(await store.landing.latest('nobody')).toBeNull();
    await store.close();
  });

  test('after a change of the secret what is delivered anew is excluded anew; what was excluded is not known by older deliveries', async () => {
    let store = await open(database.url, { secret: 'the secret before' });
    await store.landing.land(batch(3, excluded));
    expect(await store.landing.land(batch(1, shared))).toMatchObject({ ...nothing, outdated: 1 });
    await store.close();
    store = await open(database.url, { secret: 'the secret after' });
    expect(await store.landing.land(batch(3, excluded))).toMatchObject({ status: 'ALREADY_LANDED' });
    expect(await store.landing.land(batch(4, excluded))).toMatchObject({ ...nothing, excluded: 1 });
    expect(await store.landing.land(batch(2, shared))).toMatchObject({ ...nothing, outdated: 1 });
    await store.close();
    store = await open(database.url, { secret: 'the secret after that' });
    // Late, older, and before the agency delivered anew: the mark that stood in its way is of another secret.
    expect(await store.landing.land({ ...batch(2, shared), name: 'late' })).toMatchObject({ ...nothing, landed: 1 });
    expect(await store.landing.land(batch(5, excluded))).toMatchObject({ ...nothing, excluded: 1 });
    const sql = "SELECT count(*) AS records FROM landed_record WHERE adapter = 'court'";
    expect((await store.database.query({ sql, params: [] })).map(({ records }) => Number(records))).toEqual([0]);
    await store.close();
  });
});
