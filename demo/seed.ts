import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';
import { type CountryFiles, countryFiles, countryIn } from './country-files.js';
import { openDirt } from './dirt/dirt.js';
import { openDirtLog } from './dirt/dirt-log.js';
import type { Life, Plant } from './lives/facts.js';
import { defaults, generateLives, type Scale } from './lives/generate-lives.js';
import { openRecorders } from './systems/recorders.js';

export interface SeedOptions {
  readonly dataDir: string;
  readonly scale?: Scale;
  readonly seed?: string;
  /** The demo's present day, `YYYY-MM-DD`. */
  readonly asOf?: string;
  readonly onProgress?: (progress: SeedProgress) => void;
}

/** How far the seeding is; counts only ever grow. */
export interface SeedProgress {
  readonly lives: number;
  readonly persons: number;
  readonly facts: number;
}

/** What `seeded.json` says. */
export interface Seeded extends SeedProgress {
  readonly scale: Scale;
  readonly seed: string;
  readonly asOf: string;
}

/** Answers to progress once in this many lives. */
const stride = 500;

/**
 * Writes all five agencies' systems in one pass over the population's lives, in bounded memory. A folder that is
 * already seeded with the same options is left alone; a half-seeded one is done again. Rejects with `CONFIG_INVALID`
 * when the folder holds a country of other options.
 */
export async function seedCountry(options: SeedOptions): Promise<Seeded> {
  const { scale = defaults.scale, seed = defaults.seed, asOf = defaults.asOf } = options;
  const done = countryIn(options.dataDir);
  const known = await readMarker(done);
  if (known !== undefined) return sameCountry(known, { scale, seed, asOf });

  const unfinished = countryFiles(join(options.dataDir, 'country.unfinished'));
  await rm(unfinished.folder, { recursive: true, force: true });
  await rm(done.folder, { recursive: true, force: true });
  await mkdir(unfinished.folder, { recursive: true });
  const counts = await write(unfinished, { scale, seed, asOf }, options.onProgress);
  const seeded: Seeded = { scale, seed, asOf, ...counts };
  await writeFile(unfinished.marker, `${JSON.stringify(seeded, null, 2)}\n`);
  // One rename: the country is either there as a whole or not at all.
  await rename(unfinished.folder, done.folder);
  return seeded;
}

async function readMarker(files: CountryFiles): Promise<Seeded | undefined> {
  if (!existsSync(files.marker)) return undefined;
  return JSON.parse(await readFile(files.marker, 'utf8')) as Seeded;
}

type Origin = Pick<Seeded, 'scale' | 'seed' | 'asOf'>;

function sameCountry(known: Seeded, asked: Origin): Seeded {
  const differing = (['scale', 'seed', 'asOf'] as const).filter((option) => known[option] !== asked[option]);
  if (differing.length === 0) return known;
  const found = differing.map((option) => `${option} ${known[option]} (asked for ${asked[option]})`).join(', ');
  throw new PlumblineError('CONFIG_INVALID', `The data folder holds a country with ${found}; name another folder`);
}

async function write(
  files: CountryFiles,
  origin: Origin,
  onProgress: SeedOptions['onProgress'],
): Promise<SeedProgress> {
  const log = openDirtLog();
  const recorders = await openRecorders(files, openDirt({ seed: origin.seed, log }), origin.asOf);
  const plants: (Plant & { readonly life: string })[] = [];
  let counts: SeedProgress = { lives: 0, persons: 0, facts: 0 };
  for (const life of generateLives(origin)) {
    for (const recorder of recorders) await recorder.record(life);
    plants.push(...life.plants.map((plant) => ({ ...plant, life: life.key })));
    counts = added(counts, life);
    if (counts.lives % stride === 0) onProgress?.(counts);
  }
  for (const recorder of recorders) await recorder.finish();
  onProgress?.(counts);
  await writeFile(files.manifest, `${JSON.stringify({ ...origin, plants, dirt: log.counts() }, null, 2)}\n`);
  return counts;
}

function added(counts: SeedProgress, life: Life): SeedProgress {
  return {
    lives: counts.lives + 1,
    persons: counts.persons + life.persons.length,
    facts: counts.facts + life.facts.length,
  };
}
