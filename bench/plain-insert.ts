import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Run } from '../store/engines/engine.js';
import { openLibsql } from '../store/engines/libsql-engine.js';
import { paymentTitles } from './payments.js';

export type PlainTable = 'bare' | 'indexed';

const names = paymentTitles.map((_, at) => `c${at}`);
const rowsAtOnce = 500;
const row = `(${names.map(() => '?').join(', ')})`;
/** The columns that landed payments are looked up by: citizen id and project. */
const indexes = ['CREATE INDEX payment_c4 ON payment (c4)', 'CREATE INDEX payment_c1 ON payment (c1)'];

/**
 * The least that a program can do: rows as csv-parse gives them, in inserts of many rows, in one transaction on a file that is
 * as durable as the store's.
 */
export async function insertPlainly(path: string, url: string, table: PlainTable): Promise<void> {
  const engine = await openLibsql(url);
  try {
    const columns = [`${names[0]} TEXT PRIMARY KEY`, ...names.slice(1)];
    for (const sql of [`CREATE TABLE payment (${columns.join(', ')})`, ...(table === 'indexed' ? indexes : [])]) {
      await engine.database.query({ sql, params: [] });
    }
    await engine.attempt(Number.POSITIVE_INFINITY, (_queries, run) => insertAll(run, path));
  } finally {
    await engine.close();
  }
}

async function insertAll(run: Run, path: string): Promise<void> {
  const parser = createReadStream(path).pipe(parse({ relax_column_count: true, relax_quotes: true, from_line: 2 }));
  let held: string[][] = [];
  for await (const cells of parser as AsyncIterable<string[]>) {
    held.push(cells);
    if (held.length < rowsAtOnce) continue;
    await insert(run, held);
    held = [];
  }
  if (held.length > 0) await insert(run, held);
}

async function insert(run: Run, rows: readonly (readonly string[])[]): Promise<void> {
  const sql = `INSERT OR REPLACE INTO payment VALUES ${rows.map(() => row).join(', ')}`;
  await run({ sql, params: rows.flatMap((cells) => names.map((_, at) => cells[at] ?? null)) });
}
