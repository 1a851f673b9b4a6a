import { openClerksDesk } from '../../demo/systems/administrative/desk.js';
import { entered } from '../../demo/systems/administrative/entries.js';
import { deathRow } from '../../demo/systems/deaths/record.js';
import { apiResources } from '../../demo/systems/enforcement/resources.js';
import { policeServices } from '../../demo/systems/police/catalogue.js';
import { bidTable } from '../../demo/systems/procurement/bids.js';
import { shareServices } from '../../demo/systems/social-security/resources.js';
import type { AdapterDefinition } from '../../sdk/definition/adapter-definition.js';
import type { EntityBinding } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/raw.js';
import { rawMatches } from '../../sdk/raw-match.js';
import { type Tables, tableName } from '../../sdk/testing/index.js';
import type { GoldenCountry } from './golden-country.js';
import { chosenRows } from './golden-rows.js';

type Rows = readonly RawRecord[];

/** An adapter of the program's with made-up access to a system of golden data. */
export interface Certified {
  readonly definition: AdapterDefinition<unknown, unknown>;
  readonly options: unknown;
  readonly system: System;
  /** Asked over HTTP by the values that it lets callers ask for. */
  readonly isService: boolean;
}

/** The rows of every table that an adapter reads, as its system answers them. */
export type System = (country: GoldenCountry) => Promise<ReadonlyMap<string, Rows>>;

/** A database: its rows are its answers. */
export const databaseOf =
  (system: 'judgments' | 'corrections' | 'subsidies' | 'bribery' | 'licences', tables: readonly string[]): System =>
  async (country) =>
    new Map(await Promise.all(tables.map(async (table) => [table, await country.rows(system, table)] as const)));

/** The request platform: services by their own names. */
export const police: System = async (country) =>
  new Map(
    await Promise.all(policeServices.map(async ({ id, table }) => [id, await country.rows('police', table)] as const)),
  );

/** The enforcement system keeps lists and flags as text and numbers, and answers them as JSON. */
export const enforcement: System = async (country) =>
  new Map(
    await Promise.all(
      apiResources.map(async ({ path, table }) => {
        const rows = await country.rows('enforcement', table);
        return [`api.v1.${path}.query`, rows.map((row) => mapped(row, jsonOf))] as const;
      }),
    ),
  );

function jsonOf(name: string, value: unknown): unknown {
  if (name.endsWith('List') && typeof value === 'string') return JSON.parse(value);
  return name === 'fcBz' ? value === 1 : value;
}

export const devices: System = async (country) =>
  new Map([['openapi.v1.scans', await country.rows('devices', 't_scan')]]);

export const socialSecurity: System = async (country) =>
  new Map(
    await Promise.all(
      shareServices.map(
        async ({ path, table }) => [`share.v1.${path}`, await country.rows('social-security', table)] as const,
      ),
    ),
  );

export const procurement: System = async (country) =>
  new Map([[bidTable.table, await country.rows('procurement', bidTable.table)]]);

/** What the bureaus' clerks enter, before each bureau writes its own kind of file. */
export const administrative: System = async ({ lives, dirt }) => {
  const tables = new Map<string, RawRecord[]>();
  for (const life of lives) {
    for (const fact of life.facts) {
      const agency = fact.kind === 'ReverseReferral' ? fact.recipient : fact.agency;
      const desk = openClerksDesk(life, dirt, agency, fact.division);
      const entry = entered(fact, desk);
      if (entry === undefined) continue;
      const row = delivered(desk.row(entry, fact));
      tables.set(entry.business, [...(tables.get(entry.business) ?? []), row]);
    }
  }
  return tables;
};

export const deaths: System = async ({ lives, dirt }) => {
  const rows = lives.flatMap((life) =>
    life.facts.flatMap((fact) => (fact.kind === 'DeathRecord' ? [delivered(deathRow(fact, life, dirt))] : [])),
  );
  return new Map([['SWDJ', rows]]);
};

/** An empty cell of a file is nothing; what the clerk's tool keeps for itself is not in the file. */
const delivered = (row: RawRecord): RawRecord =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (name.startsWith('#') ? [] : [[name, value === '' ? null : value]])),
  );

const mapped = (row: RawRecord, of: (name: string, value: unknown) => unknown): RawRecord =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, of(name, value)]));

/**
 * Whether a service can be asked for the row by its keys. It lists no values, so a key with an inner space or a look-alike letter
 * is in its lists and under no spelling that the hub could ask for.
 */
function isAskable({ fields, lookups }: EntityBinding, row: RawRecord): boolean {
  return lookups.every((field) => {
    const codec = fields[field];
    const spelling = codec?.spelling ?? null;
    if (codec === undefined || spelling === null || !rawMatches(spelling.odd, row)) return true;
    const { value } = codec.read(row);
    return value === null || spelling.of(String(value)).includes(String(row[spelling.column]));
  });
}

/** The tables that an adapter reads, with some of their rows; of a service, with those that it can be asked for. */
export async function goldenTables(
  { definition: { entities }, system, isService }: Certified,
  country: GoldenCountry,
): Promise<Tables> {
  const all = await system(country);
  const read = [...new Set(entities.map(({ table }) => tableName(table)))];
  return new Map(
    read.map((name) => {
      const bindings = entities.filter(({ table }) => tableName(table) === name) as readonly EntityBinding[];
      const rows = (all.get(name) ?? []).filter((row) => !isService || bindings.every((each) => isAskable(each, row)));
      return [name, chosenRows(rows)];
    }),
  );
}

export const tablesRead = <Options, Place>({ entities }: AdapterDefinition<Options, Place>): readonly string[] => [
  ...new Set(entities.map(({ table }) => tableName(table))),
];
