import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { newCommand } from '../../cli/adapter/new.js';
import { tryCommand } from '../../cli/adapter/try.js';
import { readEnvironment } from '../../gateway/environment.js';
import { buildFolder, workplace } from './agency-folder.js';
import { hearing } from './heard.js';

const place = workplace();
const url = `file:${place.path('county.db')}`;
const environment = readEnvironment({ AGENCY_URL: url });
const folder = place.path('parties');

beforeAll(async () => {
  const client = createClient({ url });
  await client.executeMultiple(`
    CREATE TABLE "T_SP_DSR" ("ID" TEXT PRIMARY KEY, "AH" TEXT, "ZJHM" TEXT, "XM" TEXT, "LXDH" TEXT, "CSRQ" TEXT, "BZ" TEXT);
    INSERT INTO T_SP_DSR VALUES ('1', '(2024)鲁1422刑初123号', '37142219800101123x', '张三', '13800001111', '1980/1/1', '内部'),
      ('2', '坏案号', '不详', '李四', null, null, null);`);
  client.close();
  const options = { id: 'parties', agency: '法院', url, table: ['T_SP_DSR=Party'], out: folder };
  expect(await newCommand(options, environment, hearing().output)).toBe(0);
  expect(await buildFolder(folder)).toEqual([]);
  writeFileSync(place.path('options.yaml'), 'options:\n  url: $' + "{env:AGENCY_URL}\ndivisions: ['371422']\n");
}, 60_000);
afterAll(() => place.remove());

async function attempt(options: Parameters<typeof tryCommand>[1] = { options: place.path('options.yaml') }) {
  const heard = hearing();
  const exitCode = await tryCommand(folder, options, environment, heard.output);
  return { exitCode, heard, said: `${heard.sentence()}\n${JSON.stringify(heard.data())}` };
}

interface Tried {
  readonly entities: readonly {
    readonly entity: string;
    readonly statements: readonly string[];
    readonly records: readonly { readonly values: object; readonly flags: object }[];
  }[];
  readonly notRead: readonly unknown[];
}

test('records are shown in canonical values with flags, statements and what is not read; sensitive values are masked', async () => {
  const { exitCode, heard, said } = await attempt();
  expect(exitCode).toBe(0);
  const { entities, notRead } = heard.data() as Tried;
  expect(entities[0]?.records).toEqual([
    {
      asOf: null,
      values: {
        id: '1',
        caseNumber: '(2024)鲁1422刑初123号',
        citizenId: '371422********123X',
        name: '张某',
        phone: '138****1111',
        birthDate: '1980',
        jurisdictionDivisionCode: '371422',
      },
      flags: { citizenId: ['LOWER_CASE'], birthDate: ['DATE_VARIANT'] },
    },
    {
      asOf: null,
      values: expect.objectContaining({ id: '2', caseNumber: null, citizenId: null }),
      flags: { caseNumber: ['CASE_NUMBER_INVALID'], citizenId: ['PLACEHOLDER'] },
    },
  ]);
  expect(entities[0]?.statements).toEqual([expect.stringMatching(/^select .*"ZJHM".* from "T_SP_DSR"/)]);
  expect(notRead).toEqual([{ table: 'T_SP_DSR', columns: ['BZ'] }]);
  expect(heard.sentence()).toContain('T_SP_DSR: not read: BZ');
  for (const secret of ['37142219800101123X', '13800001111', '张三', url]) expect(said).not.toContain(secret);
});

test('--reveal shows them in clear, and warns', async () => {
  const { heard, said } = await attempt({ options: place.path('options.yaml'), reveal: true });
  expect(said).toContain('37142219800101123X');
  expect(heard.notes).toEqual([expect.stringContaining('in clear')]);
});

test('a system that does not answer is a failure of its entities, without its address', async () => {
  writeFileSync(
    place.path('gone.yaml'),
    `options: { url: 'file:${place.path('nowhere.db')}' }\ndivisions: ['371422']\n`,
  );
  const { exitCode, heard, said } = await attempt({ options: place.path('gone.yaml') });
  expect(exitCode).toBe(1);
  expect(heard.sentence()).toContain('Party: SOURCE_UNAVAILABLE: parties did not answer (REFUSED)');
  expect(said).not.toContain('nowhere');
});

test.each([
  ['a folder that is not there', 'nowhere', {}, 'there is no folder'],
  ['no way to the system', 'parties', {}, '--options FILE or --url URL'],
  ['an option that the page cannot have', 'parties', { options: 'wrong.yaml' }, 'wrong.yaml'],
  ['an entity that is not bound', 'parties', { options: 'options.yaml', entity: ['CheckIn'] }, 'it has Party'],
])('%s is refused with a remedy', async (_what, name, options, message) => {
  writeFileSync(place.path('wrong.yaml'), 'option: { url: x }');
  const given = { ...options, ...('options' in options ? { options: place.path(options.options) } : {}) };
  const tried = tryCommand(place.path(name), given, environment, hearing().output);
  await expect(tried).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining(message) });
});

test('a folder that is built with another version of the program is refused', async () => {
  const other = place.path('parties', 'node_modules', 'plumbline');
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, 'package.json'), '{ "version": "0.0.1" }');
  const tried = tryCommand(folder, { url }, environment, hearing().output);
  await expect(tried).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringMatching(/is built with plumbline 0\.0\.1, and this is .*: run "npx plumbline"/),
  });
  rmSync(place.path('parties', 'node_modules'), { recursive: true });
});

test('a folder that is not built is refused with the command that builds it', async () => {
  mkdirSync(place.path('unbuilt'));
  writeFileSync(place.path('unbuilt', 'package.json'), '{ "type": "module", "main": "dist/adapter.js" }');
  await expect(tryCommand(place.path('unbuilt'), { url }, environment, hearing().output)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining('npm run build'),
  });
});

test('an adapter that cannot be opened leaves nothing behind of what has landed', async () => {
  const own = place.path('broken');
  mkdirSync(join(own, 'temporary'), { recursive: true });
  writeFileSync(join(own, 'package.json'), '{ "type": "module", "main": "adapter.js" }');
  writeFileSync(
    join(own, 'adapter.js'),
    `export const adapter = { id: 'broken', agency: 'a', entities: [], source() {}, options: { safeParse() {} },
      open() { throw new TypeError('broken'); } };`,
  );
  const before = process.env.TMPDIR;
  process.env.TMPDIR = join(own, 'temporary');
  try {
    await expect(tryCommand(own, { url }, environment, hearing().output)).rejects.toThrow();
    expect(readdirSync(join(own, 'temporary'))).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
});
