import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { type ComposeFile, readComposeFile } from './compose-file.js';
import { rules } from './rules.js';

const deployed = readComposeFile('docker-compose.yml');

type Draft<T> = T extends object ? { -readonly [Key in keyof T]-?: Draft<NonNullable<T[Key]>> } : T;
type Change = (draft: Draft<ComposeFile>) => void;

function service(draft: Draft<ComposeFile>, name: string): Draft<ComposeFile['services'][string]> {
  const found = draft.services[name];
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

function changed(change: Change): ComposeFile {
  // Parsed text shares what YAML aliases share; a change must touch one service.
  const draft = JSON.parse(JSON.stringify(deployed)) as Draft<ComposeFile>;
  change(draft);
  return draft as ComposeFile;
}

function compile(schema: object) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  // The schema names its draft by an address that the draft never had.
  return ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
}

describe('the compose file', () => {
  const validate = compile(JSON.parse(readFileSync('test/deploy/compose-spec/compose-spec.json', 'utf8')));
  const faults = (file: unknown) => (validate(file) ? [] : (validate.errors ?? []).map((error) => error.instancePath));

  test('follows the Compose Specification', () => {
    expect(faults(deployed)).toEqual([]);
  });

  test.each<[string, Change, string]>([
    ['an unknown option', (file) => Object.assign(service(file, 'gateway'), { readonly: true }), '/services/gateway'],
    [
      'a condition that there is not',
      (file) => Object.assign(service(file, 'gateway').depends_on, { store: { condition: 'healthy' } }),
      '/services/gateway/depends_on',
    ],
    [
      'a duration that is none',
      (file) => Object.assign(service(file, 'store').healthcheck, { interval: 5 }),
      '/services/store/healthcheck/interval',
    ],
    ['a secret without a source', (file) => Object.assign(file.secrets, { lost: { path: 'x' } }), '/secrets/lost'],
  ])('with %s does not', (_what, change, place) => {
    expect(faults(changed(change))).toContain(place);
  });
});

/** How each rule may be broken: by the change, with the finding that names it. */
const breaches: Readonly<Record<keyof typeof rules, readonly [Change, string]>> = {
  'every image has a fixed version': [
    (file) => Object.assign(service(file, 'store'), { image: 'mariadb:latest' }),
    'store: image mariadb:latest has no fixed version',
  ],
  'every service runs as a user that is not root': [
    (file) => Object.assign(service(file, 'police'), { user: '0:0' }),
    'police: user is 0:0',
  ],
  'every file system is read-only, with memory where something must be written': [
    (file) => Object.assign(service(file, 'issuer'), { read_only: false }),
    'issuer: the root file system can be written',
  ],
  'no service holds or gains a privilege': [
    (file) => Object.assign(service(file, 'gateway'), { cap_add: ['NET_ADMIN'] }),
    'gateway: capabilities NET_ADMIN are added',
  ],
  'every service has a health check, but the one that ends by itself': [
    (file) => Object.assign(service(file, 'agency-devices'), { healthcheck: { disable: true } }),
    'agency-devices: the health check is no command of its own',
  ],
  'every service has limits of processor, memory and processes': [
    (file) => Object.assign(service(file, 'identity').deploy.resources.limits, { memory: undefined }),
    'identity: a limit is missing',
  ],
  'every service that serves comes back after a crash': [
    (file) => Object.assign(service(file, 'corrections'), { restart: 'no' }),
    'corrections: restart is no',
  ],
  'dependencies name services, and a condition that these can meet': [
    (file) =>
      Object.assign(service(file, 'judgments').depends_on, { store: { condition: 'service_completed_successfully' } }),
    'judgments: store never ends',
  ],
  'no service waits for itself': [
    (file) =>
      Object.assign(service(file, 'agency-judgments'), { depends_on: { seed: { condition: 'service_started' } } }),
    'seed waits for agency-judgments waits for seed',
  ],
  'secrets come from files, and none stands in an environment or a command': [
    (file) => Object.assign(service(file, 'store').environment, { MARIADB_PASSWORD: 'plain' }),
    'store: MARIADB_PASSWORD holds a secret',
  ],
  'what a service is given is declared, and what is declared is used': [
    (file) => Object.assign(file.volumes, { forgotten: {} }),
    'volumes: nobody uses forgotten',
  ],
  'of the host the policies are mounted, to be read, and nothing else': [
    (file) => Object.assign(service(file, 'seed'), { volumes: ['/srv/data:/data'] }),
    'seed: mounts /srv/data:/data',
  ],
  'the store takes its owner for an upgrade alone, and everybody else by the daily account': [
    (file) => service(file, 'gateway').secrets.push('store-owner.password'),
    'gateway: holds the password of the owner',
  ],
  'nothing opens the store before an upgrade is done': [
    (file) => void Reflect.deleteProperty(service(file, 'police').depends_on, 'upgrade'),
    'police: does not wait for the upgrade',
  ],
  'only the seeding writes what simulated agencies serve': [
    (file) => Object.assign(service(file, 'administrative'), { volumes: ['agency-administrative:/in'] }),
    'administrative: may write to agency-administrative',
  ],
  'ports are published by the gateway alone, on loopback, one for each replica': [
    (file) => Object.assign(service(file, 'police'), { ports: ['127.0.0.1:4100:4000'] }),
    'police: publishes a port',
  ],
  'every network but that of callers is closed to the outside': [
    (file) => Object.assign(file.networks, { 'agency-police': {} }),
    'network agency-police has the wrong side open',
  ],
  'callers meet the gateway, the gateway subgraphs, and a subgraph the agencies that it reads': [
    (file) => service(file, 'gateway').networks.push('agency-police'),
    'gateway and agency-police meet in agency-police',
  ],
  'each subgraph is a service of its own': [
    (file) => Object.assign(service(file, 'police'), { command: ['serve', 'gateway'] }),
    'police does not serve its subgraph',
  ],
  'every agency has its system': [
    (file) => void Reflect.deleteProperty(file.services, 'agency-police'),
    'no agency-police',
  ],
};

describe('this deployment', () => {
  test.each(Object.entries(rules))('%s', (_name, rule) => {
    expect(rule(deployed)).toEqual([]);
  });

  test.each(Object.entries(breaches))('is refused unless %s', (name, [change, finding]) => {
    const rule = rules[name as keyof typeof rules];
    expect(rule(changed(change))).toContain(finding);
  });
});
