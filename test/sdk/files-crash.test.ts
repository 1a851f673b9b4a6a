import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { dropPayments } from '../../bench/payment-delivery.js';
import { seeded } from '../store/seeded.js';
import { backends, open } from '../store/stores.js';
import { withFolder } from './files-drop.js';

/** PLUMBLINE_LANDING_KILLS=10 kills as often, while 120,000 rows land; the suite kills three times, and lands few. */
const isWhole = process.env.PLUMBLINE_LANDING_KILLS !== undefined;
const kills = Number(process.env.PLUMBLINE_LANDING_KILLS ?? 3);
const rowsOfFile = isWhole ? 60_000 : 3_000;
const minutes = 60_000;

test.each(backends)(
  'landing on $name that is killed at any moment and resumed ends as if nothing had happened',
  async ({ create }) => {
    await withFolder(async (inbox) => {
      const files = [await dropPayments(inbox, rowsOfFile), await dropPayments(inbox, rowsOfFile + 500, '20261123')];
      const [undisturbed, killed] = [await create(), await create()];
      for (const { url } of [undisturbed, killed]) await (await open(url)).close();
      const began = performance.now();
      expect(await land(undisturbed.url, inbox, null)).toBe('ended');
      const lasting = performance.now() - began;
      const random = seeded(20_261_122);
      for (let kill = 0; kill < kills; kill += 1) await land(killed.url, inbox, random(Math.ceil(lasting)));
      expect(await land(killed.url, inbox, null)).toBe('ended');
      const [expected, found] = [await stateOf(undisturbed.url), await stateOf(killed.url)];
      expect(found).toEqual(expected);
      const counts = files.map(({ unfit }) => ({ quarantined: unfit }));
      expect(found.landed_batch).toMatchObject(counts);
      await undisturbed.drop();
      await killed.drop();
    });
  },
  2 * minutes + kills * (isWhole ? minutes : minutes / 6),
);

/** Lands in a process of its own, which is killed so many milliseconds after it began to look. */
function land(url: string, inbox: string, killAfterMs: number | null): Promise<'ended' | 'killed'> {
  const lander = new URL('./files-lander.ts', import.meta.url).pathname;
  const loader = new URL('../servers/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, lander, url, inbox], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  child.stdout.once('data', () => {
    if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('ended');
      else reject(new Error(`${code}: ${complaint}`));
    });
  });
}

const orders = {
  landed_record: 'record_key',
  quarantined_record: 'batch_name, position',
  excluded_record: 'digest',
  landed_batch: 'name',
  landed_adapter: 'adapter',
} as const;

/** All that is known of what landed. */
async function stateOf(url: string) {
  const store = await open(url);
  const tables = Object.entries(orders).map(async ([table, order]) => {
    const rows = await store.database.query({ sql: `SELECT * FROM ${table} ORDER BY ${order}`, params: [] });
    return [table, rows.map((row) => ({ ...row }))] as const;
  });
  const state: Readonly<Record<string, readonly object[]>> = Object.fromEntries(await Promise.all(tables));
  await store.close();
  return state;
}
