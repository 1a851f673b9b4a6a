import type { Condition } from '../../schema/condition.js';

/** A record of a world: canonical values by field. */
export type WorldRow = Readonly<Record<string, string | number | boolean | null>>;

/** Whether a row meets a condition, read word by word: comparisons with null are false, except `isNull`. */
export function matches(condition: Condition, row: WorldRow): boolean {
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
    case 'isNull':
      return ((row[condition.field] ?? null) === null) === condition.value;
    default:
      return compares(condition, row[condition.field] ?? null);
  }
}

type Comparison = Extract<Condition, { field: string }>;

function compares(condition: Comparison, value: WorldRow[string]): boolean {
  if (value === null || condition.op === 'isNull') return false;
  switch (condition.op) {
    case 'eq':
      return value === condition.value;
    case 'ne':
      return value !== condition.value;
    case 'in':
      return condition.values.some((each) => each === value);
    case 'prefix':
      return String(value).startsWith(condition.value);
    case 'contains':
      return String(value).includes(condition.value);
    case 'lt':
      return value < condition.value;
    case 'le':
      return value <= condition.value;
    case 'gt':
      return value > condition.value;
    case 'ge':
      return value >= condition.value;
  }
}
