import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { XMLParser } from 'fast-xml-parser';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { type Dirt, openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { bureauOf } from '../../demo/lives/agencies.js';
import type { Fact, Life } from '../../demo/lives/facts.js';
import { recordLives } from '../../demo/seeding.js';
import { businessByCode, businesses } from '../../demo/systems/administrative/businesses.js';
import { openAdministrativeSystem } from '../../demo/systems/administrative/drop-folder.js';
import { openAdministrativeRecorder } from '../../demo/systems/administrative/record.js';
import { held, lifeOf, penalty } from './administrative-lives.js';

const bureau = (name: 'TOBACCO' | 'ECOLOGY' | 'CITY') => bureauOf('371422', name).code;
const referral: Fact = {
  ...held('referral-1', bureau('ECOLOGY')),
  kind: 'CriminalReferral',
  referralNo: '宁环移〔2026〕1号',
  caseNo: 'XZ1',
  person: 'p1',
  organization: null,
  charge: '污染环境罪',
  internalReportDate: '2026-02-01',
  approvalDate: '2026-02-02',
  sentDate: '2026-02-03',
  receivedDate: '2026-02-04',
  policeDecisionDate: null,
  policeDecision: null,
  policeCaseNumber: null,
  evidenceHandedOverDate: null,
  copyToProcuratorate: '2026-02-03',
};
const reverse: Fact = {
  ...held('reverse-1', 'a procuratorate'),
  kind: 'ReverseReferral',
  referralNo: '宁检行衔〔2026〕1号',
  person: 'p1',
  nonProsecutionNumber: '宁检刑不诉〔2026〕1号',
  charge: '盗窃罪',
  nonProsecutionDate: '2026-02-01',
  procuratorialOpinionDate: '2026-02-02',
  recipient: bureau('CITY'),
  replyDate: null,
  penaltyDecisionNumber: null,
};
const lives = [
  lifeOf([penalty(1), penalty(2), penalty(3, bureau('TOBACCO')), referral, reverse]),
  lifeOf([{ ...penalty(4, bureau('TOBACCO')), key: 'now', updatedAt: '2026-06-30T08:00:00+08:00' } as Fact]),
];

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function dropped(recorded: readonly Life[], dirt?: Dirt): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'administrative-'));
  folders.push(dir);
  const clean = dirt ?? openDirt({ seed: 'test', log: openDirtLog(), clean: true });
  await recordLives(recorded, [await openAdministrativeRecorder({ dir, asOf: '2026-06-30', dirt: clean })]);
  return dir;
}

async function filesOf(dir: string): Promise<readonly string[]> {
  const found = await readdir(join(dir, 'in'), { recursive: true });
  return found.filter((name) => /\.\w+$/.test(name)).sort();
}

async function membersOf(path: string): Promise<Readonly<Record<string, Uint8Array>>> {
  return unzipSync(new Uint8Array(await readFile(path)));
}

async function tableOf(path: string): Promise<Uint8Array> {
  const entry = Object.entries(await membersOf(path)).find(([name]) => !name.endsWith('.pdf'));
  return entry?.[1] ?? new Uint8Array();
}

let dir: string;
beforeAll(async () => {
  dir = await dropped(lives);
});

test('deliveries lie in day folders with check sum and mark, broken attempts before whole ones', async () => {
  expect((await filesOf(dir)).map((name) => name.replaceAll('\\', '/'))).toEqual([
    ...['SCJGJ_XZCFJD_20260405001', 'SCJGJ_XZCFJD_20260405002', 'STHJJ_AJYS_20260405001'].flatMap(threeFiles),
    ...['YCZMJ_XZCFJD_20260405001', 'ZHZFJ_FXXJ_20260405001'].flatMap(threeFiles),
    '20260630/YCZMJ_XZCFJD_20260630001.zip',
    ...['YCZMJ_XZCFJD_20260630002'].flatMap((name) =>
      threeFiles(name).map((file) => file.replace('20260405', '20260630')),
    ),
  ]);
  const sums = await Promise.all(
    ['20260405001', '20260405002'].map(async (batch) => {
      const path = join(dir, 'in/20260405', `SCJGJ_XZCFJD_${batch}`);
      const sum = (await readFile(`${path}.md5`, 'utf8')).slice(0, 32);
      return (
        sum ===
        createHash('md5')
          .update(await readFile(`${path}.zip`))
          .digest('hex')
      );
    }),
  );
  expect(sums).toEqual([false, true]);
  await expect(membersOf(join(dir, 'in/20260630/YCZMJ_XZCFJD_20260630001.zip'))).rejects.toThrow();
});

function threeFiles(name: string): readonly string[] {
  return ['md5', 'ok', 'zip'].map((end) => `20260405/${name}.${end}`);
}

test('the market regulator sends GBK text with Chinese headers and quoted fields', async () => {
  const bytes = await tableOf(join(dir, 'in/20260405/SCJGJ_XZCFJD_20260405002.zip'));
  expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  const rows = parse(iconv.decode(Buffer.from(bytes), 'gb18030'), { delimiter: '|', columns: true }) as Record<
    string,
    string
  >[];
  expect(
    rows.map((row) => [row.处罚决定书文号, row.处罚种类, row.罚款金额, row.违法行为?.replace('\n', ''), row.证件号码]),
  ).toEqual([
    ['宁市监罚字〔2026〕1号', '警告、罚款', '1234.50', '销售不合格"食品"|无证经营,情节较轻', '37142219800101123X'],
    ['宁市监罚字〔2026〕2号', '警告、罚款', '1234.50', '销售不合格"食品"|无证经营,情节较轻', '37142219800101123X'],
  ]);
  expect(Object.keys(rows[0] ?? {})).toEqual(businessByCode.get('XZCFJD')?.items.map(({ title }) => title));
});

