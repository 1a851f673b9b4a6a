import type { Condition } from '../../schema/condition.js';
import type { FieldValue, Scalar } from '../../schema/scalar.js';
import { compareText } from '../../schema/total-order.js';
import type { Test } from '../codec.js';
import { unreachable } from '../unreachable.js';

/** A condition without `not`: negation is in the tests. True exactly where SQL's three-valued logic says true. */
export type Positive =
  | { readonly op: 'true' | 'false' }
  | { readonly op: 'test'; readonly field: string; readonly test: Test }
  | { readonly op: 'and' | 'or'; readonly of: readonly Positive[] };

/** Pushes negation down to the leaves. `not (a = null)` is unknown in SQL, so a negated leaf is false on null as well. */
export function positive(condition: Condition, negated = false): Positive {
  switch (condition.op) {
    case 'true':
    case 'false':
      return { op: (condition.op === 'true') !== negated ? 'true' : 'false' };
    case 'and':
    case 'or': {
      const isAnd = (condition.op === 'and') !== negated;
      return { op: isAnd ? 'and' : 'or', of: condition.of.map((part) => positive(part, negated)) };
    }
    case 'not':
      return positive(condition.of, !negated);
    case 'isNull':
      return { op: 'test', field: condition.field, test: { op: 'isNull', value: condition.value !== negated } };
    case 'in':
      return {
        op: 'test',
        field: condition.field,
        test: { op: negated ? 'notIn' : 'in', values: condition.values },
      };
    case 'prefix':
    case 'contains':
      return {
        op: 'test',
        field: condition.field,
        test: { op: negated ? negation[condition.op] : condition.op, value: condition.value },
      };
    default:
      return {
        op: 'test',
        field: condition.field,
        test: { op: negated ? opposite[condition.op] : condition.op, value: condition.value },
      };
  }
}

const negation = { prefix: 'notPrefix', contains: 'notContains' } as const;
const opposite = { eq: 'ne', ne: 'eq', lt: 'ge', ge: 'lt', gt: 'le', le: 'gt' } as const;

/** The conjuncts of a condition. */
export function conjuncts(condition: Positive): readonly Positive[] {
  if (condition.op === 'true') return [];
  return condition.op === 'and' ? condition.of.flatMap(conjuncts) : [condition];
}

/** The fields that a condition tests. */
export function testedFields(condition: Positive): readonly string[] {
  if (condition.op === 'test') return [condition.field];
  return condition.op === 'and' || condition.op === 'or' ? condition.of.flatMap(testedFields) : [];
}

/** Applies a condition to canonical values. */
export function matches(condition: Positive, valueAt: (field: string) => FieldValue): boolean {
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      for (const part of condition.of) if (!matches(part, valueAt)) return false;
      return true;
    case 'or':
      for (const part of condition.of) if (matches(part, valueAt)) return true;
      return false;
    case 'test':
      return passes(condition.test, valueAt(condition.field));
    default:
      return unreachable(condition);
  }
}

/** One test of one value. A list passes when one of its items does; a negated test, when none fails it. */
export function passes(test: Test, value: FieldValue): boolean {
  if (test.op === 'isNull') return (value === null) === test.value;
  if (value === null) return false;
  if (typeof value !== 'object') return scalarPasses(test, value);
  const isNegated = test.op === 'ne' || test.op === 'notIn' || test.op === 'notPrefix' || test.op === 'notContains';
  return isNegated ? value.every((item) => scalarPasses(test, item)) : value.some((item) => scalarPasses(test, item));
}

function scalarPasses(test: Exclude<Test, { readonly op: 'isNull' }>, value: Scalar): boolean {
  switch (test.op) {
    case 'eq':
      return value === test.value;
    case 'ne':
      return value !== test.value;
    case 'lt':
      return compareScalars(value, test.value) < 0;
    case 'le':
      return compareScalars(value, test.value) <= 0;
    case 'gt':
      return compareScalars(value, test.value) > 0;
    case 'ge':
      return compareScalars(value, test.value) >= 0;
    case 'in':
      return isAmong(test.values, value);
    case 'notIn':
      return !isAmong(test.values, value);
    case 'prefix':
      return String(value).startsWith(test.value);
    case 'notPrefix':
      return !String(value).startsWith(test.value);
    case 'contains':
      return String(value).includes(test.value);
    case 'notContains':
      return !String(value).includes(test.value);
    default:
      return unreachable(test);
  }
}

/** Fewer than these are looked through faster than a set of them is made. */
const few = 8;
const sets = new WeakMap<readonly Scalar[], ReadonlySet<Scalar>>();

/** Whether a value is in a list; long ones, like the keys of a batch, are asked for every record of an answer. */
function isAmong(values: readonly Scalar[], value: Scalar): boolean {
  if (values.length < few) return values.includes(value);
  const known = sets.get(values);
  if (known !== undefined) return known.has(value);
  const made = new Set(values);
  sets.set(values, made);
  return made.has(value);
}

/** Order of two values of one field: numbers by size, everything else by code point (false before true). */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}
