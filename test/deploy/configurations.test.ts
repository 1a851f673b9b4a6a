import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { openAdapters } from '../../gateway/adapters.js';
import { type Config, parseConfig } from '../../gateway/config.js';
import { interpolate } from '../../gateway/environment.js';
import { readCatalog, readSubgraphSources } from '../../schema/catalog/read.js';
import { openStore } from '../../store/open-store.js';
import { isOfHost, mountOf, placeOf, readComposeFile, type Service } from './compose-file.js';
import { readImage } from './image.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const makeSecrets = () =>
  execFileSync(process.execPath, ['deploy/make-secrets.mjs', '--folder', folder], { encoding: 'utf8' });
makeSecrets();

const { services, configs, secrets } = readComposeFile('docker-compose.yml');
const isOurs = ({ image }: Service) => image.startsWith('plumbline:');
const configured = Object.entries(services).filter(([, service]) => isOurs(service) && service.configs !== undefined);
const textOf = (service: Service) => {
  const [grant = ''] = service.configs ?? [];
  return readFileSync(configs[placeOf(grant, '/').source]?.file ?? '', 'utf8');
};
const granted = (service: Service) => (service.secrets ?? []).map((grant) => placeOf(grant, '').source).sort();
const named = (text: string) =>
  [...new Set([...text.matchAll(/\/run\/secrets\/([\w.-]+\w)/g)].map(([, name = '']) => name))].sort();

function read(service: Service): Config {
  const text = textOf(service).replaceAll('/run/secrets', folder);
  return parseConfig(interpolate(parse(text), () => 'here'));
}

describe.each(configured)('the configuration of %s', (name, service) => {
  test('is one that the hub takes, and listens beyond its own container', () => {
    expect(read(service).listen).toEqual({ host: '0.0.0.0', port: 4000 });
  });

  test('names the secrets that the service is given, all of them and no others', () => {
    expect(named(textOf(service))).toEqual(granted(service));
  });

  test('names no host but those of networks that the service is in', () => {
    const hosts = [...textOf(service).matchAll(/(?:\/\/|@)([\w-]+):\d+/g)].map(([, host = '']) => host);
    const near = (host: string) => services[host]?.networks?.some((each) => service.networks?.includes(each)) === true;
    expect(hosts.filter((host) => !near(host))).toEqual([]);
  });

  test('names no file but those of the service’s volumes', () => {
    const files = [...textOf(service).matchAll(/: (\/(?:var\/lib|etc)\/[\w./-]+)/g)].map(([, file = '']) => file);
    const places = (service.volumes ?? []).map((volume) => `${mountOf(volume).target}/`);
    expect(files.filter((file) => !places.some((place) => `${file}/`.startsWith(place)))).toEqual([]);
  });

  test('takes the policies of the folder that is mounted, also when they change', () => {
    expect(read(service).policies).toEqual({ folder: '/etc/plumbline/policies', watch: true });
    expect(service.volumes).toContain('./policies:/etc/plumbline/policies:ro');
  });

  test('keeps an audit chain for each process', () => {
    expect(parse(textOf(service)).store.chain).toBe(`${name}-\${env:HOSTNAME}`);
  });
});

test('each subgraph reads every system that holds one of its entities', async () => {
  const catalog = readCatalog();
  const store = await openStore({ url: `file:${join(folder, 'store.db')}`, chain: 'x', digest: 'sha256', clock });
  const setting = { clock, landing: store.landing };
  // Adapters open without their systems: these are down.
  const uses = configured.flatMap(([name, service]) =>
    read(service)
      .adapters.filter(({ use }) => use !== 'agency-directory')
      .map((adapter) => ({ name, adapter })),
  );
  const held = new Map<string, Set<string>>();
  for (const { adapter } of uses) {
    const [opened] = await openAdapters([adapter], setting);
    held.set(adapter.use, new Set(opened?.readers.map(({ entity }) => entity)));
    await opened?.close();
  }
  held.set('agency-directory', new Set(['Agency']));
  await store.close();
  const lacking = readSubgraphSources().flatMap(({ name }) => {
    const service = services[name];
    const own = service === undefined ? [] : read(service).adapters.map(({ use }) => use);
    const entities = [...catalog.types.values()].filter(({ owner }) => owner === name);
    return [...held]
      .filter(([use, holds]) => !own.includes(use) && entities.some((type) => holds.has(type.name)))
      .map(([use]) => `${name} does not read ${use}`);
  });
  expect(lacking).toEqual([]);
  expect([...held].map(([use, holds]) => [use, holds.size > 0])).toEqual([...held.keys()].map((use) => [use, true]));
});

const clock = () => new Date('2026-11-01T08:00:00Z');

describe('the secrets', () => {
  const files = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

  test('are made for every secret of the compose file, in a folder that only their owner opens', () => {
    expect(
      readdirSync(folder)
        .filter((name) => !name.startsWith('store.db'))
        .sort(),
    ).toEqual(Object.keys(secrets).sort());
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(Object.keys(secrets).map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual(
      Object.keys(secrets).map(() => 0o444),
    );
  });

  test('stay as they are when they are made again', () => {
    const before = files();
    expect(makeSecrets()).toBe('All secrets are there already\n');
    expect(files()).toEqual(before);
  });

  test('stay out of the repository', () => {
    const lines = readFileSync('deploy/secrets/.gitignore', 'utf8').split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual(['*', '!.gitignore', '!README.md']);
  });
});

describe('the image', () => {
  const image = readImage('deploy/Dockerfile');
  const lines = readFileSync('deploy/Dockerfile', 'utf8').split('\n');

  test('runs as a user that is not root, and knows how it is', () => {
    expect(image.user).toBe('1000:1000');
    expect(image.healthcheck).toEqual(['node', '/app/deploy/health.mjs', 'http://127.0.0.1:4000/healthz']);
  });

  test('is built in two stages on a fixed Node 20, without development packages', () => {
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(bases).toEqual(['node:20.20.2-bookworm-slim', 'node:20.20.2-bookworm-slim']);
    expect(lines.findLast((line) => line.includes('npm ci'))).toContain('npm ci --omit=dev');
  });

  test('runs on production packages alone', () => {
    const { dependencies, name: itself } = JSON.parse(readFileSync('package.json', 'utf8'));
    const rooms = ['schema', 'policies', 'sdk', 'adapters', 'subgraphs', 'store', 'gateway', 'cli', 'demo'];
    // The page that Vite bundles, and what an integrator's tests hold, are no part of the running program.
    const apart = /^gateway\/graphiql\/|^sdk\/testing\//;
    const sources = rooms
      .flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`))
      .filter((file) => /\.ts$/.test(file) && !apart.test(file));
    const packages = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '((?:@[\w-]+\/)?[\w-][\w.-]*)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => name !== itself && !Object.hasOwn(dependencies, name))
        .map((name) => `${file}: ${name}`),
    );
    expect(packages.filter((found) => !found.endsWith(': node'))).toEqual([]);
  });

  test('has a folder for every volume that its services mount', () => {
    const made = lines.find((line) => line.includes('mkdir administrative'))?.split(/\s+/) ?? [];
    const mounted = Object.values(services)
      .filter(isOurs)
      .flatMap((service) => (service.volumes ?? []).map(mountOf))
      .filter((mount) => !isOfHost(mount))
      .map(({ target }) => target.replace('/var/lib/plumbline/', ''));
    expect([...new Set(mounted)].filter((name) => !made.includes(name))).toEqual([]);
  });
});
