import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from '@libsql/client';
import { type Country, openCountry } from '../../demo/country.js';
import { countryIn } from '../../demo/country-files.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { type Seeded, seedCountry } from '../../demo/seed.js';

// Whoever is told of by name is in the smallest country.
const scale = 0.1;
let dataDir: string;
let seeded: Seeded;
let country: Country;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'country-'));
  // What a seeding that was killed leaves behind.
  await mkdir(join(dataDir, 'country.unfinished'));
  await writeFile(join(dataDir, 'country.unfinished', 'police.db'), 'half');
  await mkdir(join(dataDir, 'country'));
  seeded = await seedCountry({ dataDir, scale });
  country = await openCountry({ dataDir });
}, 120_000);
afterAll(async () => {
  await country.close();
  await rm(dataDir, { recursive: true });
});

async function digestOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  const digests: Record<string, string> = {};
  for (const name of names) {
    digests[name] = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
  }
  return digests;
}

test('a half-seeded folder is done again, and a seeded one is left alone', async () => {
  expect(await readdir(dataDir)).toEqual(['country']);
  const progress: unknown[] = [];
  expect(await seedCountry({ dataDir, scale, onProgress: (each) => progress.push(each) })).toEqual(seeded);
  expect(progress).toEqual([]);
});

test('what an earlier program has seeded is seeded again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'country-'));
  const small = { dataDir: folder, scale: 0.02 } as const;
  const fresh = await seedCountry(small);
  const { marker, judgments } = countryIn(folder);
  const { generation: _new, ...old } = fresh;
  await writeFile(marker, JSON.stringify(old));
  await rm(judgments);
  expect(await seedCountry(small)).toEqual(fresh);
  expect((await readdir(countryIn(folder).folder)).includes('judgments.db')).toBe(true);
  await rm(folder, { recursive: true });
});

test('a folder with a country of other options is refused', async () => {
  await expect(seedCountry({ dataDir, scale, seed: 'another' })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: 'The data folder holds a country with seed plumbline (asked for another); name another folder',
  });
});

test('the same options give the same bytes', async () => {
  const other = await mkdtemp(join(tmpdir(), 'country-'));
  await seedCountry({ dataDir: other, scale });
  const digests = [await digestOf(countryIn(dataDir).folder), await digestOf(countryIn(other).folder)];
  await rm(other, { recursive: true });
  expect(digests[0]).toEqual(digests[1]);
}, 120_000);

test('the sample person is known to the police and to the execution court', async () => {
  const { police, enforcement } = country.connection;
  const envelope =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><Caller>' +
    `<callerId>${police.callerId}</callerId><password>${police.password}</password></Caller></e:Header><e:Body><queryService>` +
    `<serviceId>ASJ_XYRXX</serviceId><condition>ZJHM='${samplePerson.citizenId}'</condition>` +
    '<requiredColumns>AJBH</requiredColumns></queryService></e:Body></e:Envelope>';
  const soap = await (await fetch(police.url, { method: 'POST', body: envelope })).text();
  expect(soap).toContain(`<AJBH>${samplePerson.policeCaseNumber}</AJBH>`);

  const post = async (path: string, body: unknown, token = '') => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${enforcement.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers });
    return (await response.json()) as { data: { accessToken: string; rows: unknown } };
  };
  const { accessToken } = (await post('/oauth/token', enforcement)).data;
  const query = { fields: 'ah', filters: { bzxrZjhm: [samplePerson.citizenId] } };
  expect((await post('/api/v1/zxajxx/query', query, accessToken)).data.rows).toEqual([
    { ah: samplePerson.enforcementCaseNumber },
  ]);
});

test('every one of the systems stops and starts again, on its own', async () => {
  const { systems, connection } = country;
  const isUp = {
    police: () => answers(connection.police.wsdl),
    enforcement: () => answers(connection.enforcement.url),
    devices: () => answers(connection.devices.url),
    administrative: async () => existsSync(connection.administrative.inbox),
    judgments: () => reads(connection.judgments.file),
    corrections: () => reads(connection.corrections.file),
    subsidies: () => reads(connection.subsidies.file),
    bribery: () => reads(connection.bribery.file),
    licences: () => reads(connection.licences.file),
    'social-security': () => answers(connection['social-security'].url),
    deaths: async () => existsSync(connection.deaths.inbox),
    procurement: async () => (await systems.procurement.pushes()).length > 0,
  };
  for (const name of Object.keys(isUp) as (keyof typeof isUp)[]) {
    await systems[name].stop();
    const down = await isUp[name]();
    await systems[name].start();
    expect([name, down, await isUp[name]()]).toEqual([name, false, true]);
  }
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function reads(file: string): Promise<boolean> {
  const client = createClient({ url: pathToFileURL(file).href });
  const outcome = await client.execute('SELECT count(*) FROM sqlite_master').then(
    () => true,
    () => false,
  );
  client.close();
  return outcome;
}

test('a folder that was never seeded is not opened', async () => {
  await expect(openCountry({ dataDir: join(dataDir, 'elsewhere') })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});

test('a taken port is named, and nothing is left listening', async () => {
  const taken = new URL(country.connection.enforcement.url).port;
  await expect(openCountry({ dataDir, ports: { enforcement: Number(taken) } })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: `Port ${taken} on loopback is not free`,
  });
});
