import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openAdapters } from '../../gateway/adapters.js';
import { parseConfig } from '../../gateway/config.js';
import type { OpenAdapter } from '../../schema/adapter.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-adapters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const canary = 'canary-of-a-secret';

/** An adapter as an agency keeps it: built JavaScript that imports `plumbline/sdk`. */
const page = `
import { defineAdapter, entity, memory, text, z } from 'plumbline/sdk';
export const adapter = defineAdapter({
  id: 'county-check-ins',
  agency: '司法局',
  options: z.object({ url: z.string(), retries: z.object({ most: z.number() }).optional() }),
  secrets: ['url'],
  source: () => memory({ tables: { qd: [{ bh: '1', dxbh: 'S1', xzqh: '371422' }, { bh: '2', dxbh: 'S2', xzqh: '371402' }] } }),
  entities: [
    entity('CheckIn', { table: 'qd', key: 'bh', fields: { id: text('bh'), subjectNo: text('dxbh'), jurisdictionDivisionCode: text('xzqh') } }),
  ],
});
`;

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'one-file.js': page,
  'built/package.json':
    '{ "name": "built", "type": "module", "exports": { "types": "./x.d.ts", "import": "./dist/adapter.js" } }',
  'built/dist/adapter.js': page,
  'node_modules/@county/check-ins/package.json':
    '{ "name": "@county/check-ins", "type": "module", "main": "adapter.js" }',
  'node_modules/@county/check-ins/adapter.js': page,
  'source.ts': page,
  'unbuilt/package.json': '{ "type": "module", "main": "dist/adapter.js" }',
  'bare/adapter.js': page,
  'nothing.js': 'export const adaptor = {};',
  'class.js': 'export const adapter = { id: "x", agency: "y" };',
  'throws.js': `throw new TypeError('${canary}');`,
  'syntax.js': `export const = '${canary}';`,
  'throwing-options.js': `export const adapter = { id: 'x', agency: 'y', open() {},
    options: { safeParse({ url }) { throw new RangeError(url); } } };`,
  'no-open.js':
    page.replace("id: 'county-check-ins'", "id: 'no-open'") +
    `
const opens = adapter.open;
Object.assign(adapter, { open: async ({ url }) => { throw Object.assign(new Error(url), { code: url }); } });
`,
  'strange.js': `
export const adapter = {
  id: 'strange', agency: '法院', secrets: [], timeoutMs: 100, options: { safeParse: (data) => ({ success: true, data }) },
  open: async () => ({ id: 'strange', agency: '法院', timeoutMs: 100, concurrency: 1, freshnessMs: 1000, readers: [], close: async () => {} }),
};
`,
};

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});

const clock = () => new Date('2026-11-01T00:00:00Z');
async function open(...stanzas: readonly object[]): Promise<readonly OpenAdapter[]> {
  const { adapters } = parseConfig({
    store: { url: 'file:x' },
    secret: 'a secret that is long enough for a test',
    adapters: stanzas,
  });
  return openAdapters(adapters, { clock, folder });
}
const refusal = async (...stanzas: readonly object[]) =>
  open(...stanzas).then(
    () => 'opened',
    (error: Error & { readonly code?: string }) => `${error.code} ${error.message.replaceAll(folder, '…')}`,
  );
const options = { url: 'https://example.gov.cn' };

test.each([['./one-file.js'], ['./built'], ['@county/check-ins'], [join(folder, 'one-file.js')]])(
  '%s is opened from outside, and read like one of the program’s own',
  async (use) => {
    const [adapter] = await open({ use, options });
    const [reader] = adapter?.readers ?? [];
    const answer = await reader?.read(
      { entity: 'CheckIn', fields: ['subjectNo'], where: { op: 'true' }, order: [], first: 5, count: false },
      { requestId: 'r', signal: new AbortController().signal },
    );
    expect([adapter?.id, reader?.entity, answer?.groups.get('')?.rows.map(({ values }) => values)]).toEqual([
      'county-check-ins',
      'CheckIn',
      [{ subjectNo: 'S1' }, { subjectNo: 'S2' }],
    ]);
  },
);

test('what the stanza says goes before what the adapter says', async () => {
  const stanza = {
    use: './built',
    options,
    id: 'check-ins-371422',
    agency: '宁津县司法局',
    divisions: [371422],
    timeoutMs: 70,
    concurrency: 2,
    freshnessMs: 5,
  };
  const [adapter] = await open(stanza);
  const { readers: _readers, close: _close, ...rest } = adapter ?? {};
  expect(rest).toMatchObject({
    id: 'check-ins-371422',
    agency: '宁津县司法局',
    divisions: ['371422'],
    timeoutMs: 70,
    concurrency: 2,
    freshnessMs: 5,
  });
});

