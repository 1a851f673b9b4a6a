import type { Keyset, Order } from '../../schema/adapter.js';
import type { FieldValue, Scalar } from '../../schema/scalar.js';
import { compareText } from '../../schema/total-order.js';
import type { EntityBinding } from '../entity.js';
import { type RawCondition, type RawOrder, rawAll, rawAny, rawFalse, rawTrue } from '../raw.js';
import { compareScalars } from './condition.js';
import type { Candidate } from './decode.js';

/** Total order of candidates of one adapter: the fields asked for with nulls last, then the key. */
export function byOrder(order: readonly Order[]): (a: Candidate, b: Candidate) => number {
  return (a, b) => {
    for (const { field, direction } of order) {
      const difference = compareValues(a.valueAt(field), b.valueAt(field), direction);
      if (difference !== 0) return difference;
    }
    return compareText(a.id, b.id);
  };
}

/** Whether a candidate comes after the place where the last page ended. */
export function isAfter(candidate: Candidate, after: Keyset, order: readonly Order[], adapter: string): boolean {
  for (const [at, { field, direction }] of order.entries()) {
    const difference = compareValues(candidate.valueAt(field), after.values[at] ?? null, direction);
    if (difference !== 0) return difference > 0;
  }
  const difference = compareText(adapter, after.adapter);
  return difference === 0 ? compareText(candidate.id, after.id) > 0 : difference > 0;
}

function compareValues(a: FieldValue, b: FieldValue, direction: 'ASC' | 'DESC'): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const difference = compareScalars(scalarOf(a), scalarOf(b));
  return direction === 'ASC' ? difference : -difference;
}

// Lists are not ordered by; should one be, its text decides, so that the order stays total.
const scalarOf = (value: Exclude<FieldValue, null>): Scalar => (typeof value === 'object' ? value.join('\n') : value);

/** The order in raw columns, or null when one of the fields cannot be ordered exactly at the source. */
export function rawOrderOf(binding: EntityBinding, order: readonly Order[]): readonly RawOrder[] | null {
  const raws: RawOrder[] = [];
  for (const { field, direction } of order) {
    const codec = binding.fields[field];
    // A field that is not mapped is null in every record: it orders nothing.
    if (codec === undefined) continue;
    if (codec.order === null) return null;
    raws.push({ column: codec.order.column, direction, type: codec.order.type });
  }
  return [...raws, { column: binding.key, direction: 'ASC', type: 'text' }];
}

/**
 * The rows after a place in an order that `rawOrderOf` accepted, in parts that follow each other: those whose first value goes on
 * from the place's, as a range that an index finds, and then those without one. Null when the place cannot be said in raw values.
 */
export function rawAfter(
  binding: EntityBinding,
  order: readonly Order[],
  after: Keyset,
  adapter: string,
): readonly RawCondition[] | null {
  const fields = order.map(({ field, direction }, at) => {
    const ordering = binding.fields[field]?.order;
    const value = after.values[at] ?? null;
    return { ordering, direction, value };
  });
  if (fields.some(({ ordering }) => ordering === null)) return null;
  const rest = (from: number): RawCondition => {
    const next = fields[from];
    if (next === undefined) return rowsAfter(binding, after, adapter);
    const { ordering, direction, value } = next;
    // Null in every record of this adapter: after every value, level with null.
    if (ordering === undefined || ordering === null) return value === null ? rest(from + 1) : rawTrue;
    const { column, type } = ordering;
    if (value === null) return rawAll([{ op: 'isNull', column, value: true }, rest(from + 1)]);
    const at = { column, value: ordering.toRaw(value), type };
    const tied = rawAll([{ op: 'ge', ...at }, { op: 'le', ...at }, rest(from + 1)]);
    return rawAny([{ op: direction === 'ASC' ? 'gt' : 'lt', ...at }, { op: 'isNull', column, value: true }, tied]);
  };
  const [first] = fields;
  if (first === undefined || !first.ordering || first.value === null) return [rest(0)];
  const { ordering, direction, value } = first;
  const { column, type } = ordering;
  const at = { column, value: ordering.toRaw(value), type };
  const isAscending = direction === 'ASC';
  const beyond: RawCondition = { op: isAscending ? 'gt' : 'lt', ...at };
  const tied = rawAll([{ op: isAscending ? 'le' : 'ge', ...at }, rest(1)]);
  return [
    rawAll([{ op: isAscending ? 'ge' : 'le', ...at }, rawAny([beyond, tied])]),
    { op: 'isNull', column, value: true },
  ];
}

/** The rows that follow in the order of adapters and keys, where all values are level. */
function rowsAfter({ key }: EntityBinding, after: Keyset, adapter: string): RawCondition {
  const difference = compareText(adapter, after.adapter);
  if (difference === 0) return { op: 'gt', column: key, value: after.id, type: 'text' };
  return difference > 0 ? rawTrue : rawFalse;
}
