import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from '../store/stores.js';
import { csvOf, drop, titles, watched, withFolder } from './files-drop.js';

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no database');
  database = await libsql.create();
  store = await open(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const row = ['许1', '37142219800101123X', '2026-03-01', '备注', '1'];
const pipe = (path: string) => execFileSync('mkfifo', [path]);
const link = (path: string) => symlink('/etc/hostname', path);

test.each([
  ['a pipe', pipe],
  ['a link', link],
] as const)('%s in place of a check sum is no check sum, and is not waited for', async (what, make) => {
  await withFolder(async (inbox) => {
    await drop(inbox, { name: 'T_XKZ_20260305001', zip: { 'a.csv': csvOf([titles, row]) }, without: 'md5' });
    await make(join(inbox, '20260305', 'T_XKZ_20260305001.md5'));
    const { watch, told } = watched(inbox, { adapter: `in-place-${what}`, landing: store.landing });
    await watch.scan();
    expect(told()).toEqual({ 'T_XKZ_20260305001.zip': 'MD5_MISSING' });
    await watch.close();
  });
});
