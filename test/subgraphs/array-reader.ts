import { type Page, type ReadRequest, type RecordRow, wholeList } from '../../schema/adapter.js';
import type { Condition } from '../../schema/condition.js';
import type { DataFlag } from '../../schema/flags.js';
import type { Reader, ReaderResult } from '../../schema/reader.js';
import type { FieldValue } from '../../schema/scalar.js';
import { compareText, inTotalOrder } from '../../schema/total-order.js';

/** A record of an array: its values, where it is kept, what was wrong with it. */
export interface Kept {
  readonly adapter: string;
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly flags?: Readonly<Record<string, readonly DataFlag[]>>;
  /** When it was written, ISO 8601. */
  readonly asOf?: string;
}

export interface ArrayReader extends Reader {
  /** What was asked for, in order. */
  readonly requests: readonly ReadRequest[];
}

/**
 * An exact reader over arrays, by entity: rows outside of the condition are neither given nor counted, and rows hold the
 * fields asked for and no others.
 * @param silent whether an adapter gives no answer to a request
 */
export function arrayReader(
  entities: Readonly<Record<string, readonly Kept[]>>,
  silent: (adapter: string, request: ReadRequest) => boolean = () => false,
): ArrayReader {
  const requests: ReadRequest[] = [];
  return {
    requests,
    holds: (entity) => entity in entities,
    async read(request) {
      requests.push(request);
      const kept = entities[request.entity] ?? [];
      const adapters = [...new Set(kept.map(({ adapter }) => adapter))];
      const failed = new Set(adapters.filter((adapter) => silent(adapter, request)));
      const isNew = ({ asOf }: Kept) => request.since === undefined || (asOf !== undefined && asOf >= request.since);
      const found = kept.filter(
        (each) => !failed.has(each.adapter) && isNew(each) && matches(request.where, each.values),
      );
      return {
        groups: groupsOf(found, request),
        sources: adapters.map((adapter) => ({
          adapter,
          agency: adapter,
          status: failed.has(adapter) ? 'UNAVAILABLE' : 'OK',
          asOf: null,
          reason: failed.has(adapter) ? 'TIMEOUT' : null,
        })),
        unavailable: adapters.length > 0 && failed.size === adapters.length,
        missing: new Set(),
      } satisfies ReaderResult;
    },
  };
}

function groupsOf(found: readonly Kept[], request: ReadRequest): ReadonlyMap<string, Page> {
  const { by } = request;
  if (by === undefined) return new Map([[wholeList, pageOf(found, request)]]);
  return new Map(
    by.values.map((value) => [
      value,
      pageOf(
        found.filter(({ values }) => values[by.field] === value),
        request,
      ),
    ]),
  );
}

function pageOf(found: readonly Kept[], { fields, order, first, after, count, by }: ReadRequest): Page {
  const read = new Set([...fields, ...order.map(({ field }) => field), ...(by ? [by.field] : [])]);
  const rows = found
    .map(({ adapter, id, values, flags = {}, asOf = null }): RecordRow => {
      const kept = <V>(of: Readonly<Record<string, V>>) =>
        Object.fromEntries(Object.entries(of).filter(([field]) => read.has(field)));
      return { adapter, id, values: kept(values), flags: kept(flags), asOf };
    })
    .sort(inTotalOrder(order));
  const place = after && {
    adapter: after.adapter,
    id: after.id,
    values: Object.fromEntries(order.map(({ field }, at) => [field, after.values[at] ?? null])),
    flags: {},
    asOf: null,
  };
  const rest = place ? rows.filter((row) => inTotalOrder(order)(row, place) > 0) : rows;
  return { rows: rest.slice(0, first), hasNext: rest.length > first, total: count ? rows.length : null };
}

/** Whether a condition holds on values; comparisons with null are false. */
export function matches(condition: Condition, values: Readonly<Record<string, FieldValue>>): boolean {
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      return condition.of.every((each) => matches(each, values));
    case 'or':
      return condition.of.some((each) => matches(each, values));
    case 'not':
      return !matches(condition.of, values);
    default:
      return compares(condition, values[condition.field] ?? null);
  }
}

function compares(condition: Extract<Condition, { readonly field: string }>, value: FieldValue): boolean {
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null || typeof value === 'object') return false;
  if (condition.op === 'in') return condition.values.includes(value);
  if (condition.op === 'prefix') return String(value).startsWith(condition.value);
  if (condition.op === 'contains') return String(value).includes(condition.value);
  const difference =
    typeof value === 'string' ? compareText(value, String(condition.value)) : Number(value) - Number(condition.value);
  const holds = { eq: difference === 0, ne: difference !== 0, lt: difference < 0, le: difference <= 0 };
  return condition.op === 'gt' ? difference > 0 : condition.op === 'ge' ? difference >= 0 : holds[condition.op];
}
