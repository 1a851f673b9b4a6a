import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { packageRoot } from '../../schema/package-root.js';
import { type ComposeFile, readComposeFile } from './compose-file.js';
import { layOutImage, readImage } from './image.js';
import { type LocalCompose, openLocalCompose } from './local-compose.js';
import { runProcess } from './local-process.js';

/**
 * The compose file, run as it stands with processes for containers: its commands, environment, secrets, volumes,
 * dependencies and health checks, over real MariaDB and PostgreSQL.
 */
const folder = mkdtempSync(join(tmpdir(), 'plumbline-deploy-'));
const secretsFolder = join(folder, 'secrets');
const imageFolder = join(folder, 'image');
const query = readFileSync('docs/examples/cross-domain.graphql', 'utf8');
const variables = {
  citizenId: samplePerson.citizenId,
  from: '2026-10-01',
  to: '2026-10-31',
  since: '2026-10-01T00:00:00+08:00',
  until: '2026-10-31T23:59:59+08:00',
};

let hub: LocalCompose;
let inImage: readonly string[];
let token: string;

beforeAll(async () => {
  const here = { cwd: packageRoot, environment: {} };
  const built = await runProcess(['node', 'scripts/build.mjs'], here);
  if (built.code !== 0) throw new Error(`the build failed:\n${built.output}`);
  const image = readImage('deploy/Dockerfile');
  layOutImage(image, packageRoot, imageFolder);
  inImage = filesBelow(imageFolder);
  await runProcess(['node', 'deploy/make-secrets.mjs', '--folder', secretsFolder], here);
  const file = withOneProcess(readComposeFile('docker-compose.yml', { PLUMBLINE_SCALE: '0.01' }));
  hub = await openLocalCompose({ file, root: packageRoot, folder, image, imageFolder, secretsFolder });
  await hub.up();
  token = (await hub.execute('issuer', ['token', '--as', 'prosecutor'])).output.trim();
}, 180_000);

afterAll(async () => {
  await hub?.down();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Adds a hub in one process over the same systems: the gateway's configuration with every subgraph's adapters. */
function withOneProcess(file: ComposeFile): ComposeFile {
  const read = (name: string) => parse(readFileSync(file.configs[name]?.file ?? '', 'utf8'));
  const { subgraphs, passport: _passport, ...gateway } = read('gateway.yaml');
  const adapters = Object.keys(subgraphs).flatMap((name) => read(`${name}.yaml`).adapters);
  const once = new Map(adapters.map((adapter) => [adapter.use, adapter]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'alone.yaml'), stringify({ ...gateway, adapters: [...once.values()] }));
  const { gateway: many, identity, administrative, registers } = file.services;
  if (many === undefined) throw new Error('no gateway');
  const alone = {
    ...many,
    configs: [{ source: 'alone.yaml', target: '/etc/plumbline/plumbline.yaml' }],
    secrets: Object.keys(file.secrets),
    volumes: [...new Set([many, identity, administrative, registers].flatMap((service) => service?.volumes ?? []))],
    deploy: { replicas: 1 },
  };
  return {
    ...file,
    services: { ...file.services, alone },
    configs: { ...file.configs, 'alone.yaml': { file: join(folder, 'alone.yaml') } },
  };
}

/** Regular files; links are not followed. */
function filesBelow(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

interface Answer {
  readonly data: Readonly<Record<string, unknown>> & { readonly person: Readonly<Record<string, unknown>> };
  readonly errors?: readonly { readonly message: string; readonly path: readonly string[] }[];
  readonly extensions: { readonly sources: readonly { readonly adapter: string; readonly status: string }[] };
}

function send(url: string | undefined, matter: string): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-plumbline-purpose': 'SUPERVISION',
      'x-plumbline-matter': encodeURIComponent(matter),
    },
    body: JSON.stringify({ query, variables }),
  });
}

