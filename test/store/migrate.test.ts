import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { Engine } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import { openMysql } from '../../store/engines/mysql-engine.js';
import { migrate } from '../../store/migrate.js';
import { loadMigrations, type Migration, parseMigration } from '../../store/migrations.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, now, open, patience } from './stores.js';

const first = parseMigration(
  '0001-first',
  'CREATE TABLE a (x INTEGER PRIMARY KEY);\n\nCREATE TABLE b (x INTEGER PRIMARY KEY);\n',
  1,
);
const second = parseMigration(
  '0002-second',
  'ALTER TABLE a ADD COLUMN y INTEGER;\nALTER TABLE b ADD COLUMN y INTEGER;\n',
  2,
);

describe.each(backends)('migrating $name', ({ create }) => {
  let database: TestDatabase;
  let engine: Engine;

  beforeEach(async () => {
    database = await create();
    engine = await reopen();
  });
  afterEach(async () => {
    await engine.close();
    await database.drop();
  });

  const reopen = () => (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
  const forward = (migrations: readonly Migration[], on = engine) => migrate(on, migrations, now, patience);
  const ledger = () =>
    engine.database.query({
      sql: 'SELECT version, name, statements_done, applied_at FROM schema_migration WHERE version > 0 ORDER BY version',
      params: [],
    });
  const use = () => engine.database.query({ sql: 'SELECT a.y, b.y AS z FROM a, b', params: [] });
  const complete = [
    { version: 1, name: 'first', statements_done: 2, applied_at: now().toISOString() },
    { version: 2, name: 'second', statements_done: 2, applied_at: now().toISOString() },
  ];

  test('creates every table and column that the program names, and each table has a primary key', async () => {
    await (await open(database.url)).close();
    for (const table of Object.values(engine.tables)) {
      const name = getTableName(table);
      const columns = Object.values(getTableColumns(table)).map((column) => [column.name, column.notNull]);
      expect([name, await columnsOf(engine, name)]).toEqual([name, columns]);
    }
  });

  test('goes forward from the version that it finds', async () => {
    await forward([first]);
    await forward([first, second]);
    await forward([first, second]);
    expect(await ledger()).toEqual(complete);
    expect(await use()).toEqual([]);
  });

  test('lets one of several processes migrate and the others wait', async () => {
    const others = await Promise.all([reopen(), reopen(), reopen()]);
    await Promise.all([engine, ...others].map((on) => forward([first, second], on)));
    expect(await ledger()).toEqual(complete);
    await Promise.all(others.map((other) => other.close()));
  });

  test.each([0, 1, 2, 3])('takes up a migration that crashed after %i of its statements', async (survived) => {
    await forward([first]);
    await expect(forward([first, second], crashing(engine, survived))).rejects.toThrow('crash');
    await forward([first, second]);
    expect(await ledger()).toEqual(complete);
    expect(await use()).toEqual([]);
  });

  test('refuses a database that is newer than the program, and leaves it as it is', async () => {
    await forward([first, second]);
    await expect(forward([first])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: 'The store is at version 2 and this program knows 1: run a newer release of Plumbline on it',
    });
    expect(await ledger()).toEqual(complete);
  });

  test('refuses a database that was migrated from another file of the same number', async () => {
    await forward([first]);
    const other = parseMigration('0001-first', 'CREATE TABLE a (x INTEGER);\n', 1);
    await expect(forward([other])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

test('both dialects have the same migrations, numbered without gaps', async () => {
  const names = async (dialect: 'mysql' | 'sqlite') =>
    (await loadMigrations(dialect)).map(({ version, name, statements }) => [version, name, statements.length]);
  expect(await names('mysql')).toEqual(await names('sqlite'));
  expect(() => parseMigration('0003-late', 'SELECT 1;', 2)).toThrow('expected number 0002');
});

/** The engine of a process that dies at its n-th statement of a migration's own: every later one fails. */
function crashing(engine: Engine, survives: number): Engine {
  let left = survives;
  return {
    ...engine,
    exclusively: (work) =>
      engine.exclusively((database) =>
        work({
          ...database,
          query: async (statement) => {
            const isCounted = /^(ALTER|UPDATE)/.test(statement.sql);
            if (isCounted && left === 0) throw new Error('crash');
            if (isCounted) left -= 1;
            return database.query(statement);
          },
        }),
      ),
  };
}

/** Name and NOT NULL of the columns that the database has, in order. */
async function columnsOf(engine: Engine, table: string): Promise<readonly (readonly [string, boolean])[]> {
  if (engine.database.dialect === 'sqlite') {
    const rows = await engine.database.query({ sql: `PRAGMA table_info(${table})`, params: [] });
    expect(rows.some(({ pk }) => Number(pk) > 0)).toBe(true);
    return rows.map(({ name, notnull }) => [String(name), notnull === 1]);
  }
  const rows = await engine.database.query({ sql: `SHOW COLUMNS FROM ${table}`, params: [] });
  expect(rows.some(({ Key }) => Key === 'PRI')).toBe(true);
  return rows.map(({ Field, Null }) => [String(Field), Null === 'NO']);
}
