import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defaultLimits } from '../../sdk/sources/files/delivery.js';
import { openInbox } from '../../sdk/sources/files/inbox-address.js';
import { withOwnFolder } from '../../sdk/sources/files/own-folders.js';
import type { SftpAccess } from '../../sdk/sources/files/sftp-access.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { csvOf, drop, readAll, titles, watched } from './files-drop.js';
import { makeKey, type SftpServer, serveSftp } from './sftp-server.js';

let database: TestDatabase;
let store: Store;
let root: string;
let inbox: string;
let server: SftpServer;
let adapters = 0;
beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no store');
  database = await libsql.create();
  store = await open(database.url);
  root = mkdtempSync(join(tmpdir(), 'plumbline-served-'));
  inbox = join(root, 'in');
  mkdirSync(inbox);
  server = await serveSftp(root);
});
afterAll(async () => {
  await server.close();
  await store.close();
  await database.drop();
  rmSync(root, { recursive: true, force: true });
});

const access = (change: Partial<SftpAccess> = {}): SftpAccess => ({
  hostKey: server.hostKey,
  login: { password: server.password },
  silenceMs: 5_000,
  ...change,
});
const inboxWith = (change: Partial<SftpAccess> = {}) => openInbox('a', server.address, access(change), defaultLimits);
const watching = (change: Partial<SftpAccess> = {}) => {
  server.opened.length = 0;
  return watched('', { adapter: `sftp-${++adapters}`, landing: store.landing, from: inboxWith(change) });
};
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => [`许${n + 1}`, '', '2026-03-01', 'x'.repeat(500), '1']);
const deliver = (count: number, day = '20260305') =>
  drop(inbox, { name: `T_XKZ_${day}001`, day, zip: { 'a.csv': csvOf([titles, ...rowsOf(count)]) } });
const leftovers = () =>
  readdirSync(tmpdir()).filter((name) => new RegExp(`^plumbline-sftp-\\w+-${process.pid}-`).test(name));
const name = 'T_XKZ_20260305001.zip';

test.each(['password', 'privateKey'] as const)(
  'deliveries land over SFTP by %s, once, and leave nothing behind',
  async (by) => {
    await deliver(1_000);
    const login = by === 'password' ? { password: server.password } : { privateKey: server.privateKey };
    const { watch, reader, told } = watching({ login });
    await watch.scan();
    expect(told()).toEqual({ [name]: 'LANDED' });
    expect(await readAll(reader, { first: 5_000 })).toHaveLength(1_000);
    server.opened.length = 0;
    await watch.scan();
    expect(server.opened).toEqual([]);
    await watch.close();
    expect(leftovers()).toEqual([]);
  },
);

test('what has landed is not fetched again by the next process', async () => {
  await deliver(3);
  const { watch } = watching();
  await watch.scan();
  await watch.close();
  server.opened.length = 0;
  const next = watched('', { adapter: `sftp-${adapters}`, landing: store.landing, from: inboxWith() });
  await next.watch.scan();
  expect(next.outcomes).toMatchObject([{ delivery: name, receipt: { status: 'ALREADY_LANDED', landed: 3 } }]);
  expect(server.opened).toEqual([]);
  await next.watch.close();
});

test('what is delivered again changes nothing, and a link is not followed', async () => {
  await deliver(3);
  const { watch, told, outcomes, reader } = watching();
  await watch.scan();
  await deliver(3);
  mkdirSync(join(inbox, '20260306'), { recursive: true });
  for (const end of ['zip', 'md5', 'ok'])
    symlinkSync(
      join(inbox, '20260305', `T_XKZ_20260305001.${end}`),
      join(inbox, '20260306', `T_XKZ_20260306001.${end}`),
    );
  writeFileSync(join(inbox, '20260305', 'T_XKZ_20260305001.ok'), 'again');
  await watch.scan();
  expect(told()).toEqual({ [name]: 'ALREADY_LANDED' });
  expect(outcomes).toHaveLength(2);
  expect(await readAll(reader)).toHaveLength(3);
  await watch.close();
  rmSync(join(inbox, '20260306'), { recursive: true });
});

