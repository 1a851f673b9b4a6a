import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { subsidiesSql } from '../../adapters/subsidies-sql/adapter.js';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { parseSystems, systemNames } from '../../demo/open-demo.js';
import { deathColumns, senders } from '../../demo/systems/deaths/senders.js';
import { bidTable } from '../../demo/systems/procurement/bids.js';
import { shareServices } from '../../demo/systems/social-security/resources.js';
import { openRegisterRecorder, type RegisterSystem, registerSystems } from '../../demo/systems/sql/registers.js';
import { allColumns } from '../../demo/systems/sql/system.js';
import { openMysqlTarget } from '../../demo/systems/sql/target.js';
import { packageRoot } from '../../schema/package-root.js';
import { list, readerOf, setting } from '../adapters/county.js';
import { createMysqlDatabase } from '../servers/databases.js';

const page = (name: string) => readFile(join(packageRoot, 'demo', 'systems', name, 'INTERFACE.md'), 'utf8');

test.each(Object.entries(registerSystems))(
  'the interface document of %s names every table and column',
  async (name, system) => {
    const text = await page(name);
    const missing = system.tables.flatMap((table) => [
      ...(text.includes(`## \`${table.name}\` ${table.label}\n`) ? [] : [table.name]),
      ...allColumns(system, table).flatMap((column) => (text.includes(`| \`${column.name}\` `) ? [] : [column.name])),
    ]);
    expect(missing).toEqual([]);
  },
);

test('the interface documents of the platform, the exchange and the centre name every service, file and item', async () => {
  const [platform, exchange, centre] = await Promise.all(['social-security', 'deaths', 'procurement'].map(page));
  const items = shareServices.flatMap(({ path, title, columns }) => [
    `### ${path} ${title}`,
    ...columns.map((column) => `| \`${column.name}\` | ${column.title} |`),
  ]);
  expect(items.filter((item) => !platform?.includes(item))).toEqual([]);
  const titles = senders.flatMap((sender) => [
    sender.code,
    ...deathColumns.map((column) => sender.titles[column] ?? '?'),
  ]);
  expect(titles.filter((title) => !exchange?.includes(title))).toEqual([]);
  expect(bidTable.columns.filter(({ name }) => !centre?.includes(`| \`${name}\` `))).toEqual([]);
});

test('each register can be left switched off by its name', () => {
  const registers = ['subsidies', 'bribery', 'licences', 'social-security', 'deaths', 'procurement'] as const;
  expect(systemNames.slice(-6)).toEqual(registers);
  expect(parseSystems(registers.join(','))).toEqual(registers);
});

const recordedInto = async (name: RegisterSystem, target: Parameters<typeof openRegisterRecorder>[1]['target']) => {
  const recorder = await openRegisterRecorder(name, { target, dirt: openDirt({ seed: 'sql', log: openDirtLog() }) });
  for (const life of generateLives({ scale: 0.02 })) await recorder.record(life);
  await recorder.finish();
};

test('on MariaDB the fund system holds the same rows as in a file, and the adapter reads them', async () => {
  const database = await createMysqlDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-subsidies-'));
  const file = join(folder, 'subsidies.db');
  await recordedInto('subsidies', await openMysqlTarget(database.url));
  await recordedInto('subsidies', { file });
  const server = await createConnection({ uri: database.url });
  const [rows] = await server.query('SELECT count(*) AS n FROM SN_FF WHERE MJ = ?', ['秘密']);
  await server.end();
  expect(rows).toEqual([{ n: 1 }]);
  const asked = {
    where: { op: 'eq', field: 'citizenId', value: samplePerson.citizenId },
    order: [{ field: 'paidAt', direction: 'DESC' }],
  } as const;
  const answers = [];
  for (const url of [database.url, `file:${file}`]) {
    const adapter = await subsidiesSql.open({ url }, setting);
    answers.push((await list(readerOf(adapter, 'SubsidyPayment'), asked)).rows);
    await adapter.close();
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.map(({ values }) => values.year)).toEqual([2026, 2025]);
  await database.drop();
  await rm(folder, { recursive: true });
}, 60_000);
