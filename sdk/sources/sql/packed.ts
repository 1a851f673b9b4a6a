import type { SqlStatement } from '../../../schema/sql.js';
import { hexOf } from './bytes.js';

// The driver hands over value by value, which takes longer than SQLite takes to find them; as one text of JSON a page is one value.

/** Functions of SQLite take a hundred arguments at least. */
const mostColumns = 100;

/** The statement that answers with all rows as one JSON text; null where it cannot be. A limit keeps the order of rows in it. */
export function packed({ sql, columns = [] }: SqlStatement): string | null {
  if (columns.length === 0 || columns.length > mostColumns) return null;
  const values = columns.map((column) => written(`"${column.replaceAll('"', '""')}"`)).join(', ');
  return `select json_group_array(json_array(${values})) as rows_packed from (${sql})`;
}

/** JSON has no bytes, and numbers of its own: what is no text goes as SQLite writes it, in brackets. */
function written(name: string): string {
  return `case typeof(${name}) when 'text' then ${name} when 'null' then null else json_array(quote(${name})) end`;
}

type PackedValue = string | null | readonly [string];

/** Rows as the driver would answer them: whole numbers as text, bytes as `hexOf` writes them. */
export function unpacked(text: string, columns: readonly string[]): readonly Record<string, unknown>[] {
  const rows = JSON.parse(text) as readonly (readonly PackedValue[])[];
  return rows.map((values) => {
    const row: Record<string, unknown> = {};
    // Without an iterator: every value of every page comes by here.
    for (let at = 0; at < columns.length; at += 1) row[columns[at] ?? ''] = plain(values[at] ?? null);
    return row;
  });
}

function plain(value: PackedValue): unknown {
  if (value === null || typeof value === 'string') return value;
  const [quoted] = value;
  if (quoted.startsWith("X'")) return hexOf(Buffer.from(quoted.slice(2, -1), 'hex'));
  return /^-?\d+$/.test(quoted) ? quoted : Number(quoted.replace('Inf', 'Infinity'));
}
