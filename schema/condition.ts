import type { Scalar } from './scalar.js';

/**
 * A closed language of row conditions over canonical fields. Filters of callers, row conditions of policies
 * and relation keys all speak it; a source translates what it can and the rest is applied to what was read.
 * Comparisons with null are false (SQL's rule), except `isNull`.
 */
export type Condition =
  | { readonly op: 'true' }
  | { readonly op: 'false' }
  | { readonly op: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'; readonly field: string; readonly value: Scalar }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly Scalar[] }
  | { readonly op: 'prefix'; readonly field: string; readonly value: string }
  | { readonly op: 'contains'; readonly field: string; readonly value: string }
  | { readonly op: 'isNull'; readonly field: string; readonly value: boolean }
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition };

/** The operators that a field may be filtered by, as `@filter(ops:)` declares them. */
export type FilterOp = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'in' | 'prefix' | 'contains' | 'isNull';

export const always: Condition = { op: 'true' };
export const never: Condition = { op: 'false' };

/** Joins conditions with `and`, dropping what is always true; one `false` makes the whole false. */
export function all(...conditions: readonly Condition[]): Condition {
  const kept = conditions.flatMap((c) => (c.op === 'and' ? c.of : c.op === 'true' ? [] : [c]));
  if (kept.some((c) => c.op === 'false')) return never;
  const [first] = kept;
  if (first === undefined) return always;
  return kept.length === 1 ? first : { op: 'and', of: kept };
}

/** Joins conditions with `or`, dropping what is never true; one `true` makes the whole true. */
export function any(...conditions: readonly Condition[]): Condition {
  const kept = conditions.flatMap((c) => (c.op === 'or' ? c.of : c.op === 'false' ? [] : [c]));
  if (kept.some((c) => c.op === 'true')) return always;
  const [first] = kept;
  if (first === undefined) return never;
  return kept.length === 1 ? first : { op: 'or', of: kept };
}

/** The fields that a condition looks at. */
export function fieldsOf(condition: Condition): ReadonlySet<string> {
  const found = new Set<string>();
  collect(condition, found);
  return found;
}

function collect(condition: Condition, into: Set<string>): void {
  if ('field' in condition) into.add(condition.field);
  else if (condition.op === 'not') collect(condition.of, into);
  else if (condition.op === 'and' || condition.op === 'or') for (const part of condition.of) collect(part, into);
}
