import { getTableColumns, getTableName, type Table } from 'drizzle-orm';
import type { Scalar } from '../../schema/scalar.js';
import { bulkWords } from '../landing/landing-statements.js';
import type { Change } from './change.js';

/** Rows of one statement, and keys that one names: below SQLite's variables and MySQL's packet. */
const limits = { rows: 500, characters: 2_000_000, keys: 1_000 };

/** Inserts many rows with few statements. */
export async function insertAll<Row extends Readonly<Record<string, Scalar | null>>>(
  { engine, run }: Change,
  table: Table,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => column.name);
  const words = bulkWords[engine.database.dialect === 'sqlite' ? 'sqlite' : 'mysql'];
  const cells = rows.map((row) => columns.map(([property]) => printable(row[property] ?? null)));
  for (const some of bounded(cells)) {
    await run(words.insert({ table: getTableName(table), shared: {}, columns: names, rows: some }));
  }
}

/** Keys in lists that one statement takes. */
export function* listsOf(keys: readonly string[]): Generator<string[]> {
  for (let from = 0; from < keys.length; from += limits.keys) yield keys.slice(from, from + limits.keys);
}

/** SQLite's JSON ends a text at NUL: it is kept as the character that shows it. */
const printable = (cell: Scalar | null) => (typeof cell === 'string' ? cell.replaceAll('\0', '\u2400') : cell);

function* bounded<Cell>(rows: readonly (readonly Cell[])[]): Generator<readonly (readonly Cell[])[]> {
  let [some, characters]: [(readonly Cell[])[], number] = [[], 0];
  for (const row of rows) {
    some.push(row);
    for (const cell of row) characters += typeof cell === 'string' ? cell.length : 0;
    if (some.length < limits.rows && characters < limits.characters) continue;
    yield some;
    [some, characters] = [[], 0];
  }
  if (some.length > 0) yield some;
}
