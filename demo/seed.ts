import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlumblineError } from '../schema/errors.js';
import { type CountryFiles, countryFiles, countryIn } from './country-files.js';
import { openDirt } from './dirt/dirt.js';
import { openDirtLog } from './dirt/dirt-log.js';
import { type Dirtied, plantedByDirt } from './dirt/found-dirt.js';
import type { Life, Plant } from './lives/facts.js';
import { defaults, generateLives, type Scale } from './lives/generate-lives.js';
import { differenceOf, generation, type Origin, recordLives, type SeedProgress } from './seeding.js';
import { openRecorders } from './systems/recorders.js';

export interface SeedOptions {
  readonly dataDir: string;
  readonly scale?: Scale;
  readonly seed?: string;
  /** The demo's present day, `YYYY-MM-DD`. */
  readonly asOf?: string;
  readonly onProgress?: (progress: SeedProgress) => void;
}

/** What `seeded.json` says. */
export interface Seeded extends SeedProgress, Origin {
  /** Of the program that wrote it; absent is the first. */
  readonly generation?: number;
}

/**
 * Writes all agencies' and registers' systems in one pass over the population's lives, in bounded memory. A folder that is
 * already seeded with the same options is left alone; a half-seeded one, and one of an earlier program, is done again. Rejects with `CONFIG_INVALID`
 * when the folder holds a country of other options.
 */
export async function seedCountry(options: SeedOptions): Promise<Seeded> {
  const { scale = defaults.scale, seed = defaults.seed, asOf = defaults.asOf } = options;
  const done = countryIn(options.dataDir);
  const known = await readMarker(done);
  if (known !== undefined && known.generation === generation) return sameCountry(known, { scale, seed, asOf });

  const unfinished = countryFiles(join(options.dataDir, 'country.unfinished'));
  await rm(unfinished.folder, { recursive: true, force: true });
  await rm(done.folder, { recursive: true, force: true });
  await mkdir(unfinished.folder, { recursive: true });
  const counts = await write(unfinished, { scale, seed, asOf }, options.onProgress);
  const seeded: Seeded = { scale, seed, asOf, generation, ...counts };
  await writeFile(unfinished.marker, `${JSON.stringify(seeded, null, 2)}\n`);
  // One rename: the country is either there as a whole or not at all.
  await rename(unfinished.folder, done.folder);
  return seeded;
}

/** What the country of a folder was made from; null where none is. */
export async function originIn(dataDir: string): Promise<Origin | null> {
  const { scale, seed, asOf } = (await readMarker(countryIn(dataDir))) ?? {};
  return scale === undefined || seed === undefined || asOf === undefined ? null : { scale, seed, asOf };
}

async function readMarker(files: CountryFiles): Promise<Seeded | undefined> {
  if (!existsSync(files.marker)) return undefined;
  return JSON.parse(await readFile(files.marker, 'utf8')) as Seeded;
}

function sameCountry(known: Seeded, asked: Origin): Seeded {
  const found = differenceOf(known, asked);
  if (found === null) return known;
  throw new PlumblineError('CONFIG_INVALID', `The data folder holds a country with ${found}; name another folder`);
}

async function write(
  files: CountryFiles,
  origin: Origin,
  onProgress: SeedOptions['onProgress'],
): Promise<SeedProgress> {
  const plants = openPlants();
  const log = openDirtLog((kind, record, column) => plants.noteDirt({ kind, record, column }));
  const recorders = await openRecorders(files, openDirt({ seed: origin.seed, log }), origin.asOf);
  const counts = await recordLives(plants.noting(generateLives(origin)), recorders, onProgress);
  await writeFile(
    files.manifest,
    `${JSON.stringify({ ...origin, plants: plants.all(), dirt: log.counts() }, null, 2)}\n`,
  );
  return counts;
}

type NotedPlant = Plant & { readonly life: string };

/** What rules are to find and to let pass, with the life that it is in. */
function openPlants() {
  // By what it says: a row that is written twice is dirtied twice.
  const noted = new Map<string, NotedPlant>();
  let current: Life | undefined;
  const note = (plant: Plant, life: Life) => {
    noted.set(`${life.key} ${plant.why}`, { ...plant, life: life.key });
  };
  return {
    all: (): readonly NotedPlant[] => [...noted.values()],
    /** Passes lives on, and notes what was planted in each. */
    *noting(lives: Iterable<Life>): Generator<Life> {
      for (const life of lives) {
        current = life;
        for (const plant of life.plants) note(plant, life);
        yield life;
      }
    },
    /** Notes what dirt makes of the life that is being written. */
    noteDirt: (dirtied: Dirtied) => {
      const plant = current === undefined ? null : plantedByDirt(current, dirtied);
      if (plant !== null && current !== undefined) note(plant, current);
    },
  };
}
