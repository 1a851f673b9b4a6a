import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { checkCommand } from '../../cli/adapter/check.js';
import { newCommand } from '../../cli/adapter/new.js';
import { samplesFor } from '../../cli/adapter/scaffold/samples.js';
import { readEnvironment } from '../../gateway/environment.js';
import type { Codec } from '../../sdk/index.js';
import * as sdk from '../../sdk/index.js';
import { readCanonicalTypes } from '../../sdk/introspection/canonical.js';
import type { Report } from '../../sdk/testing/report.js';
import { buildFolder, workplace } from './agency-folder.js';
import { hearing } from './heard.js';

const place = workplace();
const environment = readEnvironment({ AGENCY_URL: `file:${place.path('county.db')}` });

beforeAll(async () => {
  const client = createClient({ url: `file:${place.path('county.db')}` });
  await client.executeMultiple(`
    CREATE TABLE sqjz_bdjl ( -- 定期报到记录
      id TEXT PRIMARY KEY, -- 主键
      dxbh TEXT, -- 矫正对象编号
      bdzq TEXT, -- 所属月份
      ybdq DATE, -- 应报起日
      bdsj TEXT, -- 报到时间
      bdfs TEXT, -- 报到方式:01当面,02电话,03手机APP
      sfbl TEXT, -- 是否补录
      jgdm TEXT, -- 所属机构代码
      xzqh TEXT, -- 管辖区划
      sffc TEXT, -- 是否封存
      mj TEXT, -- 密级
      sfsc TEXT, -- 是否删除
      gxsj DATETIME -- 更新时间
    );
    CREATE TABLE "T_SP_DSR" ("ID" TEXT PRIMARY KEY, "AH" TEXT, "ZJHM" TEXT, "XM" TEXT, "LXDH" TEXT, "CSRQ" TEXT, "TYSHXYDM" TEXT);
    CREATE TABLE sys_menu (id INTEGER PRIMARY KEY, title TEXT, url TEXT);
    INSERT INTO sqjz_bdjl (id, dxbh) VALUES ('real-row-0001', 'D-REAL-1');`);
  client.close();
});
afterAll(() => place.remove());

async function make(out: string, options: Parameters<typeof newCommand>[0]) {
  const heard = hearing();
  const agency = { agency: '司法局', out: place.path(out), ...options };
  expect(await newCommand(agency, environment, heard.output)).toBe(0);
  return { folder: place.path(out), heard, read: (name: string) => readFileSync(place.path(out, name), 'utf8') };
}

const fromVariable = '$' + '{env:AGENCY_URL}';

test('a folder made from a database compiles and passes its check without a line being changed', async () => {
  const { folder, read } = await make('check-ins', { id: 'check-ins', url: fromVariable, table: ['sqjz_bdjl'] });
  expect(read('src/adapter.ts').split('\n').length).toBeLessThanOrEqual(60);
  expect(read('src/adapter.ts')).toContain(
    "mode: enumeration(sqjzBdjl.bdfs, { IN_PERSON: '01', PHONE: '02', APP: '03' }), // guess",
  );
  expect(read('src/adapter.ts')).not.toMatch(/TODO|FIXME/);
  expect(await buildFolder(folder)).toEqual([]);
  const heard = hearing();
  const code = await checkCommand(folder, {}, environment, heard.output);
  const { report } = heard.data() as { report: Report };
  expect(
    report.checks.filter(({ status }) => status === 'FAILED').map(({ id, failures }) => ({ id, failures })),
  ).toEqual([]);
  expect(code).toBe(0);
  expect(
    report.checks.filter(({ id, status }) => id.startsWith('policy.') && status === 'PASSED').length,
  ).toBeGreaterThanOrEqual(3);
}, 120_000);

