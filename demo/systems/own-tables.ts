import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Client, createClient } from '@libsql/client';
import { PlumblineError } from '../../schema/errors.js';

/** A table of an agency's own database file. */
export interface OwnTable {
  readonly table: string;
  readonly key: string;
  readonly columns: readonly { readonly name: string }[];
  /** Columns that get an index: the ones the agency's own interface may be asked by. */
  readonly queryable: readonly string[];
}

export type OwnValue = string | number | null;
export type OwnRow = Readonly<Record<string, OwnValue | undefined>>;

/** Rows of one statement. */
const slice = 200;

/** Opens the database file of a system, made if it is missing. */
export function openOwnFile(file: string): Client {
  mkdirSync(dirname(file), { recursive: true });
  return createClient({ url: pathToFileURL(file).href });
}

/** Makes empty tables. Columns have no type: old systems hold whatever was once written into them. */
export async function createOwnTables(client: Client, tables: readonly OwnTable[]): Promise<void> {
  await client.executeMultiple('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
  for (const { table, columns } of tables) {
    await client.execute(`CREATE TABLE ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')})`);
  }
}

/** Adds the indexes after the rows: twice as fast as keeping them up to date while rows arrive. */
export async function indexOwnTables(client: Client, tables: readonly OwnTable[]): Promise<void> {
  for (const { table, key, queryable } of tables) {
    for (const column of new Set([key, ...queryable])) {
      await client.execute(`CREATE INDEX "IX_${table}_${column}" ON ${table} ("${column}")`);
    }
  }
  await client.executeMultiple('PRAGMA journal_mode = DELETE; PRAGMA synchronous = NORMAL;');
}

/** Collects rows a table and writes them in slices, so that memory does not grow with the population. */
export interface RowWriter {
  write(table: string, row: OwnRow): void;
  /** Writes what is full; call it between two lives. */
  drain(): Promise<void>;
  finish(): Promise<void>;
}

export function openRowWriter(client: Client, tables: readonly OwnTable[]): RowWriter {
  const waiting = new Map<string, string[]>(tables.map(({ table }) => [table, []]));
  const columnsOf = new Map(tables.map(({ table, columns }) => [table, columns.map(({ name }) => name)]));
  let held = 0;
  const flush = async () => {
    const statements = [...waiting].flatMap(([table, rows]) => slices(table, rows));
    for (const rows of waiting.values()) rows.length = 0;
    held = 0;
    // Literals, not bound values: the driver keeps the memory of prepared statements (1 GB for a million rows).
    if (statements.length > 0) await client.executeMultiple(`BEGIN;${statements.join('')}COMMIT;`);
  };
  return {
    write: (table, row) => {
      const columns = columnsOf.get(table) ?? [];
      const stray = Object.keys(row).find((name) => !columns.includes(name));
      if (stray !== undefined) throw new PlumblineError('CONFIG_INVALID', `${table} has no column ${stray}`);
      waiting.get(table)?.push(`(${columns.map((column) => literal(row[column])).join(',')})`);
      held += 1;
    },
    drain: async () => {
      if (held >= slice * 20) await flush();
    },
    finish: flush,
  };
}

function slices(table: string, rows: readonly string[]): readonly string[] {
  const statements: string[] = [];
  for (let from = 0; from < rows.length; from += slice) {
    statements.push(`INSERT INTO ${table} VALUES ${rows.slice(from, from + slice).join(',')};`);
  }
  return statements;
}

function literal(value: OwnValue | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
