import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { readCanonicalTypes } from '../../sdk/introspection/canonical.js';
import { writeDefinitions } from '../../sdk/introspection/definitions.js';
import type { DatabaseDescription } from '../../sdk/introspection/description.js';
import { guessTable } from '../../sdk/introspection/guess.js';
import { introspect } from '../../sdk/introspection/introspect.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';
import { compile } from './compile.js';

const types = readCanonicalTypes();
const folder = mkdtempSync(join(tmpdir(), 'plumbline-introspection-'));
const urls: Record<string, string> = {};
const drops: (() => Promise<void>)[] = [];

/** A citizen id that stands in a row: no tool prints one. */
const secretId = '11010519491231002X';

beforeAll(async () => {
  const file = join(folder, 'county.db');
  const sqlite = createClient({ url: `file:${file}` });
  await sqlite.executeMultiple(`
    CREATE TABLE sqjz_bdjl ( -- 定期报到记录
      id TEXT PRIMARY KEY, -- 主键
      dxbh TEXT NOT NULL, -- 矫正对象编号
      sfzhm TEXT, /* 身份证号码 */
      bdsj TEXT,
      "报到 方式" TEXT,
      "class" INTEGER,
      "it's \`odd\`" GEOMETRY,
      gxsj DATETIME
    );
    CREATE TABLE "case" (AH TEXT, LARQ DATE, JE DECIMAL(12,2), PRIMARY KEY (LARQ, AH));
    CREATE VIEW v_sfz AS SELECT id, sfzhm AS gmsfhm FROM sqjz_bdjl;
    INSERT INTO sqjz_bdjl VALUES
      ('a', 'D1', '${secretId}', '2024/4/1 9:00', '1', 1, null, '2024-04-01 10:00:00'),
      ('b', 'D1', '440524188001010014', '2024/4/2 9:00', '1', 1, null, '2024-04-01 10:00:00'),
      ('c', 'D2', null, '2024/4/2 9:00', '2', 1, null, null);`);
  sqlite.close();
  urls.sqlite = `file:${file}`;
  const mysql = await createMysqlDatabase();
  const owner = await createConnection({ uri: mysql.url, multipleStatements: true, charset: 'utf8mb4' });
  await owner.query(`
    CREATE TABLE sqjz_bdjl (
      id varchar(32) NOT NULL PRIMARY KEY COMMENT '主键', dxbh varchar(20) NOT NULL COMMENT '矫正对象编号',
      sfzhm char(18), bdsj datetime, \`报到 方式\` char(1) COMMENT '1当面,2电话', class tinyint, je decimal(12,2), lx enum('a','b'),
      zw blob, gxsj timestamp NULL
    ) COMMENT '定期报到记录 */ alert';
    CREATE TABLE \`case\` (AH varchar(60), LARQ date, PRIMARY KEY (LARQ, AH));
    CREATE VIEW v_sfz AS SELECT id, sfzhm AS gmsfhm FROM sqjz_bdjl;`);
  await owner.end();
  urls.mysql = mysql.url;
  const postgres = await createPostgresDatabase();
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`
    CREATE TABLE sqjz_bdjl (id uuid PRIMARY KEY, dxbh varchar(20) NOT NULL, sfzhm char(18), bdsj timestamptz, "报到 方式" char(1),
      "class" smallint, je numeric(12,2), lx int[], gxsj timestamp);
    COMMENT ON TABLE sqjz_bdjl IS '定期报到记录'; COMMENT ON COLUMN sqjz_bdjl.dxbh IS '矫正对象编号';
    CREATE TABLE "case" ("AH" varchar(60), "LARQ" date, PRIMARY KEY ("LARQ", "AH"));
    CREATE VIEW v_sfz AS SELECT id, sfzhm AS gmsfhm FROM sqjz_bdjl;
    CREATE SCHEMA sjck; CREATE TABLE sjck.t_aj (ah text);`);
  await client.end();
  urls.postgres = postgres.url;
  drops.push(mysql.drop, postgres.drop);
}, 60_000);
afterAll(async () => {
  for (const drop of drops) await drop();
  rmSync(folder, { recursive: true });
});

const written = (database: DatabaseDescription) =>
  writeDefinitions(
    database,
    database.tables.map((table) => guessTable(table, types)),
  );

test('tables, views, keys and comments of a SQLite file are read; comments stand in the statement that made the table', async () => {
  const { dialect, tables } = await introspect({ url: urls.sqlite ?? '' });
  expect(dialect).toBe('sqlite');
  expect(tables.map(({ name, kind, comment, rows }) => ({ name, kind, comment, rows }))).toEqual([
    { name: 'case', kind: 'table', comment: null, rows: 0 },
    { name: 'sqjz_bdjl', kind: 'table', comment: '定期报到记录', rows: 3 },
    { name: 'v_sfz', kind: 'view', comment: null, rows: null },
  ]);
  expect(tables[0]?.columns).toEqual([
    { name: 'AH', type: 'text', nullable: true, comment: null, key: 2 },
    { name: 'LARQ', type: 'date', nullable: true, comment: null, key: 1 },
    { name: 'JE', type: 'decimal(12,2)', nullable: true, comment: null, key: null },
  ]);
  expect(tables[1]?.columns.slice(0, 3)).toEqual([
    { name: 'id', type: 'text', nullable: true, comment: '主键', key: 1 },
    { name: 'dxbh', type: 'text', nullable: false, comment: '矫正对象编号', key: null },
    { name: 'sfzhm', type: 'text', nullable: true, comment: '身份证号码', key: null },
  ]);
});

