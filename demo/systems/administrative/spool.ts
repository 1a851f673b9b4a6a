import { rm } from 'node:fs/promises';
import { createOwnTables, type OwnTable, openOwnFile, openRowWriter } from '../own-tables.js';
import type { DropRow } from './businesses.js';

/** Rows that belong to one delivery. */
export interface Parcel {
  readonly bureau: string;
  readonly business: string;
  /** `YYYY`, `YYYY-MM`, or `late` for former versions that are sent again after the newer ones. */
  readonly period: string;
}

/**
 * Lives come person by person and deliveries month by month: the rows wait in a file of their own, so that memory
 * does not grow with the population.
 */
export interface Spool {
  add(parcel: Parcel, key: string, row: DropRow): void;
  drain(): Promise<void>;
  parcels(): Promise<readonly Parcel[]>;
  rows(parcel: Parcel, from: number, count: number): Promise<readonly DropRow[]>;
  close(): Promise<void>;
}

const table: OwnTable = {
  table: 'SPOOL',
  key: 'recordKey',
  columns: ['bureau', 'business', 'period', 'recordKey', 'content'].map((name) => ({ name })),
  queryable: [],
};

export async function openSpool(file: string): Promise<Spool> {
  const client = openOwnFile(file);
  await createOwnTables(client, [table]);
  const writer = openRowWriter(client, [table]);
  const where = 'bureau = ? AND business = ? AND period = ?';
  return {
    add: (parcel, key, row) => writer.write('SPOOL', { ...parcel, recordKey: key, content: JSON.stringify(row) }),
    drain: writer.drain,
    parcels: async () => {
      await writer.finish();
      await client.execute('CREATE INDEX IX_SPOOL ON SPOOL (bureau, business, period, recordKey)');
      const found = await client.execute(
        'SELECT DISTINCT bureau, business, period FROM SPOOL ORDER BY bureau, business, period',
      );
      return found.rows.map((row) => ({
        bureau: String(row.bureau),
        business: String(row.business),
        period: String(row.period),
      }));
    },
    rows: async ({ bureau, business, period }, from, count) => {
      const found = await client.execute({
        sql: `SELECT content FROM SPOOL WHERE ${where} ORDER BY recordKey, content LIMIT ? OFFSET ?`,
        args: [bureau, business, period, count, from],
      });
      return found.rows.map((row) => JSON.parse(String(row.content)) as DropRow);
    },
    close: async () => {
      client.close();
      await rm(file, { force: true });
    },
  };
}
