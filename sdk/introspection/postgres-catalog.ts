import type { SqlDatabase } from '../../schema/sql.js';
import { type CatalogRow, numberOf, textOf } from './catalog-row.js';
import type { ColumnDescription, TableDescription } from './description.js';

const tables = `select c.oid::text as id, c.relname::text as name, c.relkind::text as kind,
    obj_description(c.oid, 'pg_class') as said, c.reltuples::bigint::text as estimate
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = coalesce($1::text, current_schema()::text) and c.relkind in ('r', 'p', 'v', 'm', 'f')
  order by c.relname collate "C"`;

const columns = `select a.attrelid::text as owner, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as declared,
    a.attnotnull::text as required, col_description(a.attrelid, a.attnum) as said,
    (select array_position(i.indkey::int2[], a.attnum) from pg_catalog.pg_index i
      where i.indrelid = a.attrelid and i.indisprimary)::text as place,
    (select array_lower(i.indkey::int2[], 1) from pg_catalog.pg_index i
      where i.indrelid = a.attrelid and i.indisprimary)::text as first
  from pg_catalog.pg_attribute a
  join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname = coalesce($1::text, current_schema()::text) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and a.attnum > 0 and not a.attisdropped
  order by a.attrelid, a.attnum`;

/** Reads what PostgreSQL (KingbaseES, openGauss) says of a schema's tables. */
export async function readPostgresCatalog(
  database: SqlDatabase,
  schema: string | null,
): Promise<readonly TableDescription[]> {
  const held = await database.query({ sql: columns, params: [schema] });
  const found = await database.query({ sql: tables, params: [schema] });
  return found.map(({ id, name, kind, said, estimate }) => ({
    schema,
    name: String(name),
    kind: kind === 'v' || kind === 'm' ? 'view' : 'table',
    comment: textOf(said),
    // -1 where nobody has counted yet.
    rows: kind === 'v' ? null : numberOf(estimate),
    columns: held.filter(({ owner }) => owner === id).map(columnOf),
  }));
}

function columnOf(row: CatalogRow): ColumnDescription {
  const place = numberOf(row.place);
  return {
    name: String(row.name),
    type: String(row.declared).toLowerCase(),
    nullable: row.required !== 'true' && row.required !== 't',
    comment: textOf(row.said),
    // The vector of an index counts from 0.
    key: place === null ? null : place - (numberOf(row.first) ?? 0) + 1,
  };
}
