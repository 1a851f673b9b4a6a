import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parseConfig, readConfig } from '../../gateway/config.js';

const least = { store: { url: 'file:store.db' }, secret: 'a secret that is long enough for a test' };
const refusal = (value: object) => {
  try {
    parseConfig({ ...least, ...value });
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'code' in error ? `${String(error.code)} ${error.message}` : String(error);
  }
};

test('a stanza says everything that a deployment may know of a system', () => {
  const stanza = {
    use: './county-check-ins',
    id: 'check-ins-371422',
    agency: '宁津县司法局',
    divisions: ['371422', '371422101'],
    maintenance: [{ from: '22:30', to: '05:00', days: [1, 7] }],
    timeoutMs: 2_000,
    concurrency: 4,
    freshnessMs: 600_000,
    options: { url: 'https://example.gov.cn' },
  };
  expect(parseConfig({ ...least, adapters: [stanza] }, '/etc/plumbline')).toMatchObject({
    folder: '/etc/plumbline',
    adapters: [stanza],
    limits: { sourceCalls: { atOnce: 256, perRequest: 64 } },
  });
});

test('divisions may be written as numbers, which is what YAML makes of them', () => {
  const { adapters } = parseConfig({ ...least, adapters: [{ use: 'x', divisions: [371422, 37] }] });
  expect(adapters[0]?.divisions).toEqual(['371422', '37']);
});

test.each<[string, object, string]>([
  ['at the top', { adaptors: [] }, 'configuration: unknown adaptors; did you mean adapters?'],
  [
    'in a stanza',
    { adapters: [{ use: 'x' }, { use: 'y', division: [] }] },
    'configuration: unknown adapters.1.division; did you mean divisions?',
  ],
  [
    'in a window',
    { adapters: [{ use: 'x', maintenance: [{ form: '01:00', to: '02:00' }] }] },
    'configuration: unknown adapters.0.maintenance.0.form; did you mean from?',
  ],
  [
    'in several places, all of which are told',
    { listen: { prot: 4000 }, limits: { sourceCalls: { perRequests: 3 } }, zzzzzzzz: 1 },
    'configuration: unknown listen.prot; did you mean port?; unknown limits.sourceCalls.perRequests; did you mean perRequest?; unknown zzzzzzzz; correct or remove it',
  ],
])('an unknown option %s is refused with the nearest right name', (_, value, message) => {
  expect(refusal(value)).toBe(`CONFIG_INVALID ${message}`);
});

test.each<[string, object, string]>([
  ['a stanza without an adapter', { adapters: [{}] }, 'adapters.0.use: is required'],
  ['a text for a number', { adapters: [{ use: 'x', timeoutMs: 'soon' }] }, 'adapters.0.timeoutMs: expected number'],
  ['no time at all', { adapters: [{ use: 'x', timeoutMs: 0 }] }, 'adapters.0.timeoutMs: expected at least 0'],
  [
    'a division that is none',
    { adapters: [{ use: 'x', divisions: ['宁津'] }] },
    'adapters.0.divisions.0: not of the form that is expected (regex)',
  ],
  [
    'no divisions, which would be no records',
    { adapters: [{ use: 'x', divisions: [] }] },
    'adapters.0.divisions: expected at least 1',
  ],
  [
    'an hour that there is not',
    { adapters: [{ use: 'x', maintenance: [{ from: '25:00', to: '01:00' }] }] },
    'adapters.0.maintenance.0.from: not of the form that is expected (regex)',
  ],
  [
    'a window without length',
    { adapters: [{ use: 'x', maintenance: [{ from: '01:00', to: '01:00' }] }] },
    'adapters.0.maintenance.0.to: is not as the option’s description asks',
  ],
  ['a secret that is too short', { secret: 'hunter2' }, 'secret: expected at least 32'],
  [
    'a word that the list does not have',
    { store: { url: 'x', digest: 'md5' } },
    'store.digest: expected sha256 or sm3',
  ],
])('%s is refused at its place, and no value is repeated', (_, value, message) => {
  expect(refusal(value)).toBe(`CONFIG_INVALID configuration: ${message}`);
});

const folder = mkdtempSync(join(tmpdir(), 'plumbline-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('paths of adapters start at the configuration file, and secrets come from the environment', () => {
  const file = join(folder, 'plumbline.yaml');
  writeFileSync(
    file,
    `store: { url: "file:x" }\nsecret: \${env:S}\nadapters:\n  - use: ./mine\n    divisions: [371422]\n`,
  );
  const config = readConfig(file, () => least.secret);
  expect([config.folder, config.adapters, config.secret]).toEqual([
    folder,
    [{ use: './mine', divisions: ['371422'], options: {} }],
    least.secret,
  ]);
});
