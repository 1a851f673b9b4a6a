import { type Page, type ReadRequest, type ReadResult, type RecordRow, wholeList } from '../../schema/adapter.js';
import { dataFlags } from '../../schema/flags.js';
import { inTotalOrder } from '../../schema/total-order.js';
import type { Kind } from './canonical-kinds.js';
import { Bulk } from './guard-bulk.js';
import { isOutside } from './guard-condition.js';
import { NotKept } from './not-kept.js';

/**
 * The answer of code from outside, copied as far as it keeps the contract of readers: every part is looked at once, and nothing of
 * it is used as it came. Throws `NotKept`, and whatever looking at it throws.
 * @param id name of the system, by which its rows go
 */
export function checkAnswer(
  answer: unknown,
  request: ReadRequest,
  kinds: ReadonlyMap<string, Kind>,
  id: string,
): ReadResult {
  const { groups, asOf } = objectOf(answer, 'answer');
  if (!isTime(asOf)) throw new NotKept('asOf is no time');
  if (typeof groups !== 'object' || groups === null || !(Symbol.iterator in groups))
    throw new NotKept('groups are no map');
  const bulk = new Bulk();
  const known = new Set(request.by === undefined ? [wholeList] : request.by.values);
  const checked = new Map<string, Page>();
  for (const [group, page] of groups as Iterable<[unknown, unknown]>) {
    if (typeof group !== 'string' || !known.has(group)) throw new NotKept('a group that was not asked for');
    // Each once: what iterates for ever ends here.
    if (checked.has(group)) throw new NotKept('a group twice');
    checked.set(group, checkPage(page, request, kinds, { id, group, bulk }));
  }
  return { groups: checked, asOf: asOf ?? null };
}

interface Place {
  readonly id: string;
  readonly group: string;
  readonly bulk: Bulk;
}

function checkPage(given: unknown, request: ReadRequest, kinds: ReadonlyMap<string, Kind>, place: Place): Page {
  const { rows, hasNext, total, mayLack } = objectOf(given, 'page');
  if (!Array.isArray(rows)) throw new NotKept('rows are no list');
  const { length } = rows;
  if (!(length <= request.first)) throw new NotKept('more rows than were asked for');
  if (typeof hasNext !== 'boolean') throw new NotKept('hasNext is no boolean');
  if (request.count && !(Number.isSafeInteger(total) && Number(total) >= length))
    throw new NotKept('total is no number of rows');
  const checked = Array.from({ length }, (_, at) => checkRow(rows[at], request, kinds, place));
  // The condition is how a policy hides rows: what is seen to be outside of it was not asked for by anybody.
  if (checked.some(({ values }) => isOutside(values, request, place.group)))
    throw new NotKept('a row that was not asked for');
  checkOrder(checked, request);
  return {
    rows: checked,
    hasNext,
    total: request.count ? Number(total) : null,
    ...(mayLack === true ? { mayLack } : {}),
  };
}

function checkRow(
  given: unknown,
  request: ReadRequest,
  kinds: ReadonlyMap<string, Kind>,
  { id: adapter, bulk }: Place,
): RecordRow {
  const { id, values, flags, asOf } = objectOf(given, 'row');
  if (typeof id !== 'string' || id === '') throw new NotKept('a row without its key');
  bulk.take(id);
  if (!isTime(asOf)) throw new NotKept('asOf of a row is no time');
  const asked = new Set(request.fields);
  const checked: Record<string, RecordRow['values'][string]> = {};
  for (const [field, value] of Object.entries(objectOf(values, 'values'))) {
    if (value === undefined) continue;
    if (!asked.has(field)) throw new NotKept('a field that was not asked for');
    const own = Array.isArray(value) ? bulk.list(value) : bulk.take(value);
    if (!kinds.get(field)?.(own)) throw new NotKept(`a value of another kind in ${field}`);
    checked[field] = own as RecordRow['values'][string];
  }
  return { adapter, id, values: checked, flags: checkFlags(flags, asked, bulk), asOf: asOf ?? null };
}

function checkFlags(given: unknown, asked: ReadonlySet<string>, bulk: Bulk): RecordRow['flags'] {
  const checked: Record<string, RecordRow['flags'][string]> = {};
  for (const [field, found] of Object.entries(objectOf(given ?? {}, 'flags'))) {
    if (!asked.has(field)) throw new NotKept('flags of a field that was not asked for');
    const own = Array.isArray(found) ? bulk.list(found) : null;
    if (own === null || !own.every((flag) => typeof flag === 'string' && Object.hasOwn(dataFlags, flag)))
      throw new NotKept(`unknown flags of ${field}`);
    checked[field] = own as RecordRow['flags'][string];
  }
  return checked;
}

// Merged pages rely on it: rows out of order, twice, or from before the cursor would be lost or come again.
function checkOrder(rows: readonly RecordRow[], { order, after }: ReadRequest): void {
  const compare = inTotalOrder(order);
  let last = after === undefined ? undefined : placeOf(after, order);
  for (const row of rows) {
    if (last !== undefined && compare(last, row) >= 0) throw new NotKept('rows out of order');
    last = row;
  }
}

function placeOf(after: NonNullable<ReadRequest['after']>, order: ReadRequest['order']): RecordRow {
  const values = Object.fromEntries(order.map(({ field }, at) => [field, after.values[at] ?? null]));
  return { adapter: after.adapter, id: after.id, values, flags: {}, asOf: null };
}

function objectOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new NotKept(`no ${what}`);
}

function isTime(value: unknown): value is string | null | undefined {
  return value === null || value === undefined || (typeof value === 'string' && !Number.isNaN(Date.parse(value)));
}
