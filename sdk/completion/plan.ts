import type { Keyset, ReadContext, ReadRequest } from '../../schema/adapter.js';
import type { EntityBinding } from '../entity.js';
import { columnsOf, type RawCondition, type RawOrder, type RawRecord, rawAll, rawTrue } from '../raw.js';
import { rawMatches } from '../raw-match.js';
import type { OpenSource, RawQuery } from '../source.js';
import { matches, type Positive, positive, testedFields } from './condition.js';
import { type Candidate, candidate } from './decode.js';
import type { KeyIndex } from './key-index.js';
import { rawAfter, rawOrderOf } from './order.js';
import { isTakenBy, split } from './translate.js';

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
  /** The rows after a place, if source and order allow to ask for that. */
  after(place: Keyset): RawCondition | null;
}

/** Plans a read of the rows under the request's condition; with `values`, of those whose `by` field has one of them. */
export function planRead<Place>(
  held: Held<Place>,
  request: ReadRequest,
  context: ReadContext,
  values?: readonly string[],
): Plan<Place> {
  const { adapter, binding, source, keys } = held;
  const { pushed, residual } = split(conditionOf(request, values), binding, source, keys);
  const alive = binding.alive ?? rawTrue;
  const isAliveTaken = isTakenBy(source, binding.table, alive);
  const fields = [
    ...new Set([
      ...request.fields,
      ...request.order.map(({ field }) => field),
      ...(request.by ? [request.by.field] : []),
    ]),
  ];
  const tested = testedFields(residual);
  return {
    held,
    request,
    context,
    fields,
    order: source.orders ? rawOrderOf(binding, request.order) : null,
    isFiltered: tested.length > 0 || !isAliveTaken,
    query: {
      table: binding.table,
      columns: [
        ...new Set([...columnsFor(binding, [...fields, ...tested]), ...(isAliveTaken ? [] : columnsOf(alive))]),
      ],
      where: isAliveTaken ? rawAll([pushed, alive]) : pushed,
    },
    keep: (rows) => {
      const kept: Candidate[] = [];
      for (const raw of rows) {
        const read = candidate(adapter, binding, raw);
        if (!isAliveTaken && !rawMatches(alive, raw)) continue;
        if (matches(residual, read.valueAt)) kept.push(read);
      }
      return kept;
    },
    after: (place) => {
      const condition = rawAfter(binding, request.order, place, adapter);
      return condition !== null && isTakenBy(source, binding.table, condition) ? condition : null;
    },
  };
}

function conditionOf({ where, by }: ReadRequest, values: readonly string[] | undefined): Positive {
  if (by === undefined || values === undefined) return positive(where);
  return { op: 'and', of: [{ op: 'test', field: by.field, test: { op: 'in', values } }, positive(where)] };
}

function columnsFor(binding: EntityBinding, fields: readonly string[]): readonly string[] {
  const ofFields = fields.flatMap((field) => binding.fields[field]?.columns ?? []);
  return [binding.key, ...ofFields, ...(binding.updated?.columns ?? [])];
}
