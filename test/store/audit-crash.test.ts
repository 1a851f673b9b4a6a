import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../../store/open-store.js';
import { verifyChain } from '../../store/verify-chain.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, event, open } from './stores.js';

describe.each(backends)('killed while it writes to $name', ({ create }) => {
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

  test('a process leaves every entry that it answered for, and a chain that verifies and goes on', async () => {
    for (const [round, entries] of [1, 17, 60, 200].entries()) {
      const chain = `crash-${round}`;
      const answered = await killAfter(entries, database.url, chain);
      const verdict = await verifyChain(store.database, chain);
      expect(verdict).toMatchObject({ isIntact: true });
      const sql = 'SELECT sequence, hash FROM audit_entry WHERE chain = ? ORDER BY sequence';
      const written = await store.database.query({ sql, params: [chain] });
      expect(written.map(({ sequence, hash }) => `${sequence} ${hash}`)).toEqual(expect.arrayContaining([...answered]));

      const next = await open(database.url, { chain });
      expect(await next.audit.append(event(1))).toMatchObject({ sequence: verdict.entries + 1 });
      await next.close();
      expect(await verifyChain(store.database, chain)).toMatchObject({ isIntact: true, entries: verdict.entries + 1 });
    }
  });
});

/** Kills the writer with SIGKILL once it has answered for so many entries; resolves to the answers that got out. */
function killAfter(entries: number, url: string, chain: string): Promise<readonly string[]> {
  const writer = new URL('./audit-writer.ts', import.meta.url).pathname;
  const loader = new URL('../servers/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, writer, url, chain], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (lines(output).length >= entries) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code, signal) =>
      signal === 'SIGKILL' ? resolve(lines(output)) : reject(new Error(`${code}: ${complaint}`)),
    );
  });
}

function lines(output: string): readonly string[] {
  return output.split('\n').slice(0, -1);
}
