import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { createConnection } from 'mysql2/promise';
import { packageRoot } from '../../schema/package-root.js';
import { createMysqlDatabase } from '../servers/databases.js';
import { workplace } from './agency-folder.js';
import { type Block, blocksOf } from './guide-steps.js';
import { addressOf, createOfficer } from './officer.js';

const guide = readFileSync(join(packageRoot, 'docs', 'guides', 'adapters.md'), 'utf8');
const place = workplace();
const programs = place.path('bin');
const officer = await createOfficer({
  agency: '371422-jcy',
  division: '371422',
  role: 'prosecutor',
  purpose: 'CASE_HANDLING',
});
let running: ChildProcess | null = null;

const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { readonly version: string };

/** What the guide's reader has on PATH. `npm install` links the package: nothing is fetched. */
beforeAll(async () => {
  const compiler = join(packageRoot, 'node_modules', '.bin', 'tsc');
  const scripts = {
    npx: `[ "$1" = plumbline ] && shift && exec "${process.execPath}" --no-warnings "${packageRoot}/dist/cli/main.js" "$@"`,
    npm: [
      'case "$*" in',
      '  "init -y") echo "{}" > package.json ;;',
      `  "install ./plumbline-${version}.tgz") ;;`,
      `  install) mkdir -p node_modules && ln -sfn "${packageRoot}" node_modules/plumbline ;;`,
      `  "run build") exec "${compiler}" -p . ;;`,
      '  *) exit 2 ;;',
      'esac',
    ].join('\n'),
  };
  mkdirSync(programs);
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  }
});
afterEach(() => void running?.kill('SIGTERM'));
afterAll(() => place.remove());

const table = (comment: (text: string) => string, key: string, end: string) => `CREATE TABLE sqjz_bdjl (
  id ${key} PRIMARY KEY${comment('主键')},
  dxbh varchar(20)${comment('矫正对象编号')},
  sfzhm varchar(18)${comment('身份证号码')},
  csrq varchar(20),
  bdzq varchar(20)${comment('所属月份')},
  ybdz varchar(20)${comment('应报止日')},
  bdsj varchar(30)${comment('报到时间')},
  bdfs varchar(2)${comment('报到方式:01当面,02电话,03手机APP')},
  mj varchar(4)${comment('密级')},
  sfsc varchar(1)${comment('是否删除')},
  gxsj datetime${comment('更新时间')}
)${end}`;

const rows = `INSERT INTO sqjz_bdjl VALUES
  ('k1', 'D001', '37142219800101123x', '1980/1/1', '2026-09', '2090-06-30', '2026/9/1 9:00', '01', NULL, '0', '2026-09-01 10:00:00'),
  ('k2', 'D002', '150402199211150024', '1992-11-15', '2026-09', '2090-06-30', '20260902', '03', NULL, '0', '2026-09-02 10:00:00'),
  ('k3', 'D003', NULL, NULL, '2026-09', NULL, NULL, NULL, '机密', '0', '2026-09-03 10:00:00'),
  ('k4', 'D004', NULL, NULL, '2026-09', NULL, NULL, NULL, NULL, '1', '2026-09-03 10:00:00')`;

const databases = {
  'a SQLite file': async () => {
    const url = `file:${place.path('county.db')}`;
    const client = createClient({ url });
    await client.execute(table((text) => ` /* ${text} */`, 'varchar(20)', ''));
    await client.execute(rows);
    client.close();
    return { url, drop: async () => {} };
  },
  MariaDB: async () => {
    const database = await createMysqlDatabase();
    const owner = await createConnection({ uri: database.url, charset: 'utf8mb4' });
    await owner.query(table((text) => ` COMMENT '${text}'`, 'varchar(20)', " COMMENT '定期报到记录'"));
    await owner.query(rows);
    await owner.end();
    return database;
  },
};

