import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';
import { writeAgencyDirectory } from './agency-directory.js';
import { type DeployedFiles, deployedFiles } from './deployed-files.js';
import { type Dirt, openDirt } from './dirt/dirt.js';
import { openDirtLog } from './dirt/dirt-log.js';
import { defaults, generateLives } from './lives/generate-lives.js';
import type { Seeded, SeedOptions } from './seed.js';
import { type HubBooks, seedMatters } from './seed-matters.js';
import { differenceOf, generation, type Origin, recordLives } from './seeding.js';
import { openAdministrativeRecorder } from './systems/administrative/record.js';
import { openCorrectionsRecorder } from './systems/corrections/record.js';
import { openScanRecorder } from './systems/corrections/record-scans.js';
import { correctionsSystem } from './systems/corrections/schema.js';
import { openDeathsRecorder } from './systems/deaths/record.js';
import { openEnforcementRecorder } from './systems/enforcement/record.js';
import { openJudgmentsRecorder } from './systems/judgments/record.js';
import { judgmentsSystem } from './systems/judgments/schema.js';
import { openPoliceRecorder } from './systems/police/record.js';
import { openProcurementRecorder } from './systems/procurement/record.js';
import type { Recorder } from './systems/recorder.js';
import { openSocialSecurityRecorder } from './systems/social-security/record.js';
import { openRegisterRecorder } from './systems/sql/registers.js';
import type { SqlSystem } from './systems/sql/system.js';
import { openMysqlTarget, openPostgresTarget, type SqlTarget } from './systems/sql/target.js';
import { subsidiesSystem } from './systems/subsidies/schema.js';

export interface SeedSystemsOptions extends SeedOptions {
  /** Database of the courts' system, `mysql://…` or `mariadb://…`; a file below the data folder where absent. */
  readonly judgments?: string;
  /** Database of the corrections system, `postgres://…`; a file below the data folder where absent. */
  readonly corrections?: string;
  /** Database of the funds for farmers, `mysql://…` or `mariadb://…`; a file below the data folder where absent. */
  readonly subsidies?: string;
  /** Hub whose books get the demonstration's matters. */
  readonly hub?: HubBooks;
}

/**
 * Writes the agencies' and the registers' systems of a deployment in one pass: three may be databases, the others are folders; and the
 * matters into the hub's books, where it is told of a hub. What was seeded before with the same options is left alone;
 * what was half-seeded, or by an earlier program, is written again from nothing. Rejects with `CONFIG_INVALID` for other options than before, with
 * `SOURCE_UNAVAILABLE` when a database cannot be written, and with `STORE_UNAVAILABLE` when the hub's cannot.
 */
export async function seedSystems(options: SeedSystemsOptions): Promise<Seeded> {
  const seeded = await seedAgencies(options);
  if (options.hub !== undefined) await seedMatters(options.hub, seeded, () => new Date());
  return seeded;
}

async function seedAgencies(options: SeedSystemsOptions): Promise<Seeded> {
  const { scale = defaults.scale, seed = defaults.seed, asOf = defaults.asOf } = options;
  const files = deployedFiles(options.dataDir);
  const origin = { scale, seed, asOf };
  const known = existsSync(files.marker) ? (JSON.parse(await readFile(files.marker, 'utf8')) as Seeded) : undefined;
  if (known !== undefined && known.generation === generation) return sameAs(known, origin);
  await clear(files, options);
  writeAgencyDirectory(files.agencies);
  const dirt = openDirt({ seed, log: openDirtLog() });
  const recorders = await openAll(files, dirt, asOf, options);
  const counts = await recordLives(generateLives(origin), recorders, options.onProgress);
  const seeded: Seeded = { ...origin, generation, ...counts };
  // One rename, last of all: whoever finds the marker finds everything else.
  await writeFile(`${files.marker}.new`, `${JSON.stringify(seeded, null, 2)}\n`);
  await rename(`${files.marker}.new`, files.marker);
  return seeded;
}

function sameAs(known: Seeded, asked: Origin): Seeded {
  const found = differenceOf(known, asked);
  if (found === null) return known;
  throw new PlumblineError('CONFIG_INVALID', `The systems hold a country with ${found}; start from empty volumes`);
}

/** Empties the folders without removing them: they may be mount points. Those that a database stands for are not made. */
async function clear(files: DeployedFiles, { judgments, corrections, subsidies }: SeedSystemsOptions): Promise<void> {
  const inFiles = [
    ...(judgments === undefined ? [files.judgments] : []),
    ...(corrections === undefined ? [files.corrections] : []),
    ...(subsidies === undefined ? [files.subsidies] : []),
    ...[files.devices, files.police, files.enforcement, files.agencies, files.marker],
    ...[files.bribery, files.licences, files['social-security'], files.procurement],
  ];
  for (const folder of [files.administrative, files.deaths, ...inFiles.map(dirname)]) {
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  }
}

async function openAll(
  files: DeployedFiles,
  dirt: Dirt,
  asOf: string,
  { judgments, corrections, subsidies }: SeedSystemsOptions,
): Promise<readonly Recorder[]> {
  return [
    await openJudgmentsRecorder({
      target: judgments === undefined ? { file: files.judgments } : await emptied(judgmentsSystem, judgments),
      dirt,
    }),
    await openCorrectionsRecorder({
      target: corrections === undefined ? { file: files.corrections } : await emptied(correctionsSystem, corrections),
      dirt,
    }),
    await openScanRecorder({ file: files.devices, dirt }),
    await openPoliceRecorder({ file: files.police, dirt }),
    await openEnforcementRecorder({ file: files.enforcement, dirt }),
    await openAdministrativeRecorder({ dir: files.administrative, asOf, dirt }),
    await openRegisterRecorder('subsidies', {
      target: subsidies === undefined ? { file: files.subsidies } : await emptied(subsidiesSystem, subsidies),
      dirt,
    }),
    await openRegisterRecorder('bribery', { target: { file: files.bribery }, dirt }),
    await openRegisterRecorder('licences', { target: { file: files.licences }, dirt }),
    await openSocialSecurityRecorder({ file: files['social-security'], dirt }),
    await openDeathsRecorder({ dir: files.deaths, asOf, dirt }),
    await openProcurementRecorder({ file: files.procurement, dirt }),
  ];
}

const targets: Readonly<Record<string, (url: string) => Promise<SqlTarget>>> = {
  mysql: openMysqlTarget,
  mariadb: (url) => openMysqlTarget(url.replace('mariadb', 'mysql')),
  postgres: openPostgresTarget,
  postgresql: openPostgresTarget,
};

/** A database without the system's tables: MySQL keeps what a seeding that was cut short had made of them. */
async function emptied(system: SqlSystem, url: string): Promise<SqlTarget> {
  // The URL itself stays out of messages: it holds a password.
  const open = targets[url.slice(0, url.indexOf(':'))];
  if (open === undefined) {
    throw new PlumblineError('CONFIG_INVALID', 'A system is seeded into mysql://, mariadb:// or postgres:// databases');
  }
  try {
    const target = await open(url);
    for (const { name } of system.tables) await target.run(`DROP TABLE IF EXISTS ${name}`);
    return target;
  } catch (cause) {
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'A database to be seeded does not take the seeding', { cause });
  }
}