test('many systems of one adapter each have a name of their own', async () => {
  const counties = [371402, 371422].map((division) => ({
    use: './built',
    id: `check-ins-${division}`,
    divisions: [division],
    options,
  }));
  expect((await open(...counties)).map(({ id, divisions }) => [id, divisions])).toEqual([
    ['check-ins-371402', ['371402']],
    ['check-ins-371422', ['371422']],
  ]);
  expect(await refusal({ use: './built', options }, { use: '@county/check-ins', options })).toBe(
    'CONFIG_INVALID adapters.1 has the name "county-check-ins" of adapters.0: give it an id of its own',
  );
});

test.each<[string, object, string]>([
  [
    'a name that nobody knows',
    { use: 'judgment-sql' },
    'CONFIG_INVALID adapters.0.use: no adapter "judgment-sql", and no package of that name; did you mean judgments-sql?',
  ],
  [
    'a path that leads nowhere',
    { use: './elsewhere' },
    'CONFIG_INVALID adapters.0.use: there is nothing at ./elsewhere, from …',
  ],
  [
    'an unknown option of an adapter of the program',
    { use: 'judgments-sql', options: { ulr: 'x' } },
    'CONFIG_INVALID unknown adapters.0.options.ulr; did you mean url?',
  ],
  [
    'an unknown option that the adapter itself would drop',
    { use: './built', options: { ...options, ulr: 1 } },
    'CONFIG_INVALID unknown adapters.0.options.ulr; did you mean url?',
  ],
  [
    'an unknown option within another',
    { use: './built', options: { ...options, retries: { mots: 1 } } },
    'CONFIG_INVALID unknown adapters.0.options.retries.mots; did you mean most?',
  ],
  ['an option that is missing', { use: './built', options: {} }, 'CONFIG_INVALID adapters.0.options.url: is required'],
  [
    'an option of another kind',
    { use: './built', options: { url: 3 } },
    'CONFIG_INVALID adapters.0.options.url: expected string',
  ],
  [
    'TypeScript',
    { use: './source.ts', options },
    'ADAPTER_INVALID …/source.ts is TypeScript: build it, and name what the build wrote',
  ],
  [
    'a package that was not built',
    { use: './unbuilt', options },
    'ADAPTER_INVALID …/unbuilt/dist/adapter.js, named by …/unbuilt/package.json, is not there: build the adapter first',
  ],
  [
    'a folder without a package',
    { use: './bare', options },
    'ADAPTER_INVALID …/bare has no package.json that names its module',
  ],
  [
    'a module without an adapter',
    { use: './nothing.js', options },
    'ADAPTER_INVALID …/nothing.js exports no adapter: write "export const adapter = defineAdapter(…)"',
  ],
  [
    'something that is no adapter',
    { use: './class.js', options },
    'ADAPTER_INVALID …/class.js exports no adapter: write "export const adapter = defineAdapter(…)"',
  ],
  [
    'a module that throws',
    { use: './throws.js', options },
    'ADAPTER_INVALID …/throws.js could not be loaded (TypeError)',
  ],
  [
    'a module that does not parse',
    { use: './syntax.js', options },
    'ADAPTER_INVALID …/syntax.js could not be loaded (SyntaxError)',
  ],
  [
    'an adapter that cannot look at its options',
    { use: './throwing-options.js', options: { url: canary } },
    'ADAPTER_INVALID adapters.0: x cannot look at its options (RangeError)',
  ],
  [
    'an adapter that does not open',
    { use: './no-open.js', options: { url: canary } },
    'ADAPTER_INVALID adapters.0: no-open could not be opened (Error)',
  ],
  [
    'one that keeps to no divisions',
    { use: './strange.js', divisions: ['371422'] },
    "ADAPTER_INVALID adapters.0: strange does not keep to divisions: make it with this hub's SDK",
  ],
])('%s is refused, and says where', async (_, stanza, message) => {
  expect(await refusal(stanza)).toBe(message);
});

test('when one system cannot be opened, those that could are closed', async () => {
  const closed = `${folder}/closing.js`;
  writeFileSync(
    closed,
    files['strange.js']?.replace('close: async () => {}', 'close: async () => { globalThis.closedAdapters = 1; }') ??
      '',
  );
  expect(await refusal({ use: './closing.js' }, { use: './no-open.js', options })).toMatch(
    /^ADAPTER_INVALID adapters\.1/,
  );
  expect(Reflect.get(globalThis, 'closedAdapters')).toBe(1);
});
