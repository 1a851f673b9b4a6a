import { type SQL, sql } from 'drizzle-orm';
import type { Scalar } from '../../../schema/scalar.js';

/** The place of a value in a statement: it is written once, and asked with other values each time. */
export interface Given {
  /** Which of the question's values stands here. */
  readonly given: number;
}

/** The values that stand in a statement's places. */
export function fill(params: readonly unknown[], values: readonly Scalar[]): (Scalar | null)[] {
  return params.map((param) => (isGiven(param) ? (values[param.given] ?? null) : (param as Scalar | null)));
}

const isGiven = (param: unknown): param is Given => typeof param === 'object' && param !== null;

/** Places as a list of parameters. */
export function listOf(places: readonly Given[]): SQL {
  return sql.join(
    places.map((place) => sql`${place}`),
    sql`, `,
  );
}
