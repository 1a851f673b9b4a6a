import type { Keyset, Page } from '../../schema/adapter.js';
import { type RawCondition, rawAll, rawTrue } from '../raw.js';
import { boundExceeded } from './bound.js';
import type { Candidate } from './decode.js';
import { byOrder, isAfter } from './order.js';
import type { Plan } from './plan.js';

export interface Answer<T> {
  readonly answer: T;
  readonly asOf: string | null;
}

/** Rows read ahead at once when some of them will be dropped. */
const scanAhead = 200;

/** One page of the list: in the source's order where that is exact, otherwise read, filtered and sorted here. */
export async function wholeList<Place>(plan: Plan<Place>): Promise<Answer<Page>> {
  const { request, held } = plan;
  const canCount = !request.count || (!plan.isFiltered && held.source.count !== undefined);
  const canPage = request.after === undefined || plan.after(request.after) !== null;
  return plan.order !== null && canCount && canPage ? scan(plan) : sortAll(plan);
}

async function scan<Place>(plan: Plan<Place>): Promise<Answer<Page>> {
  const { held, request, query, order, context, isFiltered } = plan;
  const wanted = request.first + 1;
  const kept: Candidate[] = [];
  let [parts, read, asOf]: [readonly RawCondition[], number, string | null] = [after(plan, request.after), 0, null];
  while (kept.length < wanted) {
    const [part, ...others] = parts;
    if (part === undefined) break;
    const limit = isFiltered ? Math.max(wanted, scanAhead) : wanted - kept.length;
    const where = rawAll([query.where, part]);
    const answer = await held.source.rows({ ...query, where, order: order ?? [], limit }, context);
    asOf = answer.asOf;
    read += answer.rows.length;
    if (isFiltered && read > held.bound) throw boundExceeded(held.adapter, request.entity, held.bound);
    for (const passed of plan.keep(answer.rows)) kept.push(passed);
    const last = answer.rows.at(-1);
    const isOver = answer.rows.length < limit || last === undefined;
    parts = isOver ? others : after(plan, placeOf(plan, last));
  }
  const total = request.count ? await countAll(plan) : null;
  return { answer: pageOf(plan, kept, total), asOf };
}

function after<Place>(plan: Plan<Place>, place: Keyset | undefined): readonly RawCondition[] {
  return place === undefined ? [rawTrue] : (plan.after(place) ?? []);
}

function placeOf<Place>(plan: Plan<Place>, raw: Readonly<Record<string, unknown>>): Keyset {
  const { adapter, binding } = plan.held;
  return {
    adapter,
    id: String(raw[binding.key] ?? ''),
    values: plan.request.order.map(({ field }) => {
      const value = binding.fields[field]?.read(raw).value ?? null;
      return typeof value === 'object' ? null : value;
    }),
  };
}

async function countAll<Place>({ held, query, context }: Plan<Place>): Promise<number | null> {
  const counts = await held.source.count?.({ table: query.table, where: query.where, by: null }, context);
  return counts === undefined ? null : (counts.get(null) ?? 0);
}

async function sortAll<Place>(plan: Plan<Place>): Promise<Answer<Page>> {
  const { held, request, query, context } = plan;
  const { rows, asOf } = await held.source.rows({ ...query, order: [], limit: held.bound + 1 }, context);
  if (rows.length > held.bound) throw boundExceeded(held.adapter, request.entity, held.bound);
  return { answer: sortedPage(plan, plan.keep(rows)), asOf };
}

/** The page of rows that were all read: sorted, cut after the last page's end, counted. */
export function sortedPage<Place>(plan: Plan<Place>, kept: Candidate[]): Page {
  const { request, held } = plan;
  const { after, order } = request;
  const sorted = kept.sort(byOrder(order));
  const rest = after === undefined ? sorted : sorted.filter((row) => isAfter(row, after, order, held.adapter));
  return pageOf(plan, rest, request.count ? kept.length : null);
}

/** A page of rows that are in order and start where the page starts. */
export function pageOf<Place>(
  { request, fields }: Plan<Place>,
  rows: readonly Candidate[],
  total: number | null,
): Page {
  return {
    rows: rows.slice(0, request.first).map((row) => row.row(fields)),
    hasNext: rows.length > request.first,
    total,
  };
}
