import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { dateTime, sql } from '../../sdk/index.js';
import type { RawQuery } from '../../sdk/source.js';
import type { SqlTable } from '../../sdk/sources/sql/table.js';
import { eventually } from '../eventually.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';

interface Engine {
  readonly url: string;
  /** Runs statements as the agency itself. */
  run(statement: string): Promise<readonly Record<string, unknown>[]>;
  /** Statements that others run on it now. */
  running(): Promise<number>;
}

const engines: Record<'mysql' | 'postgres' | 'sqlite', Engine> = {} as never;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const mysql = await createMysqlDatabase();
  const connection = await createConnection(mysql.url);
  await connection.query("set time_zone = '+08:00'");
  const onMysql = async (statement: string) => (await connection.query(statement))[0] as Record<string, unknown>[];
  engines.mysql = {
    url: mysql.url,
    run: onMysql,
    running: async () => {
      const others = await onMysql(
        'select count(*) as n from information_schema.processlist where db = database() and id <> connection_id()',
      );
      return Number(others[0]?.n);
    },
  };
  const postgres = await createPostgresDatabase();
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const onPostgres = async (statement: string) => (await client.query(statement)).rows;
  engines.postgres = {
    url: postgres.url,
    run: onPostgres,
    running: async () => {
      const others = await onPostgres(
        'select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      return Number(others[0]?.n);
    },
  };
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-types-'));
  const url = pathToFileURL(join(folder, 'a.db')).href;
  const file = createClient({ url });
  engines.sqlite = { url, run: async (statement) => (await file.execute(statement)).rows, running: async () => 0 };
  closing.push(
    () => connection.end(),
    mysql.drop,
    () => client.end(),
    postgres.drop,
    async () => file.close(),
    () => rm(folder, { recursive: true }),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

async function open({ url }: Engine, concurrency = 2) {
  const source = await sql({ url }).open({ adapter: 'a', clock: () => new Date(0), timeoutMs: 5_000, concurrency });
  const read = async (asked: Partial<RawQuery<SqlTable>>, signal = AbortSignal.timeout(10_000)) => {
    const query = { table: 't', columns: ['v'], where: { op: 'true' }, order: [], limit: 5, ...asked } as const;
    return (await source.rows(query, { requestId: 'r', signal })).rows;
  };
  return { source, read };
}

const names = ['mysql', 'postgres', 'sqlite'] as const;

/** What is written, by engine, and what is read of it. */
const facts: Readonly<
  Record<(typeof names)[number], readonly (readonly [type: string, literal: string, read: unknown])[]>
> = {
  mysql: [
    ['bigint', '9223372036854775807', '9223372036854775807'],
    ['bigint unsigned', '18446744073709551615', '18446744073709551615'],
    ['int', '7', 7],
    ['decimal(30,4)', '12345678901234567890.1200', '12345678901234567890.1200'],
    ['double', '0.1', 0.1],
    ['date', "'2024-02-29'", '2024-02-29'],
    ['datetime', "'2024-02-29 23:59:59'", '2024-02-29 23:59:59'],
    ['datetime(3)', "'2024-02-29 23:59:59.120'", '2024-02-29 23:59:59.120'],
    ['timestamp null', "'2024-02-29 23:59:59'", '2024-02-29 23:59:59'],
    ['time', "'08:30:00'", '08:30:00'],
    ['year', '2024', 2024],
    ['bit(1)', "b'1'", '1'],
    ['bit(12)', "b'101'", '000000000101'],
    ['boolean', 'true', 1],
    ['blob', "x'00ff27'", '\\x00ff27'],
    ['varbinary(9)', "'王'", '\\xe78e8b'],
    ['longtext', "'𬭎王'", '𬭎王'],
    ['varchar(9) character set gbk', "'王五'", '王五'],
    ["enum('男','女')", "'女'", '女'],
    ['json', `'{"a":1}'`, '{"a":1}'],
    ['varchar(9)', 'null', null],
  ],
  postgres: [
    ['bigint', '9223372036854775807', '9223372036854775807'],
    ['int', '7', '7'],
    ['numeric(30,4)', '12345678901234567890.1200', '12345678901234567890.1200'],
    ['double precision', '0.1', '0.1'],
    ['date', "'2024-02-29'", '2024-02-29'],
    ['timestamp', "'2024-02-29 23:59:59'", '2024-02-29 23:59:59'],
    ['timestamptz', "'2024-02-29T15:59:59Z'", '2024-02-29 23:59:59+08'],
    ['time', "'08:30:00'", '08:30:00'],
    ['bit(1)', "b'1'", '1'],
    ['bit(12)', "b'000000000101'", '000000000101'],
    ['boolean', 'true', 't'],
    ['bytea', "'\\x00ff27'", '\\x00ff27'],
    ['char(3)', "'a'", 'a  '],
    ['text', "'𬭎王'", '𬭎王'],
    ['jsonb', `'{"a":1}'`, '{"a": 1}'],
    ['uuid', "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['text', 'null', null],
  ],
  sqlite: [
    ['integer', '9223372036854775807', '9223372036854775807'],
    ['int', '7', '7'],
    ['text', "'12345678901234567890.1200'", '12345678901234567890.1200'],
    ['real', '0.1 + 0.2', 0.1 + 0.2],
    ['real', '-9e999', Number.NEGATIVE_INFINITY],
    ['text', `'"\\' || char(0, 10)`, '"\\\0\n'],
    ['date', "'2024-02-29'", '2024-02-29'],
    ['boolean', 'true', '1'],
    ['blob', "x'00ff27'", '\\x00ff27'],
    ['text', "'𬭎王'", '𬭎王'],
    ['', "'7'", '7'],
    ['text', 'null', null],
  ],
};

test.each(names)('%s: every type reads as a text of one notation, whatever the server is set to', async (name) => {
  const engine = engines[name];
  if (name === 'postgres') {
    const database = new URL(engine.url).pathname.slice(1);
    for (const setting of ["datestyle = 'German'", "bytea_output = 'escape'", "timezone = 'America/New_York'"])
      await engine.run(`alter database ${database} set ${setting}`);
  }
  const { source, read } = await open(engine);
  for (const [type, literal, expected] of facts[name]) {
    await engine.run('drop table if exists t');
    await engine.run(`create table t (v ${type})`);
    await engine.run(`insert into t values (${literal})`);
    expect([type, await read({})]).toEqual([type, [{ v: expected }]]);
  }
  await source.close();
});

test('an instant with a zone reads as the same instant on both servers', async () => {
  const at = dateTime('v');
  for (const raw of ['2024-02-29 23:59:59', '2024-02-29 23:59:59+08', '2024-02-29 10:59:59-05'])
    expect(at.read({ v: raw }).value).toBe('2024-02-29T23:59:59+08:00');
});

test.each([
  ['mysql', 'ER_BAD_FIELD_ERROR', 'ER_NO_SUCH_TABLE'],
  ['postgres', '42703', '42P01'],
  ['sqlite', 'SQLITE_ERROR', 'SQLITE_ERROR'],
] as const)(
  '%s: a missing column and a missing table are MALFORMED, and said without their names',
  async (name, column, table) => {
    const engine = engines[name];
    await engine.run('drop table if exists t');
    await engine.run('create table t (v varchar(9))');
    const { source, read } = await open(engine);
    const missing = (asked: Partial<RawQuery<SqlTable>>) =>
      read(asked).catch((error: Error) => `${error.name} ${error.message}`);
    const noColumn = `SourceFailure MALFORMED: ${column} (no such column)`;
    expect(await missing({ columns: ['v', 'canary'] })).toBe(noColumn);
    expect(await missing({ where: { op: 'in', column: 'canary', values: ['x'] } })).toBe(noColumn);
    expect(await missing({ table: 'canary' })).toBe(`SourceFailure MALFORMED: ${table} (no such table)`);
    expect(await read({})).toEqual([]);
    await source.close();
  },
);

const sleeping = {
  mysql: 'select sleep(300) as v',
  postgres: "select pg_sleep(300)::text || 'x' as v",
} as const;

test.each(['mysql', 'postgres'] as const)(
  '%s: statements that are given up are stopped at the server, and no connection stays behind',
  async (name) => {
    const engine = engines[name];
    await engine.run(`create view slow as ${sleeping[name]}`);
    const { source, read } = await open(engine, 1);
    const givenUp = new AbortController();
    const asked = read({ table: 'slow' }, givenUp.signal).catch((error: Error) => error.message);
    await eventually(async () => (await engine.running()) > 0);
    givenUp.abort();
    expect(await asked).toBe('TIMEOUT: ABORTED');
    await engine.run('drop view slow');
    await engine.run('drop table if exists t');
    await engine.run('create table t (v varchar(9))');
    expect(await read({})).toEqual([]);
    const again = read({ table: 't' }, AbortSignal.abort()).catch((error: Error) => error.message);
    expect(await again).toBe('TIMEOUT: ABORTED');
    await source.close();
    await eventually(async () => (await engine.running()) === 0);
  },
);

test.each(['mysql', 'postgres'] as const)(
  '%s: a source that is closed right after a read was given up leaves nothing',
  async (name) => {
    const engine = engines[name];
    await engine.run(`create view slow as ${sleeping[name]}`);
    const { source, read } = await open(engine, 1);
    const givenUp = new AbortController();
    const asked = read({ table: 'slow' }, givenUp.signal).catch((error: Error) => error.message);
    await eventually(async () => (await engine.running()) > 0);
    givenUp.abort();
    await Promise.all([asked, source.close()]);
    await eventually(async () => (await engine.running()) === 0);
    await engine.run('drop view slow');
  },
);
