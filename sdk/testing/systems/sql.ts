import { mkdtemp, rm } from 'node:fs/promises';
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

/** A libSQL file with the rows as they are given: text stays text, and nothing is made of it. */
export async function openSqlSystem(tables: Tables, bindings: readonly EntityBinding[]): Promise<SqlSystem> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-golden-'));
  const file = join(folder, 'agency.db');
  const client = createClient({ url: `file:${file}` });
  const columns = new Map<string, readonly string[]>();
  for (const [table, rows] of tables) {
    const names = columnsOf(table, rows, bindings);
    columns.set(table, names);
    const numeric = new Set([...numericColumns(table, bindings), ...names.filter((name) => holdsNumbers(name, rows))]);
    const defined = names.map((name) => `${quoted(name)}${numeric.has(name) ? ' NUMERIC' : ''}`);
    await client.execute(`create table ${quoted(table)} (${defined.join(', ')})`);
    await insertRows(client, table, names, rows);
  }
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
    insert: (table, rows) => insertRows(client, table, columns.get(table) ?? [], rows),
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

async function insertRows(
  client: Client,
  table: string,
  columns: readonly string[],
  rows: readonly RawRecord[],
): Promise<void> {
  if (rows.length === 0) return;
  const sql = `insert into ${quoted(table)} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
  await client.batch(
    rows.map((row) => ({ sql, args: columns.map((column) => cellOf(row[column])) })),
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
