import type { RawRecord } from '../../raw.js';
import { DeliveryRefused } from './delivery.js';

/** A row as delivered: its cells by column, or what it was when it could not be told into cells. */
export type DeliveredRow =
  | { readonly cells: RawRecord }
  | { readonly broken: 'COLUMNS_DIFFER' | 'QUOTES_BROKEN' | 'JSON_BROKEN'; readonly text: string };

/** Rows a list: a promise for each of millions would cost more than reading it. */
export type RowLists = AsyncGenerator<readonly DeliveredRow[]>;

/** Where each column is, from the header rows: the lowest row that names a column wins (merged titles stand above). */
function placesOf(
  header: readonly (readonly unknown[])[],
  columns: Readonly<Record<string, string>>,
): ReadonlyMap<string, number> {
  if (header.length === 0) throw new DeliveryRefused('HEADER_MISSING');
  const places = new Map<string, number>();
  for (const [title, column] of Object.entries(columns)) {
    for (const row of header) {
      const at = row.findIndex((cell) => titleOf(cell) === title);
      if (at >= 0) places.set(column, at);
    }
  }
  // Without its column a field would be null in every record, and nobody could tell it from a field without a value.
  const isWhole = Object.values(columns).every((column) => places.has(column));
  if (!isWhole) throw new DeliveryRefused(places.size === 0 ? 'HEADER_MISSING' : 'COLUMN_MISSING');
  return places;
}

/** Reads rows under a header: cells by column; empty ones are absent. */
export function rowReader(
  header: readonly (readonly unknown[])[],
  columns: Readonly<Record<string, string>>,
): (row: readonly unknown[]) => { readonly cells: RawRecord } {
  const places = [...placesOf(header, columns)];
  return (row) => {
    const cells: Record<string, unknown> = {};
    for (const [column, at] of places) {
      const cell = row[at] ?? null;
      if (cell !== null && cell !== '') cells[column] = cell;
    }
    return { cells };
  };
}

function titleOf(cell: unknown): string {
  return typeof cell === 'string' ? cell.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '') : '';
}
