import type { ReadRequest, RecordRow } from '../../schema/adapter.js';
import { type Positive, passes, positive } from '../../sdk/completion/condition.js';

/**
 * Whether what was read of a row shows that it is none of those asked for: outside of the condition, or of another value than its
 * group's. Fields that were not read show nothing.
 */
export function isOutside(
  values: RecordRow['values'],
  { where, by, fields }: Pick<ReadRequest, 'where' | 'by' | 'fields'>,
  group: string,
): boolean {
  const read = new Set(fields);
  const valueAt = (field: string) => (read.has(field) ? (values[field] ?? null) : undefined);
  if (by !== undefined) {
    const own = valueAt(by.field);
    // Groups are named by text, whatever the field's kind.
    const names = own === undefined || own === null ? [] : [own].flat().map(String);
    if (own !== undefined && !names.includes(group)) return true;
  }
  return cannotHold(positive(where), valueAt);
}

function cannotHold(condition: Positive, valueAt: (field: string) => RecordRow['values'][string] | undefined): boolean {
  switch (condition.op) {
    case 'true':
      return false;
    case 'false':
      return true;
    case 'and':
      return condition.of.some((part) => cannotHold(part, valueAt));
    case 'or':
      return condition.of.every((part) => cannotHold(part, valueAt));
    default: {
      const value = valueAt(condition.field);
      return value !== undefined && !passes(condition.test, value);
    }
  }
}
