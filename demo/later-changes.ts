import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient, type Row } from '@libsql/client';

/** What agencies write down as the time of a change. */
const written = /^(gxsj|cjsj)$/i;

/** Whose a record is, by what it is found, and whether it may be seen: who changes these makes another record of it. */
const fixed =
  /(bh|hm|zh|id|xydm|^ah|ah|dm|xzqh|_ms)$|^(sfyx|sfsc|scbz|yxbz|fcbz|sffc|smsj|mj|reservation\d+)$|sfz|zjhm/i;

export interface LaterChanges {
  /** When they are written. */
  readonly at: Date;
  /** In [0, 1). */
  readonly random: () => number;
  /** Part of each table's records. */
  readonly share: number;
  /** Keys of records that change, too. */
  readonly keys?: ReadonlySet<string>;
}

/**
 * Writes other values into some records of every table of the country's systems, as clerks do, each with the time of writing.
 * @param folder of the country (country-files.ts)
 * @returns how many records changed
 */
export async function changeLater(folder: string, changes: LaterChanges): Promise<number> {
  let changed = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.db'))) {
    const system = createClient({ url: `file:${join(folder, file)}` });
    try {
      for (const table of await tablesOf(system)) changed += await changeTable(system, table, changes);
    } finally {
      system.close();
    }
  }
  return changed;
}

async function tablesOf(system: Client): Promise<readonly string[]> {
  const { rows } = await system.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  );
  return rows.map(({ name }) => String(name)).sort();
}

async function changeTable(system: Client, table: string, { at, random, share, keys }: LaterChanges): Promise<number> {
  const { columns, rows } = await system.execute(`SELECT rowid AS place, * FROM ${table} ORDER BY rowid`);
  const [, key = ''] = columns;
  const stamp = columns.find((column) => written.test(column));
  const open = columns.filter((column) => column !== 'place' && column !== stamp && !fixed.test(column));
  if (stamp === undefined || rows.length < 2) return 0;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const some = Array.from({ length: Math.ceil(rows.length * share) }, () => pick(rows));
  const named = rows.filter((row) => keys?.has(String(row[key])) === true);
  const updates = [...some, ...named].map((row: Row) => {
    const column = pick(open);
    return {
      sql: `UPDATE ${table} SET ${column} = ?, ${stamp} = ? WHERE rowid = ?`,
      args: [pick(rows)[column] ?? null, timeLike(row[stamp], at), row.place ?? null],
    };
  });
  await system.batch(updates, 'write');
  return updates.length;
}

/** In the notation of the system. */
function timeLike(known: unknown, at: Date): string | number {
  if (/^\d{13}$/.test(String(known))) return at.getTime();
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