async function ask(url: string | undefined): Promise<Answer> {
  const response = await send(url, matterNumbers.campaign);
  expect(response.status).toBe(200);
  // When a source was last read differs from process to process.
  return JSON.parse(await response.text(), (key, value) => (key === 'asOf' ? '…' : value));
}

const relations = [
  'judgments',
  'policeCases',
  'enforcementCases',
  'correctionSubjects',
  'administrativePenalties',
] as const;

describe('the compose file, run on this machine', () => {
  test('each gateway replica answers the cross-domain question as one process does', async () => {
    const [first, second] = hub.urls('gateway');
    const [alone] = hub.urls('alone');
    const expected = await ask(alone);
    expect(expected.errors).toBeUndefined();
    const rows = relations.map((name) => (expected.data.person[name] as { nodes: unknown[] }).nodes.length);
    expect(rows.every((count) => count > 0)).toBe(true);
    expect((await ask(first)).data).toEqual(expected.data);
    expect((await ask(second)).data).toEqual(expected.data);
  });

  test('the processes share one store, whose owner gave them their rights, with the matters that were seeded', async () => {
    expect(hub.logs('upgrade')).toMatch(
      /^The store is at the version of this program, and '\w+'@'%' has its rights on it\n$/,
    );
    const [first, second] = hub.urls('gateway');
    expect((await send(first, matterNumbers.execution)).status).toBe(200);
    const refused = await Promise.all([first, second].map((url) => send(url, matterNumbers.juvenile)));
    const codes = refused.map(async (answer) => {
      const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
      return errors.map(({ extensions }) => extensions.code);
    });
    expect(await Promise.all(codes)).toEqual([['MATTER_NOT_OPEN'], ['MATTER_NOT_OPEN']]);
  });

  test('the log of all processes verifies', async () => {
    const { code, output } = await hub.execute('gateway', ['audit', 'verify', '--json']);
    expect(code).toBe(0);
    for (const chain of ['gateway-gateway-1', 'gateway-gateway-2', 'police-police-1']) expect(output).toContain(chain);
  });

  test('a subgraph that was killed costs its own fields only, and they come back with it', async () => {
    const [gateway] = hub.urls('gateway');
    const before = await ask(gateway);
    await hub.kill('enforcement');
    const without = await ask(gateway);
    expect(without.data).toEqual({ person: { ...before.data.person, enforcementCases: null } });
    expect(without.extensions.sources.filter(({ status }) => status === 'UNAVAILABLE')).toEqual([
      expect.objectContaining({ adapter: 'subgraph:enforcement' }),
    ]);
    await hub.start('enforcement');
    expect((await ask(gateway)).data).toEqual(before.data);
  }, 30_000);

  test('a subgraph answers nobody but the gateway', async () => {
    const [identity] = hub.urls('identity');
    const response = await fetch(`${identity}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ agencies { name } }' }),
    });
    expect(response.status).toBe(401);
  });

  test('seeding again finds everything there', async () => {
    const again = await hub.execute('seed', ['demo-seed', '--scale', '0.01']);
    expect(again).toEqual({ code: 0, output: hub.logs('seed') });
  });

  test('nothing is written outside of volumes and memory', () => {
    expect(filesBelow(join(folder, 'containers')).filter((file) => !file.endsWith('/plumbline.yaml'))).toEqual([]);
    expect(filesBelow(imageFolder)).toEqual(inImage);
  });

  test('asked to stop, every process ends by itself, and the gateways leave signed checkpoints', async () => {
    const codes = await hub.down();
    expect(Object.values(codes)).toEqual(Object.keys(codes).map(() => 0));
    const signed = filesBelow(join(folder, 'volumes', 'checkpoints')).map((file) => /\.([\w-]+)\.jws$/.exec(file)?.[1]);
    expect(new Set(signed)).toEqual(new Set(['gateway-gateway-1', 'gateway-gateway-2', 'gateway-alone-1']));
  });
});
