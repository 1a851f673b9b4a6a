import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient, type Row } from '@libsql/client';
import { chinaClock } from '../schema/values/day.js';

/** What agencies write down as the time of a change. */
const written = /^(gxsj|cjsj)$/i;

/** Whose a record is, by what it is found, and whether it may be seen: who changes these makes another record of it. */
const fixed =
  /(bh|hm|zh|id|xydm|^ah|ah|dm|xzqh|_ms)$|^(sfyx|sfsc|scbz|yxbz|fcbz|sffc|smsj|mj|reservation\d+)$|sfz|zjhm/i;

/** The same where it is one column's to say: person, division, file, seal and whether it counts. */
const whose =
  /^(xzqh|sffc|fcbz|sfyx|yxbz|sfsc|scbz|(ys|yj)?ah)$|sfz|zjhm|zmhm|gmsfhm|(aj|dx|hd|ws|dy|xm|ry|jq)bh$|xydm$/i;
const flag = /^(sffc|fcbz|sfyx|yxbz|sfsc|scbz)$/i;

export interface LaterChanges {
  /** When they are written. */
  readonly at: Date;
  /** By how much the clock of the first system lags, the others' by less and less; default none. */
  readonly lagMs?: number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Part of each table's records. */
  readonly share: number;
  /** Keys of records that change, too. */
  readonly keys?: ReadonlySet<string>;
  /** Part of each table's records that are written down once more, each under a key of its own: what is new; default none. */
  readonly anew?: number;
  /** Part of each table's records that are deleted, or become another person's, division's or file's, sealed, unsealed or void; default none. */
  readonly taken?: number;
}

/**
 * Writes other values into some records of every table of the country's systems, and new records, as clerks do, each with the time
 * of writing.
 * @param folder of the country (country-files.ts)
 * @returns how many records changed or are new
 */
export async function changeLater(folder: string, changes: LaterChanges): Promise<number> {
  const { at, lagMs = 0 } = changes;
  const files = readdirSync(folder).filter((name) => name.endsWith('.db'));
  let changed = 0;
  for (const [n, file] of files.sort().entries()) {
    const system = createClient({ url: `file:${join(folder, file)}` });
    const lag = Math.floor((lagMs * (files.length - n)) / files.length / 1_000) * 1_000;
    const own = { ...changes, at: new Date(at.getTime() - lag) };
    try {
      for (const table of await tablesOf(system)) changed += await changeTable(system, table, own);
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
  { at, random, share, keys, anew = 0, taken = 0 }: LaterChanges,
): Promise<number> {
  const { columns } = await system.execute(`SELECT * FROM ${table} LIMIT 0`);
  const [key = ''] = columns;
  const stamp = columns.find((column) => written.test(column));
  const open = columns.filter((column) => column !== stamp && !fixed.test(column));
  const places = await placesOf(system, table);
  if (stamp === undefined || places.length < 2) return 0;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const some = Array.from({ length: Math.ceil(places.length * share) }, () => pick(places));
  const named = keys === undefined ? [] : await placesOf(system, table, { key, keys });
  const changing = [...some, ...named].map((place) => ({ place, column: pick(open), from: pick(places) }));
  const rows = await rowsAt(
    system,
    table,
    changing.flatMap(({ place, from }) => [place, from]),
  );
  const updates = changing.map(({ place, from, column }) => ({
    sql: `UPDATE ${table} SET ${column} = ?, ${stamp} = ? WHERE rowid = ?`,
    args: [rows.get(from)?.[column] ?? null, timeLike(rows.get(place)?.[stamp], at), place],
  }));
  const every = anew === 0 ? Number.POSITIVE_INFINITY : Math.ceil(1 / anew);
  const copied = await rowsAt(
    system,
    table,
    places.filter((_place, n) => n % every === every - 1),
  );
  const inserts = [...copied.values()].map((row, n) => {
    const own = keyLike(row[key], n);
    const values = columns.map((column) => {
      if (column === key) return own;
      return column === stamp ? timeLike(row[stamp], at) : (row[column] ?? null);
    });
    // A key that an earlier round has come to stays that record's: not every system sees to that by itself.
    const isNew = `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${key} = ?)`;
    return {
      sql: `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.map(() => '?').join(', ')} WHERE ${isNew}`,
      args: [...values, own],
    };
  });
  const others = columns.filter((column) => column !== key && whose.test(column));
  const taking = Array.from({ length: Math.ceil(places.length * taken) }, () => pick(places));
  const known = await rowsAt(system, table, [...taking, ...places.slice(0, 50)]);
  const removals = taking.map((place, n) => {
    const column = pick(others);
    if (n % 3 === 0 || column === undefined) return { sql: `DELETE FROM ${table} WHERE rowid = ?`, args: [place] };
    const [row, from] = [known.get(place), pick([...known.values()])];
    const other = flag.test(column) ? flipped(row?.[column]) : (from?.[column] ?? null);
    return {
      sql: `UPDATE ${table} SET ${column} = ?, ${stamp} = ? WHERE rowid = ?`,
      args: [other, timeLike(row?.[stamp], at), place],
    };
  });
  await system.batch([...updates, ...inserts, ...removals], 'write');
  return updates.length + inserts.length + removals.length;
}

const flipped = (known: unknown): string => (String(known) === '0' ? '1' : '0');

/** A key that reads like another one and is nobody's yet: its last number is one that nobody has come to. */
function keyLike(known: unknown, n: number): string {
  return String(known).replace(/\d{1,4}(\D*)$/, (_last, rest: string) => `${9_000 + n}${rest}`);
}

/** Whether a key is that of a record that was written down anew. */
export const isNewKey = (key: string): boolean => /9\d{3}\D*$/.test(key);

/** Where records are: a city's tables do not fit into memory, their places do. */
async function placesOf(
  system: Client,
  table: string,
  named?: { readonly key: string; readonly keys: ReadonlySet<string> },
): Promise<readonly number[]> {
  const those = named === undefined ? '' : `WHERE CAST(${named.key} AS TEXT) IN (SELECT value FROM json_each(?))`;
  const { rows } = await system.execute({
    sql: `SELECT json_group_array(place) AS places FROM (SELECT rowid AS place FROM ${table} ${those} ORDER BY rowid)`,
    args: named === undefined ? [] : [JSON.stringify([...named.keys])],
  });
  return JSON.parse(String(rows[0]?.places)) as number[];
}

async function rowsAt(system: Client, table: string, places: readonly number[]): Promise<ReadonlyMap<number, Row>> {
  const { rows } = await system.execute({
    sql: `SELECT rowid AS place, * FROM ${table} WHERE rowid IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(places)],
  });
  return new Map(rows.map((row) => [Number(row.place), row]));
}

/** In the notation of the system. */
function timeLike(known: unknown, at: Date): string | number {
  if (/^\d{13}$/.test(String(known))) return at.getTime();
  const written = chinaClock(at).slice(0, 19);
  return /^\d{14}$/.test(String(known)) ? written.replace(/\D/g, '') : written.replace('T', ' ');
}
