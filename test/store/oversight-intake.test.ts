import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LandingRecord } from '../../schema/landing.js';
import type { LandedPush } from '../../schema/oversight/intake.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, now, open } from './stores.js';

describe.each(backends)('what intakes have taken of pushes on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    for (const n of [1, 2]) await push('court', n, n === 1 ? ['a', 'b'] : ['b']);
    await push('police', 3, ['a']);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const push = (adapter: string, n: number, keys: readonly string[]) =>
    store.landing.pushes.land({
      ...{ adapter, name: `push-${n}`, digest: `sha256:${n}`, producedAt: `2026-03-0${n}T00:00:00Z` },
      records: keys.map(
        (key): LandingRecord => ({ entity: 'Case', key, values: { n }, flags: {}, index: [], hash: `${n}` }),
      ),
      attachments: [],
      readings: 1,
    });
  const pushed = (place: number): LandedPush => ({
    ...{ adapter: 'court', place, key: `push-${place}`, digest: `sha256:${place}`, receivedAt: now().toISOString() },
  });
  const keysOf = async (place: number, after: string | null = null) =>
    (await store.oversight.intake.records(pushed(place), 'Case', { first: 5, after })).map(({ key }) => key);

  test('pushes of an adapter wait in the order in which they landed, with what still stands as they brought it', async () => {
    const { intake } = store.oversight;
    expect(await intake.adapters()).toEqual(['court', 'police']);
    expect(await intake.waiting('i', 'court', 10)).toEqual([pushed(1), pushed(2)]);
    expect(await intake.waiting('i', 'court', 1)).toEqual([pushed(1)]);
    expect(await Promise.all([keysOf(1), keysOf(2), keysOf(2, 'b')])).toEqual([['a'], ['b'], []]);
    expect(await intake.records(pushed(2), 'Case', { first: 5, after: null })).toEqual([
      { entity: 'Case', key: 'b', values: { n: 2 }, flags: {}, attachments: [], isWithdrawn: false },
    ]);
  });

  test('what was taken waits no longer, for this intake alone; said twice it is counted once', async () => {
    const { intake } = store.oversight;
    const counts = { opened: 1, added: 0, known: 2, unplaced: 0 };
    for (const place of [1, 2, 2, 1]) await intake.taken('i', pushed(place), counts);
    expect(await intake.waiting('i', 'court', 10)).toEqual([]);
    expect(await intake.waiting('other', 'court', 10)).toEqual([pushed(1), pushed(2)]);
    expect(await intake.counts()).toEqual([
      { intake: 'i', adapter: 'court', opened: 2, added: 0, known: 4, unplaced: 0 },
    ]);
  });

  test('refusals are counted by code, and deliveries all together', async () => {
    const { pushes } = store.landing;
    const refusal = { adapter: 'court', code: 'PUSH_INVALID' };
    for (const day of ['2026-03-02', '2026-03-02', '2026-03-03']) await pushes.countRefusal({ ...refusal, day });
    expect(await pushes.tally('court')).toEqual({
      ...{ pushes: 2, landed: 2, superseded: 1, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 },
      refused: { PUSH_INVALID: 3 },
      holdings: [],
    });
  });
});
