import { type SQL, sql } from 'drizzle-orm';

/** A column as statements name it. */
export const columnOf = (column: string): SQL => sql`${sql.identifier(column)}`;

/** A table or view, which may carry its schema: `sjck.v_ajxx`. */
export const tableOf = (table: string): SQL =>
  sql.join(
    table.split('.').map((part) => sql.identifier(part)),
    sql`.`,
  );
