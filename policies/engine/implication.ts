import type { Scalar } from '../../schema/scalar.js';
import { compareText } from '../../schema/total-order.js';
import { type FieldRule, fieldOf } from '../language/row-rule.js';

/** What a rule says of the value of one field. */
export type ValueRule = Exclude<
  FieldRule,
  { readonly 'own-agency': unknown } | { readonly 'own-subject': unknown } | { readonly in: unknown }
>;

/** Whether every value that meets `narrow` meets `wide`. Never claimed where it depends on the day. */
export function implies(narrow: ValueRule, wide: ValueRule): boolean {
  if (fieldOf(narrow) !== fieldOf(wide)) return false;
  if ('equals' in narrow) return isMet(narrow.equals.value, wide) === true;
  if ('prefix' in narrow) return 'prefix' in wide && narrow.prefix.value.startsWith(wide.prefix.value);
  if ('between' in narrow)
    return isMet(narrow.between.from, wide) === true && 'between' in wide && isMet(narrow.between.to, wide) === true;
  if ('until' in narrow) return 'until' in wide && narrow.until.days <= wide.until.days;
  return 'since' in wide && narrow.since.months <= wide.since.months;
}

/** Whether no value meets both. */
export function excludes(one: ValueRule, other: ValueRule): boolean {
  if (fieldOf(one) !== fieldOf(other)) return false;
  if ('equals' in one) return isMet(one.equals.value, other) === false;
  if ('equals' in other) return isMet(other.equals.value, one) === false;
  if ('prefix' in one && 'prefix' in other) return !implies(one, other) && !implies(other, one);
  return (
    'between' in one &&
    'between' in other &&
    (isBefore(one.between.to, other.between.from) || isBefore(other.between.to, one.between.from))
  );
}

// Null where it is not for the sets alone to say.
function isMet(value: Scalar, rule: ValueRule): boolean | null {
  if ('equals' in rule) return rule.equals.value === value;
  if ('prefix' in rule) return typeof value === 'string' && value.startsWith(rule.prefix.value);
  if ('until' in rule || 'since' in rule || typeof value !== typeof rule.between.from) return null;
  return !isBefore(value, rule.between.from) && !isBefore(rule.between.to, value);
}

function isBefore(one: Scalar, other: Scalar): boolean {
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other) < 0;
  return typeof one === typeof other && one < other;
}
