import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { type Config, parseConfig } from '../gateway/config.js';
import { PlumblineError } from '../schema/errors.js';
import { addDays } from '../schema/values/plain-date.js';
import { writeAgencyDirectory } from './agency-directory.js';
import { type Country, type CountryConnection, type CountryOptions, openCountry } from './country.js';
import { type Issuer, issuerName, keyIn, openIssuer } from './issuer.js';
import type { Scale } from './lives/generate-lives.js';
import { oversightOf } from './oversight.js';
import { type SeedOptions, seedCountry } from './seed.js';
import { seedMatters } from './seed-matters.js';
import { type DemoFiles, demoAudience, demoFiles, demoSecret } from './settings.js';

/** A simulated agency that can be left switched off. */
export type SystemName = keyof Country['systems'];

export const systemNames: readonly SystemName[] = [
  'judgments',
  'police',
  'enforcement',
  'corrections',
  'devices',
  'administrative',
  'subsidies',
  'bribery',
  'licences',
  'social-security',
  'deaths',
  'procurement',
];

export interface DemoOptions extends Omit<SeedOptions, 'dataDir'> {
  readonly dataFolder: string;
  /** Systems that stay switched off. */
  readonly without?: readonly SystemName[];
  readonly clock?: () => Date;
  readonly enforcement?: CountryOptions['enforcement'];
}

/** A small country in this process, with the configuration of a hub over it. */
export interface Demo {
  readonly country: Country;
  readonly issuer: Issuer;
  readonly config: Config;
  readonly files: DemoFiles;
  /** The morning after the country's last day, ISO 8601 date: what is overdue is reckoned by it, whenever the demonstration runs. */
  readonly today: string;
  close(): Promise<void>;
}

/** Seeds the country and the hub's books of matters the first time, and opens the systems on loopback. */
export async function openDemo(options: DemoOptions): Promise<Demo> {
  const { dataFolder, without = [], clock = () => new Date(), enforcement = {}, ...seeding } = options;
  const files = demoFiles(dataFolder);
  const origin = await seedCountry({ ...seeding, dataDir: files.folder });
  await seedMatters({ store: storeOf(files), secret: demoSecret(files) }, origin, clock);
  const country = await openCountry({ dataDir: files.folder, enforcement, now: () => clock().getTime() });
  const issuer = await openIssuer(files.issuerKey);
  const config = configOf(files, issuer, await keyIn(files.auditKey), country.connection);
  for (const name of without) await country.systems[name].stop();
  return { country, issuer, config, files, today: addDays(origin.asOf, 1), close: () => country.close() };
}

/** Names from a command line. Rejects with `BAD_USER_INPUT` for one that is no system. */
export function parseSystems(text: string | undefined): readonly SystemName[] {
  const names = (text ?? '').split(',').filter((name) => name !== '');
  return names.map((name) => {
    const known = systemNames.find((each) => each === name);
    if (known === undefined)
      throw new PlumblineError('BAD_USER_INPUT', `no system "${name}"; systems are ${systemNames.join(', ')}`);
    return known;
  });
}

/** A size from a command line: county, city or a number of counties. Rejects with `BAD_USER_INPUT`. */
export function parseScale(text: string): Scale {
  if (text === 'county' || text === 'city') return text;
  const factor = Number(text);
  if (!(factor > 0)) throw new PlumblineError('BAD_USER_INPUT', '--scale is county, city or a number of counties');
  return factor;
}

const storeOf = ({ store }: DemoFiles) => `file:${store}`;

function configOf(files: DemoFiles, issuer: Issuer, auditKey: JWK, connection: CountryConnection): Config {
  const jwks = join(files.folder, 'issuer.jwks.json');
  writeFileSync(jwks, JSON.stringify(issuer.jwks));
  return parseConfig({
    store: { url: storeOf(files) },
    secret: demoSecret(files),
    tokens: { issuer: issuerName, audience: demoAudience, jwks },
    adapters: adaptersOf(files, connection),
    audit: { privateKey: JSON.stringify(auditKey), folder: files.checkpoints },
    oversight: oversightOf(),
    introspection: true,
  });
}

/** The adapters of the demonstration's country: what an operator would write into plumbline.yaml. */
export function adaptersOf({ folder }: DemoFiles, connection: CountryConnection): unknown[] {
  const directory = join(folder, 'agencies.json');
  writeAgencyDirectory(directory);
  const { judgments, corrections, devices, police, enforcement, administrative } = connection;
  return [
    { use: 'agency-directory', options: { file: directory } },
    { use: 'judgments-sql', options: { url: `file:${judgments.file}` } },
    { use: 'corrections-sql', options: { url: `file:${corrections.file}` } },
    { use: 'correction-devices', options: { url: devices.url, apiKey: devices.apiKey } },
    { use: 'police-soap', options: { url: police.url, callerId: police.callerId, password: police.password } },
    {
      use: 'enforcement-rest',
      options: {
        url: enforcement.url,
        appKey: enforcement.appKey,
        appSecret: enforcement.appSecret,
        callsPerSecond: enforcement.callsPerSecond,
      },
    },
    { use: 'administrative-files', options: { inbox: administrative.inbox } },
    { use: 'subsidies-sql', options: { url: `file:${connection.subsidies.file}` } },
    { use: 'bribery-sql', options: { url: `file:${connection.bribery.file}` } },
    { use: 'licences-sql', options: { url: `file:${connection.licences.file}` } },
    { use: 'social-security-rest', options: connection['social-security'] },
    { use: 'deaths-files', options: { inbox: connection.deaths.inbox } },
    { use: 'procurement-push', options: { secret: connection.procurement.secret } },
  ];
}