test('tables, views, keys and comments of MySQL and MariaDB are read', async () => {
  const { dialect, tables } = await introspect({ url: urls.mysql ?? '' });
  expect(dialect).toBe('mysql');
  expect(tables.map(({ name, kind, comment }) => ({ name, kind, comment }))).toEqual([
    { name: 'case', kind: 'table', comment: null },
    { name: 'sqjz_bdjl', kind: 'table', comment: '定期报到记录 */ alert' },
    { name: 'v_sfz', kind: 'view', comment: null },
  ]);
  expect(tables[0]?.columns).toEqual([
    { name: 'AH', type: 'varchar(60)', nullable: false, comment: null, key: 2 },
    { name: 'LARQ', type: 'date', nullable: false, comment: null, key: 1 },
  ]);
  expect(tables[1]?.columns[4]).toEqual({
    name: '报到 方式',
    type: 'char(1)',
    nullable: true,
    comment: '1当面,2电话',
    key: null,
  });
});

test('tables, views, keys and comments of PostgreSQL are read, and another schema where it is named', async () => {
  const { dialect, tables } = await introspect({ url: urls.postgres ?? '' });
  expect(dialect).toBe('postgres');
  expect(tables.map(({ name, kind, comment }) => ({ name, kind, comment }))).toEqual([
    { name: 'case', kind: 'table', comment: null },
    { name: 'sqjz_bdjl', kind: 'table', comment: '定期报到记录' },
    { name: 'v_sfz', kind: 'view', comment: null },
  ]);
  expect(tables[0]?.columns).toEqual([
    { name: 'AH', type: 'character varying(60)', nullable: false, comment: null, key: 2 },
    { name: 'LARQ', type: 'date', nullable: false, comment: null, key: 1 },
  ]);
  const other = await introspect({ url: urls.postgres ?? '', schema: 'sjck' });
  expect(other.tables.map(({ schema, name }) => `${schema}.${name}`)).toEqual(['sjck.t_aj']);
  expect(written(other)).toContain("const sjckSchema = postgres.pgSchema('sjck');");
});

test.each(['sqlite', 'mysql', 'postgres'])(
  'what is written of %s compiles under strict tsc, odd names and all',
  async (kind) => {
    const url = urls[kind] ?? '';
    const text = written(await introspect({ url }));
    const use = [
      "import { entity, text } from 'plumbline/sdk';",
      "import { caseTable, sqjzBdjl, vSfz } from './tables.js';",
      "export const bindings = [entity('CheckIn', { table: sqjzBdjl, key: sqjzBdjl.id, fields: { mode: text(sqjzBdjl['报到 方式']) as never } })];",
      'export const others = [caseTable.AH, sqjzBdjl.class, vSfz.gmsfhm];',
    ];
    expect(await compile({ 'tables.ts': text, 'adapter.ts': use.join('\n') })).toEqual([]);
    const wrong = use.join('\n').replace('vSfz.gmsfhm', 'vSfz.gmsfzh');
    expect(await compile({ 'tables.ts': text, 'adapter.ts': wrong })).toEqual([
      expect.stringContaining("Property 'gmsfzh' does not exist"),
    ]);
    expect(written(await introspect({ url }))).toBe(text);
  },
  60_000,
);

test('a column that was guessed is marked with what it means, which field it is for, and why', async () => {
  const text = written(await introspect({ url: urls.sqlite ?? '' }));
  const line = (name: string) =>
    text.split('\n').find((each) => each.includes(`'${name}'`) && each.includes('sqlite.'));
  expect(text).toContain('/** 定期报到记录; about 3 rows */\n// guess: CheckIn | ');
  expect(line('dxbh')).toContain('// guess: 矫正对象编号 → subjectNo (comment)');
  expect(line('bdsj')).toContain('// guess: 报到时间 → at (pinyin bdsj)');
  expect(line('gmsfhm')).toContain('// guess: 公民身份号码 → citizenId (pinyin gmsfhm)');
  expect(line('class')).not.toContain('guess');
});

test('without --sample no row is read; with it shapes are told and never a value', async () => {
  const [, plain] = (await introspect({ url: urls.sqlite ?? '' })).tables;
  expect(plain?.columns.some((column) => 'shape' in column)).toBe(false);
  const sampled = await introspect({ url: urls.sqlite ?? '', only: ['sqjz_bdjl'], sample: 50 });
  const shape = (name: string) => sampled.tables[0]?.columns.find((column) => column.name === name)?.shape;
  expect(shape('sfzhm')).toEqual({ looksLike: 'citizenId', notations: [], distinct: null, sampled: 3, absent: 1 });
  expect(shape('bdsj')).toEqual({
    looksLike: 'dateTime',
    notations: ['YYYY-MM-DD hh:mm:ss'],
    distinct: null,
    sampled: 3,
    absent: 0,
  });
  expect(JSON.stringify(sampled) + written(sampled)).not.toContain(secretId);
});

test('a database that is not there is a failure of the source, and an unknown scheme is refused', async () => {
  await expect(introspect({ url: `file:${join(folder, 'nowhere.db')}` })).rejects.toMatchObject({ reason: 'REFUSED' });
  await expect(introspect({ url: 'oracle://host/db' })).rejects.toMatchObject({ code: 'ADAPTER_INVALID' });
});

test.each(['mysql', 'postgres'])('a password with a plain % in a %s URL is refused with a remedy', async (scheme) => {
  await expect(introspect({ url: `${scheme}://reader:100%secret@127.0.0.1:1/x` })).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
    message: 'introspection: the url has a % that encodes nothing: write it %25',
  });
});
