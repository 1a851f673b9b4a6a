import { type SQL, sql } from 'drizzle-orm';

/**
 * Where an entity is: a table or view, or one with others joined to it (left joins, of at most one row each).
 * Columns of a joined table are written `alias.column`.
 */
export type SqlTable = string | JoinedTables;

export interface JoinedTables {
  readonly table: string;
  /** By alias; `on` pairs a column of the main table with one of the joined table. */
  readonly join: Readonly<Record<string, { readonly table: string; readonly on: Readonly<Record<string, string>> }>>;
}

const main = 't';

/** A column as statements name it. */
export function columnOf(column: string): SQL {
  const [alias, name] = column.includes('.') ? column.split('.', 2) : [main, column];
  return sql`${sql.identifier(alias ?? main)}.${sql.identifier(name ?? column)}`;
}

/** The `from` clause; tables that none of the columns needs are not joined. */
export function fromOf(table: SqlTable, columns: Iterable<string>): SQL {
  if (typeof table === 'string') return sql`${nameOf(table)} as ${sql.identifier(main)}`;
  const needed = new Set([...columns].flatMap((column) => (column.includes('.') ? [column.split('.', 1)[0]] : [])));
  const joins = Object.entries(table.join).flatMap(([alias, { table: joined, on }]) => {
    if (!needed.has(alias)) return [];
    const pairs = Object.entries(on).map(
      ([own, foreign]) => sql`${columnOf(own)} = ${columnOf(`${alias}.${foreign}`)}`,
    );
    return [sql` left join ${nameOf(joined)} as ${sql.identifier(alias)} on ${sql.join(pairs, sql` and `)}`];
  });
  return sql`${nameOf(table.table)} as ${sql.identifier(main)}${sql.join(joins)}`;
}

/** A name that may carry its schema: `sjck.v_ajxx`. */
function nameOf(table: string): SQL {
  return sql.join(
    table.split('.').map((part) => sql.identifier(part)),
    sql`.`,
  );
}
