import type { SqlDatabase } from '../../schema/sql.js';
import { type CatalogRow, numberOf, textOf } from './catalog-row.js';
import type { ColumnDescription, TableDescription } from './description.js';

// Names of columns are given: MySQL 8 answers those of information_schema in upper case, MariaDB in lower.
const tables = `select table_name as name, table_type as kind, table_comment as said, table_rows as estimate
  from information_schema.tables
  where table_schema = coalesce(?, database()) and table_type in ('BASE TABLE', 'VIEW') order by table_name`;

const columns = `select c.table_name as owner, c.column_name as name, c.column_type as declared, c.is_nullable as nullable,
    c.column_comment as said, k.ordinal_position as place
  from information_schema.columns c
  left join information_schema.key_column_usage k
    on k.table_schema = c.table_schema and k.table_name = c.table_name and k.column_name = c.column_name
    and k.constraint_name = 'PRIMARY'
  where c.table_schema = coalesce(?, database()) order by c.table_name, c.ordinal_position`;

/** Reads what MySQL and MariaDB (TiDB, OceanBase) say of a schema's tables. */
export async function readMysqlCatalog(
  database: SqlDatabase,
  schema: string | null,
): Promise<readonly TableDescription[]> {
  const held = await database.query({ sql: columns, params: [schema] });
  const found = await database.query({ sql: tables, params: [schema] });
  return found.map((row) => ({
    schema,
    name: String(row.name),
    kind: row.kind === 'VIEW' ? 'view' : 'table',
    // Every view's comment is the word VIEW.
    comment: row.kind === 'VIEW' ? null : textOf(row.said),
    rows: numberOf(row.estimate),
    columns: held.filter(({ owner }) => owner === row.name).map(columnOf),
  }));
}

function columnOf(row: CatalogRow): ColumnDescription {
  return {
    name: String(row.name),
    type: String(row.declared).toLowerCase(),
    nullable: row.nullable === 'YES',
    comment: textOf(row.said),
    key: numberOf(row.place),
  };
}
