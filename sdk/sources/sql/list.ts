import { type SQL, sql } from 'drizzle-orm';
import type { Scalar } from '../../../schema/scalar.js';

/** Values as a list of text parameters. */
export function listOf(values: readonly Scalar[]): SQL {
  return sql.join(
    values.map((value) => sql`${String(value)}`),
    sql`, `,
  );
}
