import type { LandingRecord } from '../../schema/landing.js';
import { event, open } from './stores.js';

/** One of several processes that write one store at once: `contention.test.ts` starts them. */
const [url = '', name = ''] = process.argv.slice(2);
const store = await open(url, { chain: name });

const record = (key: number): LandingRecord => ({
  entity: 'Permit',
  key: String(key),
  values: { number: String(key), by: name },
  flags: {},
  index: [],
  hash: `${name}-${key}`,
});
const land = (batch: string) =>
  store.landing.land({
    adapter: 'shared',
    name: batch,
    digest: batch,
    producedAt: '2026-03-01T00:00:00+08:00',
    records: Array.from({ length: 30 }, (_, key) => record(key)),
  });

async function appendAll(): Promise<void> {
  for (let n = 0; n < 60; n += 1) await store.audit.append(event(n));
}
async function landAll(): Promise<void> {
  // Own batches, and some that every process has: those land once.
  for (let n = 0; n < 10; n += 1) for (const batch of [`${name}-${n}`, `all-${n}`]) await land(batch);
}
await Promise.all([appendAll(), landAll()]);
await store.close();
