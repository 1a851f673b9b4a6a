import { spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { verifyChain } from '../../store/audit/verify-chain.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, event, open } from './stores.js';

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

/** Another program that holds the file's write lock. */
async function holder() {
  const client = createClient({ url: database.url });
  const transaction = await client.transaction('write');
  await transaction.execute("INSERT INTO landed_adapter (adapter) VALUES ('other')");
  return {
    release: async () => {
      await transaction.commit();
      client.close();
    },
  };
}

test('an append waits for another writer of the file, and the process goes on with its work meanwhile', async () => {
  const { release } = await holder();
  let isWritten = false;
  const append = store.audit.append(event(1)).then((receipt) => {
    isWritten = true;
    return receipt;
  });
  let turns = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      turns += 1;
      if (turns < 60) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  expect(isWritten).toBe(false);
  await release();
  expect(await append).toMatchObject({ sequence: 1 });
  expect(await verifyChain(store.database, 'hub')).toMatchObject({ isIntact: true, entries: 1 });
});

test('after a refusal an engine reads what others have written since, begins and commits', async () => {
  const engine = await openLibsql(database.url);
  const { landedAdapter } = engine.tables;
  for (let round = 0; round < 5; round += 1) {
    const { release } = await holder();
    // A write outside of a transaction is refused while another program writes, and tried again.
    const written = engine.queries.insert(landedAdapter).values({ adapter: `direct-${round}`, latest: null });
    const changed = engine.attempt(1_000, (queries) =>
      queries.insert(landedAdapter).values({ adapter: `within-${round}`, latest: null }),
    );
    const both = Promise.all([written.then(() => {}), changed]);
    // Both have been refused within this turn: the driver answers before it returns.
    await new Promise((resolve) => setImmediate(resolve));
    await release();
    await both;
    await store.database.query({ sql: "DELETE FROM landed_adapter WHERE adapter = 'other'", params: [] });
    expect((await engine.queries.select().from(landedAdapter)).length).toBe(2 * (round + 1));
  }
  await engine.close();
});

test('four processes on one file write their chains and land one adapter, each thing once', async () => {
  const names = ['a', 'b', 'c', 'd'];
  expect(await Promise.all(names.map((name) => rival(database.url, name)))).toEqual(names.map(() => ''));
  for (const name of names) {
    expect(await verifyChain(store.database, name)).toMatchObject({ isIntact: true, entries: 60 });
  }
  const [batches] = await store.database.query({
    sql: 'SELECT COUNT(*) AS n, SUM(landed + superseded + duplicates + outdated) AS total FROM landed_batch',
    params: [],
  });
  expect(batches).toMatchObject({ n: 4 * 10 + 10, total: 50 * 30 });
});

/** Runs `rival.ts` to its end and answers what it complained of. */
function rival(url: string, name: string): Promise<string> {
  const program = new URL('./rival.ts', import.meta.url).pathname;
  const loader = new URL('../servers/typescript.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', loader, program, url, name], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0 ? '' : `${code} ${complaint}`)));
}
