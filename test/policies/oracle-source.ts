import { all, any, type Condition } from '../../schema/condition.js';
import type { Scalar } from '../../schema/scalar.js';
import type { Row, Value } from './naive-rows.js';

// A source as small as one can be: it holds rows, and knows conditions, one order and a limit.

/** Whether a row meets a condition; comparisons with null are false, except `isNull`. */
export function matches(condition: Condition, row: Row): boolean {
  const compare = (field: string, value: Scalar, holds: (order: number) => boolean) => {
    const own = row[field] ?? null;
    return own !== null && typeof own === typeof value && holds(own < value ? -1 : own > value ? 1 : 0);
  };
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      return condition.of.every((part) => matches(part, row));
    case 'or':
      return condition.of.some((part) => matches(part, row));
    case 'not':
      return !matches(condition.of, row);
    case 'eq':
      return compare(condition.field, condition.value, (order) => order === 0);
    case 'ne':
      return compare(condition.field, condition.value, (order) => order !== 0);
    case 'lt':
      return compare(condition.field, condition.value, (order) => order < 0);
    case 'le':
      return compare(condition.field, condition.value, (order) => order <= 0);
    case 'gt':
      return compare(condition.field, condition.value, (order) => order > 0);
    case 'ge':
      return compare(condition.field, condition.value, (order) => order >= 0);
    case 'in':
      return condition.values.some((value) => row[condition.field] === value);
    case 'prefix':
      return String(row[condition.field] ?? '').startsWith(condition.value);
    case 'contains':
      return String(row[condition.field] ?? '').includes(condition.value);
    case 'isNull':
      return ((row[condition.field] ?? null) === null) === condition.value;
  }
}

/** The key of a row in its source: no field of any type, and different on every row. */
export const rowKey = '#';

export interface Order {
  readonly field: string;
  readonly isDescending: boolean;
}

export interface Page {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
}

/** All pages of what meets a condition, each read on its own by a cursor, as a client goes through them. */
export function readPages(rows: readonly Row[], condition: Condition, order: Order, size: number): readonly Page[] {
  const pages: Page[] = [];
  let after: Condition = { op: 'true' };
  for (;;) {
    const read = select(rows, all(condition, after), order, size + 1);
    const page = { rows: read.slice(0, size), hasNext: read.length > size };
    pages.push(page);
    const last = page.rows.at(-1);
    if (last === undefined || !page.hasNext) return pages;
    after = behind(last, order);
  }
}

function select(rows: readonly Row[], condition: Condition, order: Order, limit: number): readonly Row[] {
  return sorted(
    rows.filter((row) => matches(condition, row)),
    order,
  ).slice(0, limit);
}

// Keyset: what comes behind the last row by (value, key), without a value last.
function behind(last: Row, { field, isDescending }: Order): Condition {
  const value = last[field] ?? null;
  const key = last[rowKey] ?? 0;
  const laterKey: Condition = { op: 'gt', field: rowKey, value: key };
  const hasNone: Condition = { op: 'isNull', field, value: true };
  if (value === null) return all(hasNone, laterKey);
  return any(hasNone, { op: isDescending ? 'lt' : 'gt', field, value }, all({ op: 'eq', field, value }, laterKey));
}

/** By value, without a value last, and by key where values are the same. */
export function sorted(rows: readonly Row[], { field, isDescending }: Order): readonly Row[] {
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left = null, right = null] = [a[field], b[field]];
    if (left === null || right === null || left === right)
      return Number(left === null) - Number(right === null) || Number(a[rowKey]) - Number(b[rowKey]);
    return ordered(left, right) * sign;
  });
}

function ordered(left: Exclude<Value, null>, right: Exclude<Value, null>): number {
  return left < right ? -1 : 1;
}
