import type { Seek } from '../codec.js';
import type { EntityBinding } from '../entity.js';
import { type RawCondition, rawAll, rawAny, rawFalse, rawTrue } from '../raw.js';
import type { OpenSource } from '../source.js';
import { unreachable } from '../unreachable.js';
import { conjuncts, type Positive } from './condition.js';
import type { KeyIndex } from './key-index.js';

/** What of a condition goes to the source, and what stays to be tested after reading. */
export interface Split {
  readonly pushed: RawCondition;
  readonly residual: Positive;
  /** What the source applies exactly by itself. */
  readonly applied: Positive;
}

/** Splits a condition: every conjunct is pushed as far as the source takes it and stays as residual unless that was exact. */
export function split<Place>(
  condition: Positive,
  binding: EntityBinding<Place>,
  source: OpenSource<Place>,
  keys: KeyIndex,
): Split {
  const pushed: RawCondition[] = [];
  const residual: Positive[] = [];
  const applied: Positive[] = [];
  for (const conjunct of conjuncts(withoutUnmapped(condition, binding))) {
    const seek = translate(conjunct, binding, keys);
    const isTaken = seek !== null && isTakenBy(source, binding.table, seek.condition);
    if (seek !== null && isTaken) pushed.push(seek.condition);
    (isTaken && seek?.exact ? applied : residual).push(conjunct);
  }
  return { pushed: rawAll(pushed), residual: { op: 'and', of: residual }, applied: { op: 'and', of: applied } };
}

/** Constants need no source: `true` and `false` are decided before one is asked. */
export function isTakenBy<Place>(source: OpenSource<Place>, table: Place, condition: RawCondition): boolean {
  return condition.op === 'true' || condition.op === 'false' || source.takes(table, condition);
}

/** Null in every record: tests of fields that the binding does not map are decided here. */
function withoutUnmapped(condition: Positive, binding: EntityBinding): Positive {
  if (condition.op === 'and' || condition.op === 'or') {
    return { op: condition.op, of: condition.of.map((part) => withoutUnmapped(part, binding)) };
  }
  if (condition.op !== 'test' || binding.fields[condition.field] !== undefined) return condition;
  return { op: condition.test.op === 'isNull' && condition.test.value ? 'true' : 'false' };
}

function translate(condition: Positive, binding: EntityBinding, keys: KeyIndex): Seek | null {
  switch (condition.op) {
    case 'true':
      return { condition: rawTrue, exact: true };
    case 'false':
      return { condition: rawFalse, exact: true };
    case 'test': {
      const { test, field } = condition;
      const values = test.op === 'eq' ? [test.value] : test.op === 'in' ? test.values : null;
      const indexed = values === null ? null : keys.seek(field, values);
      if (indexed !== null) return indexed;
      return binding.fields[field]?.seek(test) ?? null;
    }
    case 'and':
    case 'or': {
      const parts = condition.of.map((part) => translate(part, binding, keys));
      const isAnd = condition.op === 'and';
      if (!isAnd && parts.includes(null)) return null;
      const known = parts.filter((part) => part !== null);
      return {
        condition: (isAnd ? rawAll : rawAny)(known.map((part) => part.condition)),
        exact: known.length === parts.length && known.every((part) => part.exact),
      };
    }
    default:
      return unreachable(condition);
  }
}
