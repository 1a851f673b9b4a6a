// long: one packed and installed copy of the program, which takes its time, serves every test here.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createClient, type InValue } from '@libsql/client';
import { packageRoot } from '../../schema/package-root.js';
import { workplace } from './agency-folder.js';
import { blocksOf } from './guide-steps.js';
import { installPacked, type Packed, pack, withoutRegistry } from './packed.js';
import { createPackedHub, type PackedHub } from './packed-hub.js';

/**
 * An adapter as an agency keeps it: a folder outside of this tree, built and certified against the packed program, and read by
 * a hub that is another copy of it.
 */
const place = workplace();
const example = join(packageRoot, 'examples', 'hongshan-corrections');
const operator = place.path('operator');
const agency = join(operator, 'hongshan-corrections');
const county = `file:${place.path('county.db')}`;
const readme = blocksOf(readFileSync(join(example, 'README.md'), 'utf8'));
const told = (language: string) => readme.filter((block) => block.language === language).map(({ text }) => text);
const [install = '', ...steps] = told('sh');
const [options = '', ownStanza = ''] = told('yaml');
/** Asked at any hour, the one of the vendor's backup among them. */
const stanza = ownStanza.replace('    options:', '    maintenance: []\n    options:');
const [question = ''] = told('graphql');
let packed: Packed;
let programs: string;
let hub: PackedHub;

beforeAll(async () => {
  packed = await pack(place.folder);
  cpSync(example, agency, { recursive: true, filter: (path) => !/\/(dist|node_modules)$/.test(path) });
  // The agency's copy and the hub's: two, as where each of them installs its own.
  await Promise.all([agency, operator].map((folder) => installPacked(packed.tarball, folder)));
  programs = withoutRegistry(place.path('bin'));
  await fillCounty();
  await follow([install]);
  hub = await createPackedHub(operator, variables());
}, 120_000);
// The next one opens the same store.
afterEach(() => hub.stop(), 30_000);
afterAll(() => place.remove());

/** The county's database: the rows of `golden/`, in tables of their kinds. */
async function fillCounty(): Promise<void> {
  const client = createClient({ url: county });
  for (const table of ['sqjzry_jbxx', 'sqjzry_rcbd']) {
    const lines = readFileSync(join(example, 'golden', `${table}.jsonl`), 'utf8')
      .trim()
      .split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Readonly<Record<string, InValue>>);
    const columns = Object.keys(rows[0] ?? {});
    const defined = columns.map((column) => (column === 'id' ? 'id INTEGER PRIMARY KEY' : `${column} TEXT`));
    await client.execute(`CREATE TABLE ${table} (${defined.join(', ')})`);
    const sql = `INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`;
    await client.batch(rows.map((row) => ({ sql, args: columns.map((column) => row[column] ?? null) })));
  }
  client.close();
}

const variables = () => ({
  ...process.env,
  NODE_OPTIONS: '',
  NODE_NO_WARNINGS: '1',
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
  PATH: `${programs}:${process.env.PATH}`,
  AGENCY_URL: county,
  HUB_SECRET: 's'.repeat(40),
  PORT: '0',
});

function run(text: string, folder: string): Promise<{ readonly code: number; readonly said: string }> {
  const child = spawn('bash', ['-ec', text], { cwd: folder, env: variables(), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, said })));
}

/** Runs what the README says, in the agency's folder. */
async function follow(commands: readonly string[]): Promise<string> {
  let said = '';
  for (const text of commands) {
    const ran = await run(text, agency);
    if (ran.code !== 0) throw new Error(`${text}\n${ran.said}`);
    said += ran.said;
  }
  return said;
}

test('the package holds what runs and what is read beside it, and nothing else', () => {
  const needed =
    /^(package\.json|LICENSE|README(\.zh)?\.md|dist\/graphiql\/.*|dist\/(schema|policies|sdk|adapters|subgraphs|oversight|store|gateway|cli|demo)\/.*\.(js|d\.ts)|schema\/(graphql\/.*|supergraph\.graphql|codes\/data\/.*)|policies\/((roles|purposes)\.yaml|sets\/.*\.yaml)|oversight\/(view-)?catalogue\/.*\.(yaml|graphql)|store\/migrations\/.*|docs\/.*)$/;
  expect(packed.files.filter((file) => !needed.test(file))).toEqual([]);
  // Whatever was compiled has a source still.
  const sources = new Set(readdirSync(packageRoot, { recursive: true, encoding: 'utf8' }).filter(isSource));
  const orphans = packed.files.filter(
    (file) => /^dist\/(?!graphiql).*\.js$/.test(file) && !sources.has(sourceOf(file)),
  );
  expect(orphans).toEqual([]);
});

const isSource = (file: string): boolean => file.endsWith('.ts') && !file.startsWith('node_modules');
const sourceOf = (file: string): string => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');

