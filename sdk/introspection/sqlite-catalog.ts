import type { SqlDatabase } from '../../schema/sql.js';
import { type CatalogRow, numberOf, textOf } from './catalog-row.js';
import type { ColumnDescription, TableDescription } from './description.js';

const tables = `select name, type as kind, sql as declared from sqlite_master
  where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name`;

const columns =
  'select name, type as declared, "notnull" as required, pk as place from pragma_table_info(?) order by cid';

/** A count beyond this is not worth the wait. */
const mostCounted = 1_000_000;

/** Reads what SQLite and libSQL say of their tables. They keep no comments, but the statement that made the table as it was written. */
export async function readSqliteCatalog(database: SqlDatabase): Promise<readonly TableDescription[]> {
  const found = await database.query({ sql: tables, params: [] });
  const described: TableDescription[] = [];
  for (const { name, kind, declared } of found) {
    const table = String(name);
    const held = await database.query({ sql: columns, params: [table] });
    const lines = String(declared ?? '').split('\n');
    described.push({
      schema: null,
      name: table,
      kind: kind === 'view' ? 'view' : 'table',
      comment: kind === 'view' ? null : commentIn(lines[0] ?? ''),
      rows: kind === 'view' ? null : await countUpTo(database, table),
      columns: held.map((row) => columnOf(row, lines)),
    });
  }
  return described;
}

async function countUpTo(database: SqlDatabase, table: string): Promise<number | null> {
  const name = `"${table.replaceAll('"', '""')}"`;
  const sql = `select count(*) as counted from (select 1 from ${name} limit ${mostCounted})`;
  const [row] = await database.query({ sql, params: [] });
  return numberOf(row?.counted);
}

function columnOf(row: CatalogRow, lines: readonly string[]): ColumnDescription {
  const name = String(row.name);
  const place = numberOf(row.place);
  return {
    name,
    type: String(row.declared ?? '').toLowerCase(),
    nullable: Number(row.required) === 0,
    comment: commentIn(lines.find((line) => declares(line, name)) ?? ''),
    key: place === 0 ? null : place,
  };
}

/** What a line of the statement says behind it: `sfzh TEXT, -- 身份证号`. */
function commentIn(line: string): string | null {
  const [, after, between] = /--(.*)$|\/\*(.*?)\*\//.exec(line) ?? [];
  return textOf(after ?? between);
}

function declares(line: string, column: string): boolean {
  const text = line.trimStart().replace(/^create\s+table[^(]*\(\s*/i, '');
  const spellings = [column, `"${column.replaceAll('"', '""')}"`, `\`${column}\``, `[${column}]`];
  return spellings.some(
    (each) => text.toLowerCase().startsWith(each.toLowerCase()) && !/\w/.test(text[each.length] ?? ''),
  );
}
