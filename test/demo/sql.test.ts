import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, createClient } from '@libsql/client';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { openScanFeed, type ScanFeed } from '../../demo/systems/corrections/devices.js';
import { openCorrectionsRecorder, openCorrectionsSystem } from '../../demo/systems/corrections/record.js';
import { openScanRecorder } from '../../demo/systems/corrections/record-scans.js';
import { correctionsSystem } from '../../demo/systems/corrections/schema.js';
import { openJudgmentsRecorder } from '../../demo/systems/judgments/record.js';
import { judgmentsSystem } from '../../demo/systems/judgments/schema.js';
import type { Recorder } from '../../demo/systems/recorder.js';
import { allColumns } from '../../demo/systems/sql/system.js';
import { openMysqlTarget, openPostgresTarget } from '../../demo/systems/sql/target.js';
import { packageRoot } from '../../schema/package-root.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';

const scale = 0.05;
let folder: string;
let judgments: Client;
let corrections: Client;
let feed: ScanFeed;

async function recordInto(open: (dirt: ReturnType<typeof openDirt>) => Promise<Recorder>): Promise<void> {
  const recorder = await open(openDirt({ seed: 'sql', log: openDirtLog() }));
  for (const life of generateLives({ scale })) await recorder.record(life);
  await recorder.finish();
}

const reader = (name: string) => createClient({ url: pathToFileURL(join(folder, name)).href });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-sql-'));
  await recordInto((dirt) => openJudgmentsRecorder({ target: { file: join(folder, 'judgments.db') }, dirt }));
  await recordInto((dirt) => openCorrectionsRecorder({ target: { file: join(folder, 'corrections.db') }, dirt }));
  await recordInto((dirt) => openScanRecorder({ file: join(folder, 'scans.db'), dirt }));
  judgments = reader('judgments.db');
  corrections = reader('corrections.db');
  feed = await openScanFeed({ file: join(folder, 'scans.db'), port: 0, apiKey: 'key' });
}, 60_000);

afterAll(async () => {
  await feed.close();
  judgments.close();
  corrections.close();
  await rm(folder, { recursive: true });
});

test('the courts hold the sample person’s judgment under their own keys and codes', async () => {
  const { rows } = await judgments.execute({
    sql: 'SELECT AH, BGRXM, ZX, XQN, XQY, HXKYQ, SFFC, SFYX FROM T_XS_XF WHERE BGRZJHM = ?',
    args: [samplePerson.citizenId],
  });
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { AH: samplePerson.courtCaseNumber, BGRXM: '于建国', ZX: '3', XQN: 1, XQY: 0, HXKYQ: 24, SFFC: '0', SFYX: '1' },
  ]);
});

test('rows of other counties sit among ours', async () => {
  const { rows } = await corrections.execute('SELECT DISTINCT xzqh FROM sqjz_jzdx ORDER BY xzqh');
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.map((row) => row.xzqh)).toContain('371422');
});

test('a system that is down for maintenance refuses readers at once, and serves them again afterwards', async () => {
  const system = openCorrectionsSystem(join(folder, 'corrections.db'));
  const count = async () => (await corrections.execute('SELECT count(*) AS n FROM sqjz_jzdx')).rows[0]?.n;
  const before = await count();
  for (const _round of [1, 2]) {
    await system.stop();
    await expect(count()).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    await system.start();
    expect(await count()).toBe(before);
  }
  await system.close();
});

async function ask(query: string, key = 'key') {
  const response = await fetch(`${feed.url}/openapi/v1/scans?${query}`, { headers: { 'x-api-key': key } });
  return {
    status: response.status,
    body: (await response.json()) as { code: number; data: { total: number; list: { dxbh: string }[] } | null },
  };
}

test('the scan feed answers by subject and time, page by page', async () => {
  const october = `dxbh=${samplePerson.correctionSubjectNo}&kssj=2026-10-01 00:00:00&jssj=2026-10-31 23:59:59`;
  const all = await ask(october);
  expect([all.status, all.body.code, all.body.data?.total, all.body.data?.list.length]).toEqual([200, 200, 10, 10]);
  const pages = [
    await ask(`${october}&pageSize=4&pageNo=1`),
    await ask(`${october}&pageSize=4&pageNo=2`),
    await ask(`${october}&pageSize=4&pageNo=3`),
  ];
  expect(pages.flatMap((page) => page.body.data?.list ?? [])).toEqual(all.body.data?.list);
});

test('the scan feed refuses a wrong key, wrong paging, and knows what it was asked', async () => {
  expect((await ask('dxbh=1', 'wrong')).status).toBe(401);
  expect((await ask('dxbh=1&pageSize=100000')).body.code).toBe(400);
  expect(feed.requests.at(-2)).toEqual({ path: '/openapi/v1/scans', status: 401, subjects: 1, page: 1 });
});

test('the scan feed can be switched off and on again on the same port', async () => {
  await feed.stop();
  await expect(ask('dxbh=1')).rejects.toThrow();
  await feed.start();
  expect((await ask('dxbh=1')).status).toBe(200);
});

test.each([
  ['judgments', judgmentsSystem],
  ['corrections', correctionsSystem],
])('the interface document of %s names every table, column and code', async (name, system) => {
  const page = await readFile(join(packageRoot, 'demo', 'systems', name, 'INTERFACE.md'), 'utf8');
  const missing = system.tables.flatMap((table) => {
    const [, section = ''] = page.split(`## \`${table.name}\` ${table.label}\n`);
    return allColumns(system, table)
      .filter((column) => {
        const text = `| \`${column.name}\` `;
        return !(section.split('\n## ')[0]?.includes(text) || page.split('\n## `')[0]?.includes(text));
      })
      .map((column) => `${table.name}.${column.name}`);
  });
  expect(missing).toEqual([]);
});

test('MariaDB and PostgreSQL hold the same rows as the files', async () => {
  const mysql = await createMysqlDatabase();
  const postgres = await createPostgresDatabase();
  await recordInto(async (dirt) => openJudgmentsRecorder({ target: await openMysqlTarget(mysql.url), dirt }));
  await recordInto(async (dirt) => openCorrectionsRecorder({ target: await openPostgresTarget(postgres.url), dirt }));
  const court = await createConnection({ uri: mysql.url, dateStrings: true });
  const bureau = new pg.Client({ connectionString: postgres.url });
  await bureau.connect();
  for (const { name } of judgmentsSystem.tables) {
    const [rows] = await court.query(`SELECT count(*) AS n, max(GXSJ) AS last FROM ${name}`);
    const file = await judgments.execute(`SELECT count(*) AS n, max(GXSJ) AS last FROM ${name}`);
    expect([name, rows]).toEqual([name, [{ ...file.rows[0] }]]);
  }
  const [names] = await court.query('SELECT ID, XM, ZJHM, CSRQ FROM T_SP_DSR ORDER BY ID LIMIT 2000');
  expect(names).toEqual(
    (await judgments.execute('SELECT ID, XM, ZJHM, CSRQ FROM T_SP_DSR ORDER BY ID LIMIT 2000')).rows.map((row) => ({
      ...row,
    })),
  );
  for (const { name } of correctionsSystem.tables) {
    const { rows } = await bureau.query(`SELECT count(*)::int AS n, max(id) AS last FROM ${name}`);
    const file = await corrections.execute(`SELECT count(*) AS n, max(id) AS last FROM ${name}`);
    expect([name, rows]).toEqual([name, [{ ...file.rows[0] }]]);
  }
  await court.end();
  await bureau.end();
  await mysql.drop();
  await postgres.drop();
}, 120_000);
