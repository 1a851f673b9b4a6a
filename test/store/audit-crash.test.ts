import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listHeads } from '../../store/audit/audit-source.js';
import { verifyChain } from '../../store/audit/verify-chain.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { seeded } from './seeded.js';
import { backends, event, now, open } from './stores.js';

/** PLUMBLINE_KILLS=200 says how often the writer on libSQL is killed. */
const kills = Number(process.env.PLUMBLINE_KILLS ?? 8);
const killsOf: Readonly<Record<string, number>> = { libSQL: kills, MariaDB: 4 };
const seed = 20_261_122;

describe.each(backends)('audit under kill -9 on $name', ({ name, create }) => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url, { chain: 'parent' });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const count = async (table: string) => {
    const [row] = await store.database.query({ sql: `SELECT COUNT(*) AS n FROM ${table}`, params: [] });
    return Number(row?.n);
  };

  test(
    'every entry that was answered for is in the log, the chain verifies, and appending goes on',
    async () => {
      const random = seeded(seed);
      for (let kill = 0; kill < (killsOf[name] ?? 0); kill += 1) {
        const heads = await listHeads(store.database);
        const before = heads.find(({ chain }) => chain === 'hub')?.sequence ?? 0;
        // Receipts are seen, and then some milliseconds pass, so that the kill meets every part of a commit.
        const moment = { receipts: 1 + random(150), thenMs: random(12) };
        const answered = await kill9(database.url, 'hub', moment);
        expect(answered.length).toBeGreaterThanOrEqual(moment.receipts);
        const sql = 'SELECT sequence, hash FROM audit_entry WHERE chain = ? AND sequence > ? ORDER BY sequence';
        const rows = await store.database.query({ sql, params: ['hub', before] });
        const written = new Set(rows.map(({ sequence, hash }) => `${sequence} ${hash}`));
        expect(answered.filter((receipt) => !written.has(receipt))).toEqual([]);
        const from = { at: now().toISOString(), heads };
        const entries = before + rows.length;
        expect(await verifyChain(store.database, 'hub', { from })).toMatchObject({ isIntact: true, entries });
      }
      const next = await open(database.url, { chain: 'hub' });
      const { sequence } = await next.audit.append(event(1));
      await next.close();
      expect(await verifyChain(store.database, 'hub')).toMatchObject({ isIntact: true, entries: sequence });
      // One subject an entry: the index is written with it or not at all.
      expect(await count('audit_subject')).toBe(sequence);
    },
    30_000 + kills * 5_000,
  );
});

/** Kills a writer with SIGKILL at a moment; resolves to the receipts that got out. */
function kill9(
  url: string,
  chain: string,
  { receipts, thenMs }: { readonly receipts: number; readonly thenMs: number },
): Promise<readonly string[]> {
  const writer = new URL('./audit-writer.ts', import.meta.url).pathname;
  const loader = new URL('../servers/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, writer, url, chain], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  let isDoomed = false;
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (isDoomed || lines(output).length < receipts) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), thenMs);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve(lines(output)) : reject(new Error(`${code}: ${complaint}`)),
    );
  });
}

/** What came out whole: the last line may have been cut. */
function lines(output: string): readonly string[] {
  return output.split('\n').slice(0, -1);
}
