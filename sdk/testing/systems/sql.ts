import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, type InValue } from '@libsql/client';
import type { EntityBinding } from '../../entity.js';
import type { RawRecord } from '../../source.js';
import { tableName } from '../../table-name.js';
import type { Tables } from '../golden.js';
import { standingColumns } from '../standing-columns.js';
import type { System } from './system.js';

/** A database file that can be broken. */
export interface SqlSystem extends System {
  readonly file: string;
  /** Runs a statement of the agency's own. */
  execute(sql: string): Promise<void>;
  /** Keeps everybody else out of the file until the function that is answered is called. */
  lock(): Promise<() => Promise<void>>;
}

export function isSqlSystem(system: System | null): system is SqlSystem {
  return system !== null && 'execute' in system;
}

/**
 * Opens libSQL files with the rows as they are given: text stays text, and nothing is made of it. Most checks stand on the same
 * rows, or on those of one table otherwise: what was written first is copied.
 */
export function openSqlSystems(bindings: readonly EntityBinding[]): (tables: Tables) => Promise<SqlSystem> {
  let first: { readonly tables: Tables; readonly bytes: Buffer } | undefined;
  const known = new WeakMap<readonly RawRecord[], readonly string[]>();
  const columnsIn = (table: string, rows: readonly RawRecord[]) => {
    const columns = known.get(rows) ?? columnsOf(table, rows, bindings);
    known.set(rows, columns);
    return columns;
  };
  return async (tables) => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-golden-'));
    const file = join(folder, 'agency.db');
    if (first !== undefined) await writeFile(file, first.bytes);
    const client = createClient({ url: `file:${file}` });
    const gone = [...(first?.tables ?? [])].filter(([table, rows]) => tables.get(table) !== rows);
    for (const [table] of gone) await client.execute(`drop table ${quoted(table)}`);
    for (const [table, rows] of tables)
      if (first?.tables.get(table) !== rows) await writeTable(client, table, rows, columnsIn(table, rows), bindings);
    first ??= { tables, bytes: await readFile(file) };
    return systemOf({ folder, file, client, columnsOf: (table) => columnsIn(table, tables.get(table) ?? []) });
  };
}

async function writeTable(
  client: Client,
  table: string,
  rows: readonly RawRecord[],
  columns: readonly string[],
  bindings: readonly EntityBinding[],
): Promise<void> {
  const held = columns.filter((column) => holdsNumbers(column, rows));
  const numeric = new Set([...numericColumns(table, bindings), ...held]);
  const defined = columns.map((column) => `${quoted(column)}${numeric.has(column) ? ' NUMERIC' : ''}`);
  await client.execute(`create table ${quoted(table)} (${defined.join(', ')})`);
  await insertRows(client, table, columns, rows);
}

interface Written {
  readonly folder: string;
  readonly file: string;
  readonly client: Client;
  readonly columnsOf: (table: string) => readonly string[];
}

function systemOf({ folder, file, client, columnsOf }: Written): SqlSystem {
  return {
    what: 'a libSQL file: its statements are SQLite’s',
    file,
    execute: async (sql) => {
      await client.execute(sql);
    },
    lock: async () => {
      const writer = createClient({ url: `file:${file}`, concurrency: 1 });
      await writer.executeMultiple('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
      return async () => {
        // The lock is given back by the first read in normal mode.
        await writer.executeMultiple('PRAGMA locking_mode = NORMAL; SELECT count(*) FROM sqlite_master;');
        writer.close();
      };
    },
    reroute: () => `file:${file}`,
    insert: (table, rows) => insertRows(client, table, columnsOf(table), rows),
    // SQLite's driver gives a file back when its statements are collected, which nobody can wait for.
    connections: () => null,
    close: async () => {
      client.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A table whose name carries a schema is one table here as well: SQLite would look for an attached file. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function columnsOf(table: string, rows: readonly RawRecord[], bindings: readonly EntityBinding[]): readonly string[] {
  const held = new Set(rows.flatMap((row) => Object.keys(row)));
  if (held.size > 0) return [...held];
  // An empty table has the columns that the bindings name: nothing else is known of it.
  const bound = bindings.filter((binding) => tableName(binding.table) === table);
  return [
    ...new Set(
      bound.flatMap((binding) => [
        ...standingColumns(binding),
        ...Object.values(binding.fields).flatMap((codec) => codec.columns),
      ]),
    ),
  ];
}

/** Columns that the agency's database compares as numbers: the bindings say so by calling them clean. */
function numericColumns(table: string, bindings: readonly EntityBinding[]): ReadonlySet<string> {
  const codecs = bindings
    .filter((binding) => tableName(binding.table) === table)
    .flatMap(({ fields }) => Object.values(fields));
  const numbers = codecs.filter((codec) => codec.order?.type === 'number').flatMap(({ columns }) => columns);
  const others = new Set(codecs.filter((codec) => codec.order?.type !== 'number').flatMap(({ columns }) => columns));
  return new Set(numbers.filter((column) => !others.has(column)));
}

/** A column that holds nothing but numbers is one of numbers. */
function holdsNumbers(column: string, rows: readonly RawRecord[]): boolean {
  const held = rows.flatMap((row) => row[column] ?? []);
  return held.length > 0 && held.every((value) => typeof value === 'number');
}

/** Most values of one statement: https://sqlite.org/limits.html, 9, and a margin. */
const mostValues = 30_000;

async function insertRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: readonly RawRecord[],
): Promise<void> {
  if (rows.length === 0) return;
  const into = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values`;
  const row = `(${columns.map(() => '?').join(', ')})`;
  const atOnce = Math.max(1, Math.floor(mostValues / columns.length));
  const parts = Array.from({ length: Math.ceil(rows.length / atOnce) }, (_, at) =>
    rows.slice(at * atOnce, (at + 1) * atOnce),
  );
  await client.batch(
    parts.map((part) => ({
      sql: `${into} ${part.map(() => row).join(', ')}`,
      args: part.flatMap((each) => columns.map((column) => cellOf(each[column]))),
    })),
    'write',
  );
}

function cellOf(value: unknown): InValue {
  if (value === null || value === undefined) return null;
  // The driver binds numbers as doubles: a key of 7 would be the text `7.0`.
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value);
}
