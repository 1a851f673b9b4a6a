import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { grantsFor } from '../../store/grants.js';
import type { Store } from '../../store/open-store.js';
import { judgment, judgmentPart, li, withFiles } from '../sdk/push-files.js';
import { deliveryOf, opened, rowsOf, send } from '../sdk/pushing.js';
import { createMysqlDatabase, type TestDatabase } from '../servers/databases.js';
import { open } from './stores.js';

let database: TestDatabase;
let store: Store;
let daily: URL;

/** The owner makes the tables; the hub's daily account gets what `grantsFor` says. */
beforeAll(async () => {
  database = await createMysqlDatabase();
  await (await open(database.url)).close();
  daily = new URL(database.url);
  const name = daily.pathname.slice(1);
  daily.username = `push_${name.slice(-20)}`;
  daily.password = 'daily';
  const account = `'${daily.username}'@'%'`;
  await asOwner(`CREATE USER ${account} IDENTIFIED BY 'daily'`, ...grantsFor(name, account));
  store = await open(daily.href);
});
afterAll(async () => {
  await store.close();
  await asOwner(`DROP USER '${daily.username}'@'%'`);
  await database.drop();
});

async function asOwner(...statements: readonly string[]): Promise<void> {
  const owner = await createConnection(database.url);
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

test('the daily account lands pushes and drops files with their records, and cannot alter a receipt', async () => {
  const { receiver, files } = await opened('court', store.landing);
  await send(receiver, withFiles({ attachments: [judgment], parts: [judgmentPart] }));
  expect(await rowsOf(files, [])).toHaveLength(1);
  const takenBack = { ...li, sfyx: '0', gxsj: '2026-03-06 08:00:00' };
  await send(receiver, { key: 'delivery-2', body: deliveryOf([takenBack]) });
  expect(await rowsOf(files, [])).toEqual([]);
  for (const sql of [
    "UPDATE push_receipt SET digest = ''",
    'DELETE FROM push_receipt',
    'UPDATE attachment_piece SET position = 9',
  ]) {
    await expect(store.database.query({ sql, params: [] })).rejects.toThrow();
  }
});
