import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deployedFiles } from '../../demo/deployed-files.js';
import { openIssuer } from '../../demo/issuer.js';
import { runSystem } from '../../demo/run-system.js';
import { seedSystems } from '../../demo/seed-systems.js';
import { demoFiles } from '../../demo/settings.js';
import { createMysqlDatabase, createPostgresDatabase } from '../servers/databases.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-systems-'));
const files = deployedFiles(folder);
const place = { dataDir: folder, host: '127.0.0.1', port: 0, now: () => Date.parse('2026-11-01T08:00:00Z') };
const seeding = { dataDir: folder, scale: 0.002 } as const;

beforeAll(() => seedSystems(seeding), 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digests = () =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

describe('the seeding of systems that run apart', () => {
  test('leaves alone what it wrote before', async () => {
    const before = digests();
    const again = await seedSystems(seeding);
    expect(again).toEqual(JSON.parse(readFileSync(files.marker, 'utf8')));
    expect(digests()).toEqual(before);
  });

  test('writes again from nothing what was cut short', async () => {
    const before = digests();
    rmSync(files.marker);
    writeFileSync(files.police, 'half a file');
    writeFileSync(join(files.administrative, 'stray'), 'left behind');
    await seedSystems(seeding);
    expect(digests()).toEqual(before);
  }, 30_000);

  test('empties the tables of databases that a seeding cut short had begun to fill', async () => {
    const [judgments, corrections, subsidies] = await Promise.all([
      createMysqlDatabase(),
      createPostgresDatabase(),
      createMysqlDatabase(),
    ]);
    const apart = mkdtempSync(join(tmpdir(), 'plumbline-systems-'));
    const databases = { judgments: judgments.url, corrections: corrections.url, subsidies: subsidies.url };
    const options = { ...seeding, dataDir: apart, ...databases };
    const seeded = await seedSystems(options);
    rmSync(deployedFiles(apart).marker);
    expect(await seedSystems(options)).toEqual(seeded);
    // What a database stands for has no folder here: in a container there is no place for one.
    expect(readdirSync(apart)).toEqual([
      ...['administrative', 'agencies', 'bribery', 'deaths', 'devices', 'enforcement', 'licences', 'police'],
      ...['procurement', 'seeded', 'social-security'],
    ]);
    rmSync(apart, { recursive: true });
    await Promise.all([judgments.drop(), corrections.drop(), subsidies.drop()]);
  }, 60_000);

  test('refuses other options than before', async () => {
    await expect(seedSystems({ ...seeding, scale: 0.003 })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: 'The systems hold a country with scale 0.002 (asked for 0.003); start from empty volumes',
    });
  });

  test.each([
    ['a kind of database that there is not', 'oracle://plumbline:hidden@127.0.0.1/x', 'CONFIG_INVALID'],
    ['a database that does not answer', 'mysql://plumbline:hidden@127.0.0.1:1/x', 'SOURCE_UNAVAILABLE'],
  ])('refuses %s without repeating its address', async (_what, judgments, code) => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'plumbline-systems-'));
    const refusal = await seedSystems({ ...seeding, dataDir: elsewhere, judgments }).catch((error: unknown) => error);
    rmSync(elsewhere, { recursive: true });
    expect(refusal).toMatchObject({ code });
    expect(String(refusal)).not.toContain('hidden');
  });
});

describe('a system by itself', () => {
  test.each([
    ['police', '/services/RequestService?wsdl', {}],
    ['devices', '/openapi/v1/scans?pageSize=1', { 'x-api-key': 'given' }],
  ] as const)('%s answers through its door, and no longer when it is closed', async (name, path, headers) => {
    const system = await runSystem(name, { ...place, credential: 'given' });
    const url = new URL(path, system.url);
    expect((await fetch(url, { headers })).status).toBe(200);
    await system.close();
    await expect(fetch(url, { headers })).rejects.toThrow();
  });

  test('enforcement gives tokens to who brings the secret, and to nobody else', async () => {
    const system = await runSystem('enforcement', { ...place, credential: 'given' });
    const code = async (appSecret: string) => {
      const body = JSON.stringify({ appKey: 'plumbline', appSecret });
      const response = await fetch(new URL('/oauth/token', system.url), { method: 'POST', body });
      return ((await response.json()) as { readonly code: string }).code;
    };
    expect([await code('given'), await code('guessed')]).toEqual(['0000', '1001']);
    await system.close();
  });

  test('the issuer serves its public keys and nothing else', async () => {
    const system = await runSystem('issuer', place);
    const get = async (path: string) => fetch(new URL(path, system.url));
    const { jwks } = await openIssuer(demoFiles(folder).issuerKey);
    expect(await (await get('/jwks.json')).json()).toEqual(jwks);
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    expect(await (await get('/.well-known/openid-configuration')).json()).toEqual({
      issuer: 'https://issuer.demo.plumbline.example',
      jwks_uri: `${system.url}/jwks.json`,
    });
    expect((await get('/issuer.jwk.json')).status).toBe(404);
    await system.close();
  });

  test('needs what the hub comes in with', async () => {
    await expect(runSystem('police', place)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });

  test('needs its data', async () => {
    await expect(
      runSystem('police', { ...place, dataDir: join(folder, 'nowhere'), credential: 'given' }),
    ).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('run "plumbline demo-seed" first'),
    });
  });

  test.each(['issuer', 'police'] as const)('%s says that its port is taken', async (name) => {
    const first = await runSystem('issuer', place);
    const port = Number(new URL(first.url).port);
    await expect(runSystem(name, { ...place, port, credential: 'given' })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
    });
    await first.close();
  });
});
