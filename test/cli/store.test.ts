import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import type { Output } from '../../cli/output.js';
import { grantsCommand, upgradeCommand } from '../../cli/store.js';
import { type Environment, readEnvironment } from '../../gateway/environment.js';
import { grantsFor } from '../../store/grants.js';
import { openStore } from '../../store/open-store.js';
import { createMysqlDatabase, type TestDatabase } from '../servers/databases.js';

let database: TestDatabase;
let daily: URL;
let account: string;

beforeAll(async () => {
  database = await createMysqlDatabase();
  daily = new URL(database.url);
  daily.username = `daily_${daily.pathname.slice(-12)}`;
  daily.password = 'daily';
  account = `'${daily.username}'@'%'`;
  await asOwner(`CREATE USER ${account} IDENTIFIED BY 'daily'`);
});
afterAll(async () => {
  await asOwner(`DROP USER ${account}`);
  await database.drop();
});

async function asOwner(statement: string): Promise<void> {
  const owner = await createConnection(database.url);
  await owner.query(statement);
  await owner.end();
}

/** A command's output, kept. */
function listen() {
  const said: string[] = [];
  const nothing = () => undefined;
  const data = (_value: unknown, sentence: string) => void said.push(sentence);
  return { output: { isJson: false, data, list: nothing, note: nothing, fail: nothing } satisfies Output, said };
}

const environment: Environment = readEnvironment({ STORE: 'the-name-of-a-variable' });
const upgrade = async (options: Parameters<typeof upgradeCommand>[0], variable = environment.variable) => {
  const { output, said } = listen();
  expect(await upgradeCommand(options, { ...environment, variable }, output)).toBe(0);
  return said;
};

test('the owner makes the tables and gives the daily account its rights, as often as it is asked to', async () => {
  const sentence = `The store is at the version of this program, and ${account} has its rights on it`;
  const fromVariable = { url: '$' + '{env:STORE}', account };
  expect(await upgrade(fromVariable, () => database.url)).toEqual([sentence]);
  expect(await upgrade({ url: database.url, account })).toEqual([sentence]);
  const store = await openStore({ url: daily.href, clock: () => new Date(), chain: 'daily', digest: 'sha256' });
  expect(await store.usage.addRequests('a', 'AUDIT', '2026-11-02', 1)).toBe(1);
  await expect(store.database.query({ sql: 'DELETE FROM audit_entry', params: [] })).rejects.toThrow();
  await store.close();
});

test('the daily account gives no rights, to itself or others', async () => {
  await upgrade({ url: database.url, account });
  await expect(upgrade({ url: daily.href, account })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: 'the daily account could not be given its rights: it must be there, and --url that of the owner',
  });
});

test('an embedded store is upgraded without an account, and takes none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-upgrade-'));
  const url = `file:${join(folder, 'store.db')}`;
  expect(await upgrade({ url })).toEqual(['The store is at the version of this program']);
  await expect(upgrade({ url, account })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  rmSync(folder, { recursive: true });
});

test('the rights are printed as statements for whoever looks after the database', async () => {
  const { output, said } = listen();
  expect(await grantsCommand({ database: 'plumbline', account: "'plumbline'@'10.0.0.%'" }, output)).toBe(0);
  const statements = grantsFor('plumbline', "'plumbline'@'10.0.0.%'");
  expect(said).toEqual([statements.map((statement) => `${statement};`).join('\n')]);
  expect(said[0]).toContain("GRANT SELECT, INSERT ON `plumbline`.`audit_entry` TO 'plumbline'@'10.0.0.%';");
});

test.each([
  ['an account without quotes', 'plumbline', 'plumbline@%'],
  ['an account with more than a name', 'plumbline', "'a'@'%', 'b'@'%'"],
  ['an account that would end the statement', 'plumbline', "'a'@'%'; DROP TABLE audit_entry; --"],
  ['a database that is no name', 'plum`line', "'plumbline'@'%'"],
])('%s is refused', async (_what, name, given) => {
  await expect(grantsCommand({ database: name, account: given }, listen().output)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
});