test('several tables are a page each; those that are like no record type are left out', async () => {
  const { folder, read, heard } = await make('both', { id: 'both', url: fromVariable });
  expect(heard.data()).toMatchObject({ entities: ['Party', 'CheckIn'] });
  expect(read('src/adapter.ts')).toContain(
    "import { checkIn } from './check-in.js';\nimport { party } from './party.js';",
  );
  expect(read('src/party.ts')).toContain("jurisdiction: 'system'");
  expect(read('src/party.ts')).toContain('nobody sees a record of which that is unknown');
  expect(heard.notes).toEqual([expect.stringContaining('nobody will see them: Party')]);
  expect(heard.lists).toEqual({
    'left out': [expect.stringContaining('nothing of the schema is like table sys_menu')],
  });
  expect(read('check.yaml')).toContain('divisions:\n  - "371422"');
  expect(await buildFolder(folder)).toEqual([]);
}, 60_000);

test.each([
  ['that of the agency’s code', { agency: '371402-sfj' }, '"371402"', false],
  ['the one that is said', { agency: '371402-sfj', division: '371422' }, '"371422"', false],
  ['one that stands in where nobody said', { agency: '某司法局' }, '"371422"', true],
])('the division that the check opens the adapter for is %s', async (_what, said, division, isExample) => {
  const name = `division-${division.slice(1, -1)}-${isExample}-${'division' in said}`;
  const { read } = await make(name, { id: 'parties', url: fromVariable, table: ['T_SP_DSR=Party'], ...said });
  expect(read('check.yaml')).toContain(`divisions:\n  - ${division}`);
  expect(read('check.yaml').includes('this one stands in')).toBe(isExample);
  expect(read('golden/Party.expected.jsonl')).toContain(`"jurisdictionDivisionCode":${division}`);
});

test('nothing of the rows, the account or the address of the system is written down', async () => {
  const { heard, folder } = await make('quiet', { id: 'quiet', url: fromVariable, table: ['sqjz_bdjl'] });
  const { files } = heard.data() as { files: readonly string[] };
  const all = files.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join('\n');
  expect(all).not.toContain('real-row-0001');
  expect(all).not.toContain('D-REAL-1');
  expect(all).not.toContain(place.folder);
});

test.each([
  ['rest', ['bdjl/query=CheckIn:id,dxbh,bdsj,bdfs,gxsj']],
  ['soap', ['QUERY_BDJL=CheckIn:ID,DXBH,BDSJ,BDFS,GXSJ']],
  ['files', ['bdjl=CheckIn:id,dxbh,bdsj,bdfs,sfzhm']],
  ['push', ['bdjl=CheckIn:id,dxbh,bdsj,bdfs,sfzhm']],
])(
  'a folder of kind %s compiles from the names of tables and columns alone',
  async (kind, table) => {
    const { folder, read } = await make(kind, { id: `${kind}-check-ins`, kind, table });
    expect(await buildFolder(folder)).toEqual([]);
    expect(read('src/adapter.ts').split('\n').length).toBeLessThanOrEqual(60);
    expect(existsSync(`${folder}/src/tables.ts`)).toBe(false);
  },
  60_000,
);

test('every record type of the schema is written so that it compiles', async () => {
  const table = readCanonicalTypes().map(({ name, fields }) => {
    const columns = ['zj', ...fields.map((field) => field.name).filter((field) => field !== 'id')];
    return `t_${name}=${name}:${columns.join(',')}`;
  });
  const { folder, heard } = await make('all', { id: 'all', kind: 'rest', table });
  const { guesses, entities } = heard.data() as { guesses: number; entities: readonly string[] };
  expect(entities.length).toBe(table.length);
  // Columns that are called as the fields are: all of them are found.
  expect(guesses).toBeGreaterThan(0.98 * readCanonicalTypes().reduce((sum, { fields }) => sum + fields.length, 0));
  expect(await buildFolder(folder)).toEqual([]);
}, 60_000);

test('what is there is never overwritten', async () => {
  const { folder } = await make('mine', { id: 'mine', url: fromVariable, table: ['sqjz_bdjl'] });
  writeFileSync(`${folder}/src/adapter.ts`, 'my own work');
  const again = newCommand(
    { id: 'mine', agency: 'x', url: fromVariable, table: ['sqjz_bdjl'], out: folder },
    environment,
    hearing().output,
  );
  await expect(again).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(readFileSync(`${folder}/src/adapter.ts`, 'utf8')).toBe('my own work');
});