test.each([
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
])(
  'the declarations of both doors stand by themselves under %s, %s',
  async (module, moduleResolution) => {
    const folder = place.path(`consumer-${moduleResolution}`);
    mkdirSync(folder);
    const page = `import { defineAdapter, entity, mysql, sql, text, z } from 'plumbline/sdk';
import { certify, type Report } from 'plumbline/sdk/testing';
const table = mysql.mysqlTable('t', { id: mysql.varchar('id', { length: 5 }) });
const checkIn = entity('CheckIn', { table, key: table.id, fields: { period: text(table.id) } });
export const adapter = defineAdapter({
  id: 'a', agency: 'b', options: z.object({ url: z.string() }).strict(), secrets: ['url'],
  source: ({ url }) => sql({ url: url satisfies string }), entities: [checkIn],
});
// @ts-expect-error a field that the schema lacks
entity('CheckIn', { table, key: table.id, fields: { perod: text(table.id) } });
// @ts-expect-error a column that the table lacks
text(table.nr);
// @ts-expect-error a secret that is no option: were zod's types unknown, anything would do
defineAdapter({ ...adapter, secrets: ['pasword'] });
export const report: (setting: Parameters<typeof certify>[0]) => Promise<Report> = certify;
`;
    writeFileSync(join(folder, 'page.ts'), page);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const compilerOptions = {
      ...{ target: 'es2023', lib: ['es2023'], types: [], strict: true, noEmit: true, skipLibCheck: false },
      ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, module, moduleResolution },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['page.ts'] }));
    await run(`ln -s "${operator}/node_modules" node_modules`, folder);
    const { said } = await run('node_modules/.bin/tsc -p . --pretty false', folder);
    // Drizzle's own declarations name databases that nobody here has.
    const ours = said.split('\n').filter((line) => /^page\.ts|node_modules\/plumbline\/(dist|schema)\//.test(line));
    expect(ours).toEqual([]);
  },
  60_000,
);

test('what only a checkout of the sources can do is refused where the package is installed', async () => {
  for (const command of ['schema check', 'schema compose'])
    expect(await run(`npx plumbline ${command}`, operator)).toEqual({
      code: 2,
      said: expect.stringMatching(/^BAD_USER_INPUT "plumbline schema [a-z]+" .* run it in a checkout/m),
    });
});

test('who follows the README comes to a certified adapter', async () => {
  writeFileSync(join(agency, 'options.yaml'), options);
  const said = await follow(steps);
  expect(said).toContain(' 0 failed');
  expect(said).toMatch(/hongshan-corrections of 150402-sfj: certified .* against golden data/);
  expect(said).toContain('. is what was certified');
  expect(said).toContain('CorrectionSubject: 8 records');
  for (const secret of [county, '150402198803120019']) expect(said).not.toContain(secret);
}, 120_000);

test('a hub of another copy answers from the county’s database by one stanza', async () => {
  hub.configure(stanza);
  const { data, extensions } = await hub.ask(await hub.serve(), question);
  const subject = (values: object, flags: readonly object[] = []) => ({
    ...values,
    source: { adapter: 'hongshan-corrections', flags },
  });
  // Who is of age is in the list; the minor is sealed, and of whom that is unknown nobody sees.
  expect(data).toEqual({
    correctionSubjects: {
      totalCount: 3,
      nodes: [
        subject({
          subjectNo: '150402202300017',
          managementLevelCode: 'STRICT',
          correctionEndDate: '2026-08-24',
          checkIns: {
            nodes: [
              { period: '2024-03', at: '2024-03-01T09:05:00+08:00', mode: 'IN_PERSON' },
              { period: '2024-04', at: '2024-04-02T09:30:00+08:00', mode: 'APP' },
              { period: '2024-05', at: null, mode: null },
            ],
          },
        }),
        subject(
          {
            subjectNo: '150402201100009',
            managementLevelCode: null,
            correctionEndDate: null,
            checkIns: { nodes: [{ period: null, at: null, mode: null }] },
          },
          [
            { field: 'managementLevelCode', flag: 'CODE_UNKNOWN' },
            { field: 'correctionEndDate', flag: 'DATE_SENTINEL' },
          ],
        ),
        subject(
          {
            subjectNo: '150402202200040',
            managementLevelCode: 'GENERAL',
            correctionEndDate: '2026-05-19',
            checkIns: { nodes: [{ period: '2024-03', at: '2024-03-05T09:00:00+08:00', mode: null }] },
          },
          [
            { field: 'managementLevelCode', flag: 'CODE_LEGACY' },
            { field: 'correctionEndDate', flag: 'DATE_VARIANT' },
          ],
        ),
      ],
    },
  });
  expect(extensions.sources).toEqual([
    expect.objectContaining({ adapter: 'hongshan-corrections', agency: '150402-sfj', status: 'OK' }),
  ]);
}, 60_000);

test('an option that the adapter does not have is refused with the nearest right name', async () => {
  hub.configure(stanza.replace('url:', 'ulr:'));
  const { code, said } = await run('npx plumbline serve gateway', operator);
  expect({ code, said }).toEqual({
    code: 2,
    said: expect.stringContaining('adapters.0.options.ulr; did you mean url?'),
  });
}, 60_000);

test('a county that cannot be reached is named with its reason, though its failure is of another copy’s class', async () => {
  hub.configure(stanza.replace(/\$\{env:AGENCY_URL\}/, `'file:${place.path('nowhere', 'county.db')}'`));
  const { data, extensions } = await hub.ask(
    await hub.serve(),
    '{ correctionSubjects(first: 1) { nodes { subjectNo } } }',
  );
  expect({ data, sources: extensions.sources }).toEqual({
    data: { correctionSubjects: null },
    sources: [
      {
        adapter: 'hongshan-corrections',
        agency: '150402-sfj',
        status: 'UNAVAILABLE',
        asOf: null,
        reason: 'REFUSED',
        fields: ['Query.correctionSubjects'],
      },
    ],
  });
}, 60_000);

test('the kit of another copy knows the failures of the adapter’s own', async () => {
  const plumbline = 'node node_modules/plumbline/dist/cli/main.js';
  const only = '--only fault.sql.gone --only fault.wire.refused --only bounds.endless';
  const { code, said } = await run(`${plumbline} adapter check ./hongshan-corrections ${only}`, operator);
  expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('0 failed') });
}, 60_000);
