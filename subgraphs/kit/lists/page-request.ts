import { createHash } from 'node:crypto';
import type { Keyset, Order, ReadRequest, RecordRow } from '../../../schema/adapter.js';
import type { TypeEntry } from '../../../schema/catalog/catalog.js';
import { constantCase } from '../../../schema/catalog/connection.js';
import { pageSize } from '../../../schema/catalog/expand.js';
import { all, fieldsOf } from '../../../schema/condition.js';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Scalar } from '../../../schema/scalar.js';
import { readDateTime } from '../../../schema/values/date.js';
import { citizenIdsOf } from '../person.js';
import type { ReadPlan } from '../reads/read-plan.js';
import { assertClear, conditionOf, type FilterInput } from './filter.js';

/** Arguments of a derived connection field. */
export interface PageArguments {
  readonly filter?: FilterInput | null;
  readonly orderBy?: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[] | null;
  /** ISO 8601 instant. */
  readonly changedSince?: string | null;
  /** Relations (constants) whose records were written since then, instead of the row itself; of root lists alone. */
  readonly changedIn?: readonly string[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A read without its keys, with what its cursors are sealed under. */
export interface PageRequest {
  readonly request: Omit<ReadRequest, 'by'>;
  /** Asked for are rows of which a related record changed, instead of those that did themselves. */
  readonly related: RelatedChanges | null;
  readonly list: string;
}

export interface RelatedChanges {
  /** ISO 8601 instant. */
  readonly since: string;
  readonly changedIn: readonly string[];
}

/** Turns a connection's arguments into a read under policy. Rejects with `BAD_USER_INPUT`, `CURSOR_INVALID` or `FILTER_DENIED`. */
export function pageRequestOf(
  { projection: { type }, rows, fields }: ReadPlan,
  args: PageArguments,
  count: boolean,
  context: RequestContext,
): PageRequest {
  const first = args.first ?? pageSize.standard;
  if (first < 0 || first > pageSize.most)
    throw new PlumblineError('BAD_USER_INPUT', `first must be between 0 and ${pageSize.most}`);
  const order = orderOf(type, args.orderBy ?? [], context);
  const since = sinceOf(type, args, context);
  const related = relatedIn(args, since);
  const list = createHash('sha256')
    .update(JSON.stringify([type.name, order, ...(since === undefined ? [] : [since]), ...(related?.changedIn ?? [])]))
    .digest('base64url')
    .slice(0, 12);
  const filter = conditionOf(args.filter, {
    fields: type.fields,
    assert: (field) => assertClear(type, field, context.access),
    citizenIds: (tokens) => citizenIdsOf(tokens, context),
  });
  for (const field of [...fieldsOf(filter), ...order.map((each) => each.field)]) assertHeld(type.name, field, context);
  const request = {
    entity: type.name,
    fields: withOrder(fields, order),
    where: all(rows, filter),
    order,
    first,
    ...(since === undefined || related !== null ? {} : { since }),
    count,
  };
  if (!args.after) return { request, related, list };
  return { request: { ...request, after: openKeyset(args.after, list, context) }, related, list };
}

function relatedIn({ changedIn }: PageArguments, since: string | undefined): RelatedChanges | null {
  if (changedIn === null || changedIn === undefined) return null;
  if (since === undefined)
    throw new PlumblineError('BAD_USER_INPUT', 'changedIn says where something changed: give changedSince, too');
  return { since, changedIn };
}

/** The time of writing is compared where it may be seen: with `source`, on every row that exists. Rejects as `pageRequestOf` does. */
function sinceOf({ name }: TypeEntry, { changedSince }: PageArguments, { access }: RequestContext): string | undefined {
  if (changedSince === null || changedSince === undefined) return undefined;
  if (access.decide(name, 'source').effect === 'DENY')
    throw new PlumblineError('FILTER_DENIED', `${name} may not be asked for changes: you do not see its source`);
  const { value } = readDateTime(changedSince);
  if (value === null) throw new PlumblineError('BAD_USER_INPUT', 'changedSince is no instant: give one of ISO 8601');
  return value;
}

/**
 * A comparison with what nobody knows would find nothing, which reads as "there is none". Rejects with `SOURCE_UNAVAILABLE`.
 */
export function assertHeld(type: string, field: string, { reader }: RequestContext): void {
  if (reader.holds(type, field)) return;
  throw new PlumblineError('SOURCE_UNAVAILABLE', `${type}.${field} is held by no system: it cannot be compared`);
}

function orderOf(
  type: TypeEntry,
  orderBy: NonNullable<PageArguments['orderBy']>,
  { access }: RequestContext,
): readonly Order[] {
  return orderBy.map(({ field: constant, direction }) => {
    const field = [...type.fields.values()].find((each) => each.orderable && constantCase(each.name) === constant);
    if (field === undefined)
      throw new PlumblineError('BAD_USER_INPUT', `${type.name} cannot be ordered by ${constant}`);
    assertClear(type, field.name, access);
    return { field: field.name, direction };
  });
}

function withOrder(read: readonly string[], order: readonly Order[]): readonly string[] {
  return order.length === 0 ? read : [...new Set([...read, ...order.map(({ field }) => field)])];
}

/** The cursor of a row: sealed, since record keys and order values are the source's and not the caller's. */
export function cursorOf(row: RecordRow, { request, list }: PageRequest, context: RequestContext): string {
  const values = request.order.map(({ field }) => row.values[field] ?? null);
  return context.seals.sealCursor(JSON.stringify([list, values, row.adapter, row.id]));
}

function openKeyset(cursor: string, list: string, context: RequestContext): Keyset {
  const text = context.seals.openCursor(cursor);
  if (text === null) throw new PlumblineError('CURSOR_INVALID', 'the cursor was not made by this hub');
  const [of, values, adapter, id] = JSON.parse(text) as [string, (Scalar | null)[], string, string];
  if (of !== list) throw new PlumblineError('CURSOR_INVALID', 'the cursor belongs to another list or order');
  return { values, adapter, id };
}