test('a server with another host key is told nothing, not even the password', async () => {
  const { watch, reader } = watching({ hostKey: `SHA256:${'A'.repeat(43)}` });
  await expect(watch.scan()).rejects.toMatchObject({ message: 'CREDENTIALS: HOST_KEY' });
  await expect(readAll(reader)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(server.opened).toEqual([]);
  await watch.close();
});

test.each([
  ['password', { password: 'wrong' }],
  ['key', { privateKey: makeKey() }],
])('a wrong %s is told as wrong credentials', async (_what, login) => {
  const { watch } = watching({ login });
  await expect(watch.scan()).rejects.toMatchObject({ message: 'CREDENTIALS: AUTHENTICATION' });
  await watch.close();
});

test('a line that is cut within a file lands nothing, and the next scan lands all of it', async () => {
  await deliver(20_000);
  const { watch, reader, told } = watching();
  server.faults.cutAfter = 20_000;
  await expect(watch.scan()).rejects.toMatchObject({ name: 'SourceFailure', reason: 'REFUSED' });
  expect(leftovers()).toEqual([]);
  delete server.faults.cutAfter;
  await watch.scan();
  expect(told()).toEqual({ [name]: 'LANDED' });
  expect(await readAll(reader, { first: 1, count: true })).toHaveLength(1);
  await watch.close();
});

test('a server that hangs is given up, and so is one that hangs while the adapter closes', async () => {
  const { watch } = watching({ silenceMs: 300 });
  server.faults.isHanging = true;
  await expect(watch.scan()).rejects.toMatchObject({ reason: 'TIMEOUT' });
  await watch.close();
  const patient = watching({ silenceMs: 60_000 });
  const scan = expect(patient.watch.scan()).rejects.toMatchObject({ message: 'TIMEOUT: ABORTED' });
  await patient.watch.close();
  await scan;
  delete server.faults.isHanging;
});

test('what a killed process had brought half is removed by the next one, and what another one reads is left', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const own = await withOwnFolder(async (folder) => basename(folder).split('-')[2] ?? '');
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
  const folders = {
    'of a process that is no more': [own, pid, hours(0)],
    'of one in another container': ['0123456789ab', pid, hours(1)],
    'left in another container': ['0123456789ab', pid, hours(3)],
    'of this one, from before its number was given again': [own, process.pid, hours(3)],
  } as const;
  const kept = Object.entries(folders).map(([what, [where, number, changed]]) => {
    const left = mkdtempSync(join(tmpdir(), `plumbline-sftp-${where}-${number}-`));
    writeFileSync(join(left, 'delivery'), 'half');
    for (const place of [join(left, 'delivery'), left]) utimesSync(place, changed, changed);
    return { what, left };
  });
  const { watch } = watching();
  await watch.scan();
  expect(kept.filter(({ left }) => existsSync(left)).map(({ what }) => what)).toEqual(['of one in another container']);
  await watch.close();
  for (const { left } of kept) rmSync(left, { recursive: true, force: true });
});

test.each([
  ['no settings', 'sftp://county@host/in', undefined],
  ['a host key that is none', 'sftp://county@host/in', { hostKey: 'SHA256:abc', login: { password: 'x' } }],
  ['a password in the address', 'sftp://county:secret@host/in', { hostKey: 'A'.repeat(43), login: { password: 'x' } }],
  ['a % that encodes nothing', 'sftp://county@host/se%cret', { hostKey: 'A'.repeat(43), login: { password: 'x' } }],
  ['no user', 'sftp://host/in', { hostKey: 'A'.repeat(43), login: { password: 'x' } }],
])('an SFTP inbox with %s is refused, without a secret in the message', (_what, address, given) => {
  const opening = () => openInbox('county', address, given, defaultLimits);
  expect(opening).toThrow(expect.objectContaining({ code: 'ADAPTER_INVALID' }));
  expect(opening).not.toThrow(/secret/);
});
