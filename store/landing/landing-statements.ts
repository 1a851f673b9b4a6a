import type { Scalar } from '../../schema/scalar.js';
import type { SqlDialect, SqlStatement } from '../../schema/sql.js';

type Cell = Scalar | null;

/** Where rows go, what is the same for all of them, and what is each one's own. */
export interface BulkInsert {
  readonly table: string;
  readonly shared: Readonly<Record<string, Cell>>;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows by columns of one value each and a list of values of one more. */
export interface BulkScope {
  readonly scope: Readonly<Record<string, Cell>>;
  readonly column: string;
  readonly values: readonly string[];
}

/** Statements about many rows at once. */
export interface BulkWords {
  insert(insert: BulkInsert): SqlStatement;
  /** `DELETE FROM …`, `UPDATE … SET …`, `SELECT … FROM …`: what stands before the condition. */
  where(action: string, scope: BulkScope): SqlStatement;
}

/**
 * SQLite takes rows as one JSON text: its driver prepares every statement anew and copies every parameter, and thousands of
 * placeholders cost more than the rows. A server takes them written out, which all that speak its protocol know.
 */
export const bulkWords: Readonly<Record<Exclude<SqlDialect, 'postgres'>, BulkWords>> = {
  sqlite: {
    insert: ({ table, shared, columns, rows }) => {
      const names = [...Object.keys(shared), ...columns].join(', ');
      const cells = [...Object.keys(shared).map(() => '?'), ...columns.map((_, at) => `value ->> ${at}`)].join(', ');
      return {
        sql: `INSERT INTO ${table} (${names}) SELECT ${cells} FROM json_each(?)`,
        params: [...Object.values(shared), JSON.stringify(rows)],
      };
    },
    where: (action, { scope, column, values }) => ({
      sql: `${action} WHERE ${equal(scope)} AND ${column} IN (SELECT value FROM json_each(?))`,
      params: [...Object.values(scope), JSON.stringify(values)],
    }),
  },
  mysql: {
    insert: ({ table, shared, columns, rows }) => {
      const names = [...Object.keys(shared), ...columns];
      const row = `(${names.map(() => '?').join(', ')})`;
      const same = Object.values(shared);
      return {
        sql: `INSERT INTO ${table} (${names.join(', ')}) VALUES ${rows.map(() => row).join(', ')}`,
        params: rows.flatMap((cells) => [...same, ...cells]),
      };
    },
    where: (action, { scope, column, values }) => ({
      sql: `${action} WHERE ${equal(scope)} AND ${column} IN (${values.map(() => '?').join(', ')})`,
      params: [...Object.values(scope), ...values],
    }),
  },
};

function equal(scope: Readonly<Record<string, Cell>>): string {
  return Object.keys(scope)
    .map((column) => `${column} = ?`)
    .join(' AND ');
}
