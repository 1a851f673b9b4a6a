import { getTableUniqueName, type SQL, sql, type Table } from 'drizzle-orm';

/**
 * Where a binding finds its records: the name of a table or view, which may carry its schema (`sjck.v_ajxx`), or its drizzle
 * definition (see `definitions.ts`).
 */
export type SqlTable = string | Table;

/** The name as a binding would give it: `v_ajxx`, `sjck.v_ajxx`. Of PostgreSQL's own schema `public` nothing is said. */
export const tableNameOf = (table: SqlTable): string =>
  typeof table === 'string' ? table : getTableUniqueName(table).replace(/^public\./, '');

/** A column as statements name it. */
export const columnOf = (column: string): SQL => sql`${sql.identifier(column)}`;

/** A table or view as statements name it. */
export function tableOf(table: SqlTable): SQL {
  if (typeof table !== 'string') return sql`${table}`;
  return sql.join(
    table.split('.').map((part) => sql.identifier(part)),
    sql`.`,
  );
}
