import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOutput } from '../../cli/output.js';
import { upgradeCommand } from '../../cli/store.js';
import { readEnvironment } from '../../gateway/environment.js';
import { openStore } from '../../store/open-store.js';
import { readComposeFile } from './compose-file.js';
import { createLocalDatabase, type LocalDatabase } from './local-databases.js';

const secretsFolder = mkdtempSync(join(tmpdir(), 'plumbline-store-secrets-'));
const { store: service } = readComposeFile('docker-compose.yml').services;
const script = readFileSync('deploy/store-accounts.sh', 'utf8');
let database: LocalDatabase;

const urlOf = (account: string) => database.localize(`mysql://${account}:${account}@store:3306/plumbline`);
const open = () => openStore({ url: urlOf('plumbline'), clock: () => new Date(), chain: 'gateway', digest: 'sha256' });
const upgrade = (url: string) => {
  const account = database.localize("'plumbline'@'%'");
  return upgradeCommand({ url, account }, readEnvironment({}), { ...createOutput(false), data: () => undefined });
};

/** A store of version 1: the image made one account, with every right; then the script is run by hand. */
beforeAll(async () => {
  if (service === undefined) throw new Error('no store');
  writeFileSync(join(secretsFolder, 'store.password'), 'plumbline');
  writeFileSync(join(secretsFolder, 'store-owner.password'), 'plumbline_owner');
  writeFileSync(join(secretsFolder, 'store-root.password'), 'root');
  const account = { MARIADB_USER: 'plumbline', MARIADB_PASSWORD_FILE: '/run/secrets/store.password' };
  database = await createLocalDatabase('store', 'mysql', {
    service: { ...service, environment: { ...service.environment, ...account } },
    scripts: [script, script],
    secretsFolder,
  });
});
afterAll(async () => {
  await database?.drop();
  rmSync(secretsFolder, { recursive: true });
});

test('a store with one account of every right gets an owner, and an account that adds to the log and changes nothing in it', async () => {
  await expect(open()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(upgrade(urlOf('plumbline'))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(await upgrade(urlOf('plumbline_owner'))).toBe(0);
  const store = await open();
  await store.audit.ready();
  expect(await store.access.revision()).toBe(0);
  for (const sql of ["UPDATE audit_entry SET event = '{}'", 'DELETE FROM audit_entry', 'DROP TABLE audit_entry'])
    await expect(store.database.query({ sql, params: [] })).rejects.toThrow(/denied/);
  await store.close();
});
