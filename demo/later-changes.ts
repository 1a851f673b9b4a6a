import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient } from '@libsql/client';

/** What agencies write down as the time of a change. */
const written = /^(gxsj|cjsj)$/i;

/** Whose a record is, by what it is found, and whether it is there: what changes of these is no change of a record, but another record. */
const fixed =
  /(bh|hm|zh|id|xydm|^ah|ah|dm|xzqh|_ms)$|^(sfyx|sfsc|scbz|yxbz|fcbz|sffc|smsj|mj|reservation\d+)$|sfz|zjhm/i;

/**
 * Writes other values into some records of every table of the country's systems, as clerks do, each with the time of writing.
 * @param folder of the country (country-files.ts)
 * @returns how many records of each table
 */
export async function changeLater(
  folder: string,
  at: Date,
  random: () => number,
  share: number,
): Promise<ReadonlyMap<string, number>> {
  const changed = new Map<string, number>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.db'))) {
    const system = createClient({ url: `file:${join(folder, file)}` });
    try {
      for (const table of await tablesOf(system))
        changed.set(table, await changeTable(system, table, { at, random, share }));
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

async function changeTable(
  system: Client,
  table: string,
  { at, random, share }: { readonly at: Date; readonly random: () => number; readonly share: number },
): Promise<number> {
  const { columns, rows } = await system.execute(`SELECT rowid AS place, * FROM ${table} ORDER BY rowid`);
  const stamp = columns.find((column) => written.test(column));
  const open = columns.filter((column) => column !== 'place' && column !== stamp && !fixed.test(column));
  if (stamp === undefined || rows.length < 2) return 0;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const many = Math.ceil(rows.length * share);
  for (let left = many; left > 0; left -= 1) {
    const [row, other, column] = [pick(rows), pick(rows), pick(open)];
    await system.execute({
      sql: `UPDATE ${table} SET ${column} = ?, ${stamp} = ? WHERE rowid = ?`,
      args: [other[column] ?? null, timeLike(row[stamp], at), row.place ?? null],
    });
  }
  return many;
}

/** In the notation of the system. */
function timeLike(known: unknown, at: Date): string | number {
  if (typeof known === 'number' || /^\d{13}$/.test(String(known))) return at.getTime();
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