test('the tobacco bureau sends XML with codes', async () => {
  const bytes = await tableOf(join(dir, 'in/20260405/YCZMJ_XZCFJD_20260405001.zip'));
  const { DATA } = new XMLParser({ parseTagValue: false }).parse(iconv.decode(Buffer.from(bytes), 'gb18030'));
  expect(DATA.HEAD).toEqual({ YWLX: 'XZCFJD', PCH: '20260405001', JLS: '1' });
  expect([DATA.BODY.RECORD.CFZL, DATA.BODY.RECORD.DSRLX, DATA.BODY.RECORD.SFGS]).toEqual(['01、03', '1', '1']);
});

test('the ecology bureau sends a sheet typed by hand: merged title, two header rows, serial dates, a signature', async () => {
  const book = new exceljs.Workbook();
  const bytes = await tableOf(join(dir, 'in/20260405/STHJJ_AJYS_20260405001.zip'));
  await book.xlsx.load(Buffer.from(bytes) as unknown as exceljs.Buffer);
  const sheet = book.worksheets[0];
  const rowAt = (row: number) => ((sheet?.getRow(row).values ?? []) as unknown[]).slice(1);
  expect(rowAt(1)[0]).toBe('生态环境局涉嫌犯罪案件移送登记表');
  expect([sheet?.getCell('A1').isMerged, sheet?.getCell('B2').isMerged]).toEqual([true, true]);
  expect(rowAt(3).slice(0, 3)).toEqual(['移送编号', '案件编号', '机关代码']);
  const columns = rowAt(3);
  const row = rowAt(4);
  expect([
    row[columns.indexOf('移送编号')],
    row[columns.indexOf('批准日期')],
    row[columns.indexOf('公安决定日期')],
  ]).toEqual(['宁环移〔2026〕1号', 46055, undefined]);
  expect(rowAt(5)[0]).toBe('填表人:');
});

test('a sheet rounds citizen ids that were typed as numbers', async () => {
  const many = Array.from(
    { length: 40 },
    (_, n) => ({ ...penalty(n, bureau('ECOLOGY')), key: `rounded-${n}` }) as Fact,
  );
  const life = { ...lifeOf(many), pinned: false };
  const digits = { ...life, persons: life.persons.map((each) => ({ ...each, citizenId: '150402199211150024' })) };
  const path = join(await dropped([digits]), 'in/20260405/STHJJ_XZCFJD_20260405001.zip');
  const book = new exceljs.Workbook();
  await book.xlsx.load(Buffer.from(await tableOf(path)) as unknown as exceljs.Buffer);
  const column = (businessByCode.get('XZCFJD')?.items.findIndex(({ name }) => name === 'DSRZJHM') ?? 0) + 1;
  const cells = Array.from({ length: 40 }, (_, n) => book.worksheets[0]?.getRow(n + 4).getCell(column).value);
  expect(new Set(cells)).toEqual(new Set(['150402199211150024', 150402199211150000]));
});

test('a former version of a record arrives late, under an old batch number', async () => {
  const twice: Dirt = {
    ...openDirt({ seed: 'test', log: openDirtLog(), clean: true }),
    befalls: (kind) => kind === 'DUPLICATE',
  };
  const late = await dropped([{ ...lifeOf([penalty(1)]), pinned: false }], twice);
  const files = await filesOf(late);
  expect(files.filter((name) => name.includes('20260630'))).toEqual(
    ['md5', 'ok', 'zip'].map((end) => join('20260630', `SCJGJ_XZCFJD_20250105001.${end}`)),
  );
});

test('the same lives give the same bytes', async () => {
  const dirt = () => openDirt({ seed: 'test', log: openDirtLog() });
  const folders = [await dropped(lives, dirt()), await dropped(lives, dirt())];
  const sums = await Promise.all(
    folders.map(async (folder) =>
      Promise.all(
        (await filesOf(folder)).map(async (name) => [
          name,
          createHash('sha256')
            .update(await readFile(join(folder, 'in', name)))
            .digest('hex'),
        ]),
      ),
    ),
  );
  expect(sums[0]).toEqual(sums[1]);
});

test('a stopped exchange machine has no drop folder, and gets it back', async () => {
  const system = await openAdministrativeSystem({ dir });
  await system.stop();
  expect(existsSync(system.inbox)).toBe(false);
  await system.start();
  expect(existsSync(system.inbox)).toBe(true);
  await system.stop();
  await openAdministrativeSystem({ dir });
  expect(existsSync(system.inbox)).toBe(true);
});

test('a re-delivery corrects one value under the next batch number; a broken one is written as asked', async () => {
  const system = await openAdministrativeSystem({ dir: await dropped(lives) });
  const first = await system.redeliver();
  expect({ ...first, path: relative(system.inbox, first.path) }).toEqual({
    path: join('20260630', 'SCJGJ_XZCFJD_20260630501.zip'),
    business: 'XZCFJD',
    key: '宁市监罚字〔2026〕1号',
    column: 'FKJE',
    value: '1000.5',
  });
  const text = iconv.decode(Buffer.from(await tableOf(first.path)), 'gb18030');
  expect(text.includes('|1000.5|') && text.includes('2026-06-30 23:01:00')).toBe(true);
  const unfinished = await system.redeliver('no-ok');
  const siblings = (await readdir(dirname(unfinished.path))).filter((name) =>
    name.startsWith(basename(unfinished.path, '.zip')),
  );
  expect(siblings).toEqual([basename(unfinished.path)]);
});

test('the interface document names every business and item', async () => {
  const text = await readFile('demo/systems/administrative/INTERFACE.md', 'utf8');
  const words = businesses.flatMap(({ code, items }) => [code, ...items.flatMap(({ name, title }) => [name, title])]);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});
