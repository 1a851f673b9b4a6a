import type { Scalar } from '../schema/scalar.js';

/** A record as its source holds it, by column (for documents: by path). Absent columns read as null. */
export type RawRecord = Readonly<Record<string, unknown>>;

/**
 * Conditions over raw columns, the language that sources are asked in. There is no `not`: completion pushes negation
 * down to the leaves first. A leaf is false on null, except `isNull`. Text is compared by code point, never by a collation.
 */
export type RawCondition =
  | { readonly op: 'true' | 'false' }
  /** Compared as text: the number 7 is in ['7']. With `key`, it is a lookup for which the source should use its index. */
  | { readonly op: 'in'; readonly column: string; readonly values: readonly Scalar[]; readonly key?: true }
  | { readonly op: 'notIn'; readonly column: string; readonly values: readonly Scalar[] }
  | {
      readonly op: 'lt' | 'le' | 'gt' | 'ge';
      readonly column: string;
      readonly value: Scalar;
      readonly type: 'text' | 'number';
    }
  | { readonly op: 'prefix' | 'contains'; readonly column: string; readonly value: string }
  | { readonly op: 'isNull'; readonly column: string; readonly value: boolean }
  /** Whether the text has the shape (`value`) or has another one. */
  | { readonly op: 'shape'; readonly column: string; readonly shape: Shape; readonly value: boolean }
  | { readonly op: 'and' | 'or'; readonly of: readonly RawCondition[] };

/** One column of an order of raw rows; nulls come last in both directions. */
export interface RawOrder {
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
  readonly type: 'text' | 'number';
}

/**
 * The form of a clean text, in a language that every dialect has (SQLite knows GLOB, the others regular expressions):
 * `each` gives one character or one set (`0-9`, without brackets, three characters or more) a position;
 * `only` a set that every character is of, with the least and most number of characters; `has` characters or sets that
 * follow each other somewhere in the text.
 */
export type Shape =
  | { readonly each: readonly string[] }
  | { readonly only: string; readonly min: number; readonly max: number }
  | { readonly has: readonly string[] };

export const rawTrue: RawCondition = { op: 'true' };
export const rawFalse: RawCondition = { op: 'false' };

/** Joins raw conditions with `and`. */
export function rawAll(conditions: readonly RawCondition[]): RawCondition {
  const kept = conditions.flatMap((c) => (c.op === 'and' ? c.of : c.op === 'true' ? [] : [c]));
  if (kept.some((c) => c.op === 'false')) return rawFalse;
  const [first] = kept;
  if (first === undefined) return rawTrue;
  return kept.length === 1 ? first : { op: 'and', of: kept };
}

/** Joins raw conditions with `or`. */
export function rawAny(conditions: readonly RawCondition[]): RawCondition {
  const kept = conditions.flatMap((c) => (c.op === 'or' ? c.of : c.op === 'false' ? [] : [c]));
  if (kept.some((c) => c.op === 'true')) return rawTrue;
  const [first] = kept;
  if (first === undefined) return rawFalse;
  return kept.length === 1 ? first : { op: 'or', of: kept };
}

/** The columns that a raw condition looks at. */
export function columnsOf(condition: RawCondition): readonly string[] {
  if ('column' in condition) return [condition.column];
  if (condition.op === 'and' || condition.op === 'or') return condition.of.flatMap(columnsOf);
  return [];
}