test.each([
  ['a name that is not kebab-case', { id: 'My Adapter' }, '--id is written in kebab-case'],
  ['no agency', { agency: '' }, '--agency is missing'],
  ['an unknown kind', { kind: 'sqll' }, 'did you mean sql?'],
  ['an unknown record type', { table: ['sqjz_bdjl=CheckInn'] }, 'did you mean CheckIn?'],
  ['a table that is not there', { table: ['sqjz_bdjll'] }, 'did you mean sqjz_bdjl?'],
  ['neither an address nor a table', { url: '' }, 'or where it is: --url'],
  ['a division that is none', { division: '999999' }, 'GB/T 2260 knows no division 999999'],
  ['a table that is like nothing', { table: ['sys_menu'] }, '--table sys_menu=CheckIn'],
])('%s is refused with a remedy', async (_what, change, message) => {
  const options = { id: 'x', agency: 'a', url: fromVariable, out: place.path('refused'), ...change };
  await expect(newCommand(options, environment, hearing().output)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining(message),
  });
  expect(existsSync(place.path('refused'))).toBe(false);
});

test('a scheme that no driver speaks is refused with the nearest one, and without the address', async () => {
  const options = { id: 'x', agency: 'a', url: 'msyql://reader:secret-word@10.0.0.8/sqjz', out: place.path('refused') };
  await expect(newCommand(options, environment, hearing().output)).rejects.toMatchObject({
    code: 'ADAPTER_INVALID',
    message: expect.stringMatching(/^(?!.*secret-word).*; did you mean mysql:\?$/),
  });
});

test('made-up cells read as the golden data say, for every codec that is written', () => {
  const plain = {
    isList: false,
    argument: null,
    options: null,
    isContrary: false,
    codes: [],
    system: null,
    doubts: [],
  };
  const of = (name: string, codec: Codec, more: Partial<typeof plain> = {}) => ({
    plan: { ...plain, ...more, name },
    codec,
  });
  const systems = ['GB/T 2260', 'GB/T 3304', 'GB/T 2261.1', 'FYB/T 51203', 'court-procedure', 'violation-items'];
  const all = [
    of('citizenId', sdk.citizenId('c')),
    of('creditCode', sdk.creditCode('c')),
    of('caseNumber', sdk.caseNumber('c')),
    of('courtCode', sdk.courtCode('c')),
    of('policeCaseNumber', sdk.policeCaseNumber('c')),
    of('documentNumber', sdk.documentNumber('c')),
    of('personName', sdk.personName('c')),
    of('text', sdk.text('c')),
    of('date', sdk.date('c')),
    of('dateTime', sdk.dateTime('c')),
    of('money', sdk.money('c')),
    of('money', sdk.money('c', { unit: 'wan' }), { options: "{ unit: 'wan' }" as never }),
    of('money', sdk.money('c', { unit: 'fen' }), { options: "{ unit: 'fen' }" as never }),
    of('flag', sdk.flag('c')),
    of('flag', sdk.isOneOf(sdk.flag('c'), [false]), { isContrary: true as never }),
    of('integer', sdk.integer('c')),
    of('decimal', sdk.decimal('c')),
    of('enumeration', sdk.enumeration('c', { A: '1' }), { codes: [{ raw: '1', value: 'A' }] as never }),
    ...systems.map((system) => of('code', sdk.code('c', system), { system: system as never })),
    of('code', sdk.code('c', 'GB/T 2261.1', { local: { '2': '1' } }), {
      system: 'GB/T 2261.1' as never,
      codes: [{ raw: '1', value: '2' }] as never,
    }),
    of('text', sdk.list('c', sdk.text), { isList: true }),
  ];
  const wrong = all.flatMap(({ plan, codec }) =>
    samplesFor(plan).flatMap(({ raw, value, flags }) => {
      const read = codec.read({ c: raw });
      return JSON.stringify(read) === JSON.stringify({ value, flags })
        ? []
        : [{ codec: plan.name, system: plan.system, raw, wanted: { value, flags }, read }];
    }),
  );
  expect(wrong).toEqual([]);
});
