import type { Condition } from '../../../schema/condition.js';
import type { FieldValue } from '../../../schema/scalar.js';
import { type Positive, passes, positive } from '../../../sdk/completion/condition.js';

/**
 * Whether a row of which some fields are known is within a condition; null when that depends on the others. What is known is
 * compared as sources compare it.
 */
export function isWithin(condition: Condition, known: ReadonlyMap<string, FieldValue>): boolean | null {
  return decide(positive(condition), known);
}

function decide(condition: Positive, known: ReadonlyMap<string, FieldValue>): boolean | null {
  switch (condition.op) {
    case 'test': {
      const value = known.get(condition.field);
      return value === undefined ? null : passes(condition.test, value);
    }
    case 'and':
    case 'or': {
      const decisive = condition.op === 'or';
      const parts = condition.of.map((part) => decide(part, known));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(null) ? null : !decisive;
    }
    default:
      return condition.op === 'true';
  }
}
