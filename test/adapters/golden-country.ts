import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { type CountryFiles, countryFiles } from '../../demo/country-files.js';
import { type Dirt, openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import type { DirtKind } from '../../demo/dirt/kinds.js';
import type { Life } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { openRecorders } from '../../demo/systems/recorders.js';
import type { RawRecord } from '../../sdk/raw.js';

const population = { scale: 0.03, seed: 'golden', asOf: '2026-11-01' } as const;

/** A small country whose agencies have written everything down, in their own dirty way. */
export interface GoldenCountry {
  readonly lives: readonly Life[];
  readonly dirt: Dirt;
  readonly asOf: string;
  /** What befell a value of a fact when it was written into a column. */
  befell(fact: string, column: string): DirtKind | undefined;
  /** The rows of a table of a system's database, as they stand there. */
  rows(system: keyof CountryFiles, table: string): Promise<readonly RawRecord[]>;
  close(): Promise<void>;
}

export async function openGoldenCountry(): Promise<GoldenCountry> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-golden-country-'));
  const files = countryFiles(folder);
  const dirtied = new Map<string, DirtKind>();
  const log = openDirtLog((kind, record, column) => dirtied.set(`${record} ${column}`, kind));
  const dirt = openDirt({ seed: population.seed, log });
  const recorders = await openRecorders(files, dirt, population.asOf);
  const lives = [...generateLives(population)];
  for (const life of lives) for (const recorder of recorders) await recorder.record(life);
  for (const recorder of recorders) await recorder.finish();
  return {
    lives,
    dirt,
    asOf: population.asOf,
    befell: (fact, column) => dirtied.get(`${fact} ${column}`),
    rows: async (system, table) => {
      const client = createClient({ url: `file:${files[system]}` });
      const { rows, columns } = await client.execute(`select * from ${table}`);
      client.close();
      return rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])));
    },
    close: () => rm(folder, { recursive: true }),
  };
}
