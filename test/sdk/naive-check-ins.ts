import type { Keyset, Order, ReadRequest, RecordRow } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import type { FieldValue, Scalar } from '../../schema/scalar.js';
import { compareText } from '../../schema/total-order.js';
import type { EntityBinding } from '../../sdk/entity.js';
import type { RawRecord } from '../../sdk/source.js';
import { binding, mayBeShared, paged, type RawRow, restricted } from './check-ins.js';

/** The reading that needs no source: everything in memory, by the words of the contract alone. */
export function naivePages(rows: readonly RawRow[], asked: ReadRequest, count: number) {
  return pagesOf(
    rows.filter((row) => row.sfyx !== '0').map((row) => recordOf(row, asked, binding)),
    asked,
    count,
  );
}

/** The same of what may be shared: of the divisions, and written since. */
export function naiveShared(rows: readonly RawRow[], divisions: readonly string[], asked: ReadRequest, count: number) {
  const shared = rows.filter((row) => row.sfyx !== '0' && mayBeShared(row));
  const records = shared.map((row) => recordOf(row, asked, restricted));
  return pagesOf(
    records.filter(({ all, row }) => {
      const division = all.jurisdictionDivisionCode ?? null;
      const isWithin =
        divisions.length === 0 || division === null || divisions.some((prefix) => String(division).startsWith(prefix));
      const isRecent =
        asked.since === undefined || (row.asOf !== null && Date.parse(row.asOf) >= instantOf(asked.since));
      return isWithin && isRecent;
    }),
    asked,
    count,
  );
}

const instantOf = (since: string) => Date.parse(since.length === 10 ? `${since}T00:00:00+08:00` : since);

function pagesOf(alive: readonly ReturnType<typeof recordOf>[], asked: ReadRequest, count: number) {
  const kept = alive.filter(({ all }) => truth(asked.where, (field) => all[field] ?? null) === true);
  return paged(asked, count, async ({ by, after, order, first, count: counted }) => {
    const groups = new Map<string, typeof kept>();
    for (const record of kept) {
      const key = by === undefined ? '' : String(record.all[by.field] ?? '');
      if (by !== undefined && !by.values.includes(key)) continue;
      groups.set(key, [...(groups.get(key) ?? []), record]);
    }
    if (by === undefined && groups.size === 0) groups.set('', []);
    return [...groups].map(([key, group]) => {
      const sorted = group.sort((a, b) => compareRecords(a, b, order));
      const place = after === undefined ? null : { row: { id: after.id }, all: valuesAt(after, order) };
      const rest = place === null ? sorted : sorted.filter((record) => compareRecords(record, place, order) > 0);
      const page = {
        rows: rest.slice(0, first).map(({ row }) => row),
        hasNext: rest.length > first,
        total: counted ? sorted.length : null,
      };
      return [key, page] as const;
    });
  });
}

function recordOf(
  raw: RawRecord,
  { fields, order: orders, by }: ReadRequest,
  { fields: bound, updated }: EntityBinding,
) {
  const readings = Object.entries(bound).map(([field, codec]) => [field, codec.read(raw)] as const);
  const all: Record<string, FieldValue> = Object.fromEntries(readings.map(([field, { value }]) => [field, value]));
  const named = [...fields, ...orders.map(({ field }) => field), ...(by === undefined ? [] : [by.field])];
  const flags = readings.flatMap(([field, { flags: found }]) =>
    named.includes(field) && found.length > 0 ? [[field, found] as const] : [],
  );
  const row: RecordRow = {
    adapter: 'a',
    id: String(raw.bh),
    values: Object.fromEntries(named.map((field) => [field, all[field] ?? null])),
    flags: Object.fromEntries(flags),
    asOf: updated?.read(raw).value ?? null,
  };
  return { row, all };
}

const valuesAt = (after: Keyset, orders: readonly Order[]): Record<string, FieldValue> =>
  Object.fromEntries(orders.map(({ field }, at) => [field, after.values[at] ?? null]));

interface Placed {
  readonly row: { readonly id: string };
  readonly all: Readonly<Record<string, FieldValue>>;
}

function compareRecords(a: Placed, b: Placed, orders: readonly Order[]): number {
  for (const { field, direction } of orders) {
    const [left, right] = [a.all[field] ?? null, b.all[field] ?? null];
    if (left === null && right === null) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    const difference = compared(left as Scalar, right as Scalar);
    if (difference !== 0) return direction === 'ASC' ? difference : -difference;
  }
  return compareText(a.row.id, b.row.id);
}

const compared = (a: Scalar, b: Scalar) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));

/** SQL's three-valued truth; null is unknown. */
function truth(where: Condition, valueOfField: (field: string) => FieldValue): boolean | null {
  if (where.op === 'true' || where.op === 'false') return where.op === 'true';
  if (where.op === 'not') {
    const inner = truth(where.of, valueOfField);
    return inner === null ? null : !inner;
  }
  if ('of' in where) {
    const parts = where.of.map((part) => truth(part, valueOfField));
    const deciding = where.op === 'or';
    if (parts.includes(deciding)) return deciding;
    return parts.includes(null) ? null : !deciding;
  }
  const value = valueOfField(where.field) as Scalar | null;
  if (where.op === 'isNull') return (value === null) === where.value;
  if (value === null) return null;
  if (where.op === 'in') return where.values.includes(value);
  if (where.op === 'prefix') return String(value).startsWith(where.value);
  if (where.op === 'contains') return String(value).includes(where.value);
  const difference = compared(value, where.value);
  return {
    eq: value === where.value,
    ne: value !== where.value,
    lt: difference < 0,
    le: difference <= 0,
    gt: difference > 0,
    ge: difference >= 0,
  }[where.op];
}
