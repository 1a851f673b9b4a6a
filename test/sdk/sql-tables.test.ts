import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { mysql, postgres, type SqlTable, sql, sqlite } from '../../sdk/index.js';
import { tableNameOf } from '../../sdk/sources/sql/table.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';

const setting = { adapter: 'a', clock: () => new Date('2026-11-01T00:00:00Z'), timeoutMs: 5_000, concurrency: 2 };
const after: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const drop of after) await drop();
});

async function firstName(url: string, table: SqlTable, reroute?: (address: string) => string) {
  const source = await sql({ url }).open({ ...setting, ...(reroute ? { reroute } : {}) });
  const signal = AbortSignal.timeout(5_000);
  const asked = { table, columns: ['xm'], where: { op: 'true' }, order: [], limit: 1 } as const;
  const { rows } = await source.rows(asked, { requestId: 'r', signal }).finally(() => source.close());
  return rows[0]?.xm;
}

const create = ['create table names (id varchar(9), xm varchar(9))', "insert into names values ('1', '张三')"];

test('a table is named, or defined by drizzle: on MySQL, and on what speaks its protocol', async () => {
  const { url, drop } = await createMysqlDatabase();
  after.push(drop);
  const connection = await createConnection(url);
  for (const statement of create) await connection.query(statement);
  await connection.end();
  const names = mysql.mysqlTable('names', { xm: mysql.varchar('xm', { length: 9 }) });
  const database = new URL(url).pathname.slice(1);
  const inSchema = mysql.mysqlSchema(database).table('names', { xm: mysql.varchar('xm', { length: 9 }) });
  for (const table of ['names', `${database}.names`, names, inSchema]) expect(await firstName(url, table)).toBe('张三');
  for (const scheme of ['mariadb', 'tidb', 'oceanbase'])
    expect(await firstName(url.replace(/^mysql/, scheme), names)).toBe('张三');
  expect([tableNameOf(names), tableNameOf(inSchema)]).toEqual(['names', `${database}.names`]);
});

test('a table is named, or defined by drizzle: on PostgreSQL, and on what speaks its protocol', async () => {
  const { url, drop } = await createPostgresDatabase();
  after.push(drop);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of [...create, 'create schema sjck', 'create view sjck.v_names as select xm from names'])
    await client.query(statement);
  await client.end();
  const names = postgres.pgTable('names', { xm: postgres.varchar('xm') });
  const inSchema = postgres.pgSchema('sjck').table('v_names', { xm: postgres.varchar('xm') });
  for (const table of ['names', 'sjck.v_names', names, inSchema]) expect(await firstName(url, table)).toBe('张三');
  for (const scheme of ['postgresql', 'kingbase', 'opengauss'])
    expect(await firstName(url.replace(/^postgres(ql)?/, scheme), names)).toBe('张三');
  expect([tableNameOf(names), tableNameOf(inSchema)]).toEqual(['names', 'sjck.v_names']);
});

test('a file may be named, and a system of the kit’s stands in where it is rerouted to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-tables-'));
  after.push(() => rm(folder, { recursive: true }));
  const url = pathToFileURL(join(folder, 'a.db')).href;
  const client = createClient({ url });
  await client.executeMultiple(`${create.join(';')};`);
  client.close();
  const names = sqlite.sqliteTable('names', { xm: sqlite.text('xm') });
  for (const table of ['names', names]) expect(await firstName(url, table)).toBe('张三');
  const own = 'mysql://hub:secret@courts.example/names';
  const seen: string[] = [];
  const reroute = (address: string) => {
    seen.push(address);
    return url;
  };
  expect(await firstName(own, names, reroute)).toBe('张三');
  expect(seen).toEqual([own]);
});

test('an address that cannot be parsed is refused, and not repeated', async () => {
  await expect(sql({ url: 'mysql://hub:canary@:x/' }).open(setting)).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
    message: 'a: the url cannot be parsed',
  });
});

test('a scheme that no driver speaks is refused by name, and the address is not repeated', async () => {
  await expect(sql({ url: 'oracle://hub:secret@courts.example/names' }).open(setting)).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
    message:
      'a: the url’s scheme is none of mysql:, mariadb:, tidb:, oceanbase:, postgres:, postgresql:, kingbase:, opengauss:, file:, libsql:',
  });
});
