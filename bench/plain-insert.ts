import { createReadStream } from 'node:fs';
import { createClient } from '@libsql/client';
import { parse } from 'csv-parse';
import { paymentTitles } from './payments.js';

export type PlainTable = 'bare' | 'indexed';

const names = paymentTitles.map((_, at) => `c${at}`);
const rowsAtOnce = 500;
/** The columns that landed payments are looked up by: citizen id and project. */
const indexes = ['CREATE INDEX payment_c4 ON payment (c4)', 'CREATE INDEX payment_c1 ON payment (c1)'];

/** The least that a program can do: rows as csv-parse gives them, in inserts of many rows, in one durable transaction. */
export async function insertPlainly(path: string, url: string, table: PlainTable): Promise<void> {
  const client = createClient({ url, concurrency: 1 });
  try {
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute(`CREATE TABLE payment (c0 TEXT PRIMARY KEY, ${names.slice(1).join(', ')})`);
    if (table === 'indexed') for (const index of indexes) await client.execute(index);
    const transaction = await client.transaction('write');
    const insert = async (rows: readonly (readonly string[])[]) => {
      const row = `(${names.map(() => '?').join(', ')})`;
      const sql = `INSERT OR REPLACE INTO payment VALUES ${rows.map(() => row).join(', ')}`;
      await transaction.execute({ sql, args: rows.flatMap((cells) => names.map((_, at) => cells[at] ?? null)) });
    };
    const parser = createReadStream(path).pipe(parse({ relax_column_count: true, relax_quotes: true, from_line: 2 }));
    let held: string[][] = [];
    for await (const cells of parser as AsyncIterable<string[]>) {
      held.push(cells);
      if (held.length < rowsAtOnce) continue;
      await insert(held);
      held = [];
    }
    if (held.length > 0) await insert(held);
    await transaction.commit();
  } finally {
    client.close();
  }
}
