import type { Keyset, ReadContext, ReadRequest } from '../../schema/adapter.js';
import type { EntityBinding } from '../entity.js';
import { negated } from '../exclusion.js';
import { columnsOf, type RawCondition, type RawOrder, type RawRecord, rawAll, rawTrue } from '../raw.js';
import { rawMatches } from '../raw-match.js';
import type { OpenSource, RawQuery } from '../source.js';
import { SourceFailure } from '../source-failure.js';
import { matches, type Positive, positive, testedFields } from './condition.js';
import { type Candidate, candidate } from './decode.js';
import type { KeyIndex } from './key-index.js';
import { rawAfter, rawOrderOf } from './order.js';
import { isTakenBy, split } from './translate.js';
import { writtenSince } from './written.js';

/** What one adapter holds of one entity, open. */
export interface Held<Place> {
  readonly adapter: string;
  readonly binding: EntityBinding<Place>;
  readonly source: OpenSource<Place>;
  readonly keys: KeyIndex;
  readonly bound: number;
}

/** One read, divided between the source and what completes it. */
export interface Plan<Place> {
  readonly held: Held<Place>;
  readonly request: ReadRequest;
  readonly context: ReadContext;
  readonly query: Pick<RawQuery<Place>, 'table' | 'columns' | 'where'>;
  /** Null: the rows are to be sorted after reading. */
  readonly order: readonly RawOrder[] | null;
  /** Whether rows that the source answers may still be dropped. */
  readonly isFiltered: boolean;
  /** The fields that rows are answered with. */
  readonly fields: readonly string[];
  /** Reads the rows and drops those that do not pass. */
  keep(rows: readonly RawRecord[]): Candidate[];
  /** The rows after a place, in parts that follow each other, if source and order allow to ask for that. */
  after(place: Keyset): readonly RawCondition[] | null;
}

/** Plans a read of the rows under the request's condition; with `values`, of those whose `by` field has one of them. */
export function planRead<Place>(
  held: Held<Place>,
  request: ReadRequest,
  context: ReadContext,
  values?: readonly string[],
): Plan<Place> {
  const { adapter, binding, source, keys } = held;
  const { pushed, residual, applied } = split(conditionOf(binding, request, values), binding, source, keys);
  const standing = standingOf(binding);
  const taken = rawAll(standing.filter((condition) => isTakenBy(source, binding.table, condition)));
  const kept = rawAll(standing.filter((condition) => !isTakenBy(source, binding.table, condition)));
  const isDoubted = source.isDoubted === true;
  const fields = [
    ...new Set([
      ...request.fields,
      ...request.order.map(({ field }) => field),
      ...(request.by ? [request.by.field] : []),
    ]),
  ];
  const tested = [...testedFields(residual), ...(isDoubted ? testedFields(applied) : [])];
  return {
    held,
    request,
    context,
    fields,
    order: orderTaken(held, request),
    isFiltered: testedFields(residual).length > 0 || kept.op !== 'true',
    query: {
      table: binding.table,
      columns: [
        ...new Set([
          ...columnsFor(binding, [...fields, ...tested]),
          ...columnsOf(kept),
          ...(isDoubted ? columnsOf(taken) : []),
        ]),
      ],
      where: rawAll([pushed, taken]),
    },
    keep: (rows) => {
      const found: Candidate[] = [];
      for (const raw of rows) {
        const read = candidate(adapter, binding, raw);
        const valueAt = (field: string) => read.valueAt(field);
        if (isDoubted && !(rawMatches(taken, raw) && matches(applied, valueAt))) {
          throw new SourceFailure('MALFORMED', `records of ${binding.entity} are outside of what was asked for`);
        }
        if (rawMatches(kept, raw) && matches(residual, valueAt)) found.push(read);
      }
      return found;
    },
    after: (place) => {
      const parts = rawAfter(binding, request.order, place, adapter);
      return parts?.every((part) => isTakenBy(source, binding.table, part)) === true ? parts : null;
    },
  };
}

/** The order in raw columns, if codecs and source have it. */
function orderTaken<Place>({ binding, source }: Held<Place>, { order }: ReadRequest): readonly RawOrder[] | null {
  const raw = rawOrderOf(binding, order);
  return raw !== null && source.takesOrder(binding.table, raw) ? raw : null;
}

/** What holds for every record that is read: it is alive, and may be shared. */
export function standingOf({ alive, excluded }: EntityBinding): readonly RawCondition[] {
  return [alive ?? rawTrue, excluded === null ? rawTrue : negated(excluded)];
}

function conditionOf(binding: EntityBinding, request: ReadRequest, values: readonly string[] | undefined): Positive {
  const { where, by } = request;
  const asked: Positive = { op: 'and', of: [positive(where), writtenSince(binding, request)] };
  if (by === undefined || values === undefined) return asked;
  return { op: 'and', of: [{ op: 'test', field: by.field, test: { op: 'in', values } }, asked] };
}

function columnsFor(binding: EntityBinding, fields: readonly string[]): readonly string[] {
  const ofFields = fields.flatMap((field) => binding.fields[field]?.columns ?? []);
  return [binding.key, ...ofFields, ...(binding.updated?.columns ?? [])];
}
