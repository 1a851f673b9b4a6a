import type { Keyset, Order, Page, ReadRequest, RecordRow } from '../../schema/adapter.js';
import { type Condition, fieldsOf } from '../../schema/condition.js';
import type { FieldValue, Scalar } from '../../schema/scalar.js';
import { inTotalOrder } from '../../schema/total-order.js';
import { matches, positive } from '../completion/condition.js';

/** What a page has to be, by the meaning of a request and nothing else: every record is looked at, one by one. */
export function expectedPage(rows: readonly RecordRow[], request: Partial<ReadRequest>): Page {
  const { order = [], after, first = rows.length, count = false } = request;
  const passing = rows.filter((row) => passes(row, request.where)).sort(inTotalOrder(order));
  const rest = after === undefined ? passing : passing.filter((row) => comesAfter(row, after, order));
  return { rows: rest.slice(0, first), hasNext: rest.length > first, total: count ? passing.length : null };
}

export function passes(row: RecordRow, where: Condition | undefined): boolean {
  return where === undefined || matches(positive(where), (field) => row.values[field] ?? null);
}

function comesAfter(row: RecordRow, after: Keyset, order: readonly Order[]): boolean {
  const place: RecordRow = {
    adapter: after.adapter,
    id: after.id,
    values: Object.fromEntries(order.map(({ field }, at) => [field, after.values[at] ?? null])),
    flags: {},
    asOf: null,
  };
  return inTotalOrder(order)(row, place) > 0;
}

/** Where the next page starts. */
export function placeOf({ adapter, id, values }: RecordRow, order: readonly Order[]): Keyset {
  return {
    adapter,
    id,
    values: order.map(({ field }) => {
      const value = values[field] ?? null;
      return typeof value === 'object' ? null : value;
    }),
  };
}

/** The keys that a record is found under by a field. */
export function keysOf(row: RecordRow, field: string): readonly string[] {
  const value = row.values[field] ?? null;
  if (value === null) return [];
  return typeof value === 'object' ? [...new Set(value.map(String))] : [String(value)];
}

/** What distinguishes an answer from the one that was expected, in words without values; null where nothing does. */
export function differenceOf(found: Page, expected: Page): string | null {
  const [left, right] = [found.rows.map(({ id }) => id), expected.rows.map(({ id }) => id)];
  const [more, fewer] = [
    left.filter((id) => !right.includes(id)).length,
    right.filter((id) => !left.includes(id)).length,
  ];
  if (new Set(left).size < left.length) return 'answers a record twice';
  if (more > 0 || fewer > 0) {
    const parts = [...(more > 0 ? [`${more} too many`] : []), ...(fewer > 0 ? [`${fewer} missing`] : [])];
    return `answers other records: ${parts.join(', ')} (of ${right.length})`;
  }
  if (left.join('\n') !== right.join('\n')) return 'answers the records in another order';
  if (found.hasNext !== expected.hasNext)
    return found.hasNext
      ? 'says that there are more, and there are none'
      : 'says that there are no more, and there are';
  if (found.total !== expected.total) return `counts ${found.total} where there are ${expected.total}`;
  return null;
}

/** Distinct values of a field that conditions can be made of, spread over what there is. */
export function valuesOf(rows: readonly RecordRow[], field: string, most: number): readonly Scalar[] {
  const found = new Set<Scalar>();
  for (const { values } of rows) for (const value of scalarsOf(values[field] ?? null)) found.add(value);
  const distinct = [...found];
  const step = Math.max(1, Math.floor(distinct.length / most));
  return distinct.filter((_, at) => at % step === 0).slice(0, most);
}

const scalarsOf = (value: FieldValue): readonly Scalar[] =>
  value === null ? [] : typeof value === 'object' ? value : [value];

/** Conditions on one field: every comparison, on values that are there. */
export function conditionsOn(field: string, rows: readonly RecordRow[], most = 2): readonly Condition[] {
  const values = valuesOf(rows, field, most);
  const [first] = values;
  const absent: readonly Condition[] = [
    { op: 'isNull', field, value: true },
    { op: 'isNull', field, value: false },
  ];
  if (first === undefined) return absent;
  return [
    ...absent,
    { op: 'in', field, values },
    { op: 'not', of: { op: 'in', field, values } },
    { op: 'not', of: { op: 'eq', field, value: first } },
    ...values.flatMap((value): Condition[] => [
      ...(['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const).map((op) => ({ op, field, value })),
      ...(typeof value === 'string' && value !== '' ? textConditions(field, value) : []),
    ]),
  ];
}

function textConditions(field: string, value: string): readonly Condition[] {
  const points = [...value];
  const middle = points.slice(Math.floor(points.length / 3), Math.floor(points.length / 3) + 3).join('');
  return [
    { op: 'prefix', field, value: points.slice(0, Math.min(4, points.length)).join('') },
    { op: 'contains', field, value: middle },
    { op: 'not', of: { op: 'prefix', field, value: points.slice(0, 2).join('') } },
  ];
}

/** `caseNumber prefix`, `not kind eq`: a condition without its values. */
export function nameOf(condition: Condition): string {
  if (condition.op === 'not') return `not ${nameOf(condition.of)}`;
  if (condition.op === 'and' || condition.op === 'or') return condition.of.map(nameOf).join(` ${condition.op} `);
  return [...fieldsOf(condition), condition.op].join(' ');
}
