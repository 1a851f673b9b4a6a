import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { openFileSwitch } from '../../demo/systems/sql/maintenance.js';
import type { ReadRequest } from '../../schema/adapter.js';
import { always } from '../../schema/condition.js';
import { bind } from '../../sdk/entity.js';
import { defineAdapter, SourceFailure, sql, text, z } from '../../sdk/index.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';

const adapter = defineAdapter({
  id: 'names',
  agency: 'A',
  options: z.object({ url: z.string() }).strict(),
  secrets: ['url'],
  source: ({ url }) => sql({ url }),
  entities: [bind('Name', { table: 'xm', key: 'id', fields: { name: text('xm') }, lookups: ['name'] })],
  timeoutMs: 2_000,
});
const request: ReadRequest = { entity: 'Name', fields: ['name'], where: always, order: [], first: 5, count: false };
const clock = () => new Date('2026-11-01T00:00:00Z');

let folder: string;
const drops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-failures-'));
});
afterAll(async () => {
  await Promise.all(drops.map((drop) => drop()));
  await rm(folder, { recursive: true });
});

async function makeFile(name: string): Promise<string> {
  const file = join(folder, name);
  const client = createClient({ url: pathToFileURL(file).href });
  await client.executeMultiple("create table xm (id text, xm text); insert into xm values ('1', '张三');");
  client.close();
  return file;
}

async function open(url: string) {
  const opened = await adapter.open({ url }, { clock });
  const [reader] = opened.readers;
  if (reader === undefined) throw new Error('the adapter has a reader');
  return {
    close: opened.close,
    read: (signal = new AbortController().signal, asked = request) => reader.read(asked, { requestId: 'r', signal }),
  };
}

/** The whole of what a failed read says. */
async function failureOf(read: Promise<unknown>) {
  const error = await read.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const { cause } = error;
  if (!(cause instanceof SourceFailure)) throw error;
  return { code: error.code, message: error.message, reason: cause.reason, detail: cause.message };
}

const unavailable = (reason: string, detail: string) => ({
  code: 'SOURCE_UNAVAILABLE',
  message: `names did not answer (${reason})`,
  reason,
  detail: `${reason}: ${detail}`,
});

test('a missing file is refused and never made, and is read as soon as it is there', async () => {
  const made = await makeFile('made.db');
  const file = join(folder, 'missing.db');
  const { read, close } = await open(`file:${file}`);
  expect(await failureOf(read())).toEqual(unavailable('REFUSED', 'ENOENT'));
  await rename(made, file);
  expect((await read()).groups.get('')?.rows.map(({ values }) => values)).toEqual([{ name: '张三' }]);
  await close();
});

test('a file under an exclusive lock is overloaded at once, and answers when the lock is gone', async () => {
  const file = await makeFile('busy.db');
  const maintenance = openFileSwitch(file);
  const { read, close } = await open(`file:${file}`);
  await read();
  await maintenance.stop();
  const from = performance.now();
  expect(await failureOf(read())).toEqual(unavailable('OVERLOADED', 'SQLITE_BUSY'));
  // Whoever waits for a lock waits five seconds by the driver's custom.
  expect(performance.now() - from).toBeLessThan(4_000);
  await maintenance.start();
  expect((await read()).groups.get('')?.rows).toHaveLength(1);
  await close();
});

test('a file that is no database is malformed', async () => {
  const file = join(folder, 'garbage.db');
  await writeFile(file, '这不是数据库'.repeat(1000));
  const { read, close } = await open(`file:${file}`);
  expect(await failureOf(read())).toMatchObject({ code: 'SOURCE_UNAVAILABLE', reason: 'MALFORMED' });
  await close();
});

test.each(['mysql', 'postgres'])('a %s port that nobody listens on is refused', async (scheme) => {
  const { read, close } = await open(`${scheme}://reader:secret@127.0.0.1:1/courts`);
  expect(await failureOf(read())).toEqual(unavailable('REFUSED', 'ECONNREFUSED'));
  await close();
});

test.each(['mysql', 'postgres'])('a %s server that never answers times out with the caller', async (scheme) => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { read, close } = await open(`${scheme}://reader:secret@127.0.0.1:${port}/courts`);
  expect(await failureOf(read(AbortSignal.timeout(100)))).toEqual(unavailable('TIMEOUT', 'ABORTED'));
  silent.close();
  await close().catch(() => {});
});

test('wrong credentials are told apart, on both servers', async () => {
  for (const [create, detail] of [
    [createMysqlDatabase, 'ER_ACCESS_DENIED_ERROR'],
    [createPostgresDatabase, '28'],
  ] as const) {
    const { url, drop } = await create();
    drops.push(drop);
    const wrong = new URL(url);
    wrong.username = 'nobody';
    wrong.password = 'canary';
    const { read, close } = await open(wrong.href);
    const failure = await failureOf(read());
    expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE', reason: 'CREDENTIALS' });
    expect(failure.detail).toContain(detail);
    expect(JSON.stringify(failure)).not.toContain('canary');
    await close();
  }
});

test('wrong options are named without their values', async () => {
  await expect(adapter.open({ url: 7, canary: 'secret' }, { clock })).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
    message: 'names was opened with wrong options: unknown option canary; correct or remove it, url must be string',
  });
});
