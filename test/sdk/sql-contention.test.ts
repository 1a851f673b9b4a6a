import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { openDatabase } from '../../sdk/sources/sql/database.js';

const lock = 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;';

test('an agency locks its file at once, again and again, though readers were refused while it was locked', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-agency-'));
  const url = `file:${join(folder, 'agency.db')}`;
  const agency = createClient({ url, concurrency: 1 });
  await agency.executeMultiple('CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (0);');
  const reader = openDatabase('a', { url, timeoutMs: 1_000, connections: 4 });
  const read = () => reader.query({ sql: 'SELECT x FROM t', params: [] });
  for (let round = 0; round < 5; round += 1) {
    expect(await Promise.all([read(), read(), read()])).toEqual(Array(3).fill([{ x: String(round) }]));
    await agency.executeMultiple(lock);
    const refused = await Promise.allSettled([read(), read(), read()]);
    expect(refused).toEqual(
      refused.map(() => ({ status: 'rejected', reason: expect.objectContaining({ reason: 'OVERLOADED' }) })),
    );
    await agency.execute('UPDATE t SET x = x + 1');
    // The lock is given back by the first read in normal mode.
    await agency.execute('PRAGMA locking_mode = NORMAL');
    await agency.execute('SELECT x FROM t');
  }
  await reader.close();
  agency.close();
  await rm(folder, { recursive: true });
});

test('no statement that runs at the same time as others can write', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-agency-'));
  const url = `file:${join(folder, 'agency.db')}`;
  const agency = createClient({ url });
  await agency.executeMultiple('CREATE TABLE t (x INTEGER)');
  const reader = openDatabase('a', { url, timeoutMs: 1_000, connections: 4 });
  const written = await Promise.allSettled(
    Array.from({ length: 8 }, () => reader.query({ sql: 'INSERT INTO t VALUES (1)', params: [] })),
  );
  expect(written.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
  expect((await agency.execute('SELECT x FROM t')).rows).toEqual([]);
  await reader.close();
  agency.close();
  await rm(folder, { recursive: true });
});