interface Reader {
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Runs a block in the folder that the reader stands in; the folder in which it ends is where the next one begins. */
function runBlock(
  text: string,
  at: string,
  { variables }: Reader,
): Promise<{ readonly code: number; readonly said: string; readonly at: string }> {
  const child = spawn('bash', ['-ec', `${text}\npwd >&3`], {
    cwd: at,
    env: { ...process.env, NODE_OPTIONS: '', ...variables, PATH: `${programs}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let [said, place] = ['', ''];
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  child.stdio[3]?.on('data', (chunk) => (place += chunk));
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code: code ?? 1, said, at: place.trim() || at })),
  );
}

/** Starts what a block serves, and waits until it says where. */
function serve(text: string, { folder, variables }: Reader): Promise<string> {
  const child = spawn('bash', ['-c', `exec ${text}`], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', PORT: '0', ...variables, PATH: `${programs}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  return addressOf(child);
}

async function follow(blocks: readonly Block[], reader: Reader): Promise<readonly string[]> {
  const said: string[] = [];
  let at = reader.folder;
  for (const { language, file, text } of blocks) {
    if (language === 'yaml' && file !== null) writeFileSync(join(at, file), `${text}\n`);
    if (language !== 'sh' || text.startsWith('npx plumbline serve')) continue;
    const ran = await runBlock(text, at, reader);
    if (ran.code !== 0) throw new Error(`${text}\n${ran.said}`);
    said.push(ran.said);
    at = ran.at;
  }
  return said;
}

test.each(Object.entries(databases))(
  'who follows the guide on %s comes to a certified adapter that answers in a hub',
  async (_what, open) => {
    const database = await open();
    const folder = place.path(`reader-${Object.values(databases).indexOf(open)}`);
    mkdirSync(folder);
    const reader = { folder, variables: { AGENCY_URL: database.url, HUB_SECRET: 's'.repeat(40) } };
    writeFileSync(join(folder, 'jwks.json'), JSON.stringify({ keys: [officer.publicKey] }));
    const said = (await follow(blocksOf(guide), reader)).join('\n');
    expect(said).toContain('CheckIn: 2 records');
    expect(said).toContain('0 failed');
    expect(said).toContain('. is what was certified');
    for (const secret of ['37142219800101123', '150402199211150024', database.url]) expect(said).not.toContain(secret);
    expect(readdirSync(join(folder, 'ningjin-check-ins')).sort()).toEqual(
      expect.arrayContaining(['certificate.jws', 'junit.xml']),
    );
    const url = await serve('npx plumbline serve gateway', reader);
    expect(
      await officer.ask(url, '{ checkIns(first: 10) { totalCount nodes { subjectNo at mode source { adapter } } } }'),
    ).toMatchObject({
      data: {
        checkIns: {
          totalCount: 2,
          nodes: [
            { subjectNo: 'D001', at: '2026-09-01T09:00:00+08:00', source: { adapter: 'ningjin-check-ins' } },
            { subjectNo: 'D002', at: '2026-09-02T00:00:00+08:00', source: { adapter: 'ningjin-check-ins' } },
          ],
        },
      },
    });
    running?.kill('SIGTERM');
    await database.drop();
  },
  180_000,
);

test('what the guide shows of the written page is what is written', async () => {
  const shown = blocksOf(guide)
    .filter(({ language }) => language === 'ts')
    .flatMap(({ text }) => text.split('\n'));
  const page = [
    readFileSync(place.path('reader-1', 'ningjin-check-ins', 'src', 'adapter.ts'), 'utf8'),
    readFileSync(place.path('reader-1', 'tables.ts'), 'utf8'),
  ].join('\n');
  expect(shown.filter((line) => !page.includes(line.trim()))).toEqual([]);
});

test('the Chinese guide has the same commands, in the same order', () => {
  const chinese = readFileSync(join(packageRoot, 'docs', 'guides', 'adapters.zh.md'), 'utf8');
  const commands = (page: string) =>
    blocksOf(page)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.split('\n'))
      .filter((line) => !line.includes('serve') && !line.includes('ningjin-leave'));
  expect(commands(chinese)).toEqual(commands(guide));
});
