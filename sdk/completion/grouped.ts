import type { Page, ReadContext, ReadRequest } from '../../schema/adapter.js';
import { rawAll, rawAny } from '../raw.js';
import { boundExceeded } from './bound.js';
import type { Candidate } from './decode.js';
import { byOrder } from './order.js';
import { type Held, type Plan, planRead } from './plan.js';
import { type Answer, pageOf, sortedPage } from './whole-list.js';

/** Most keys in one call of a source. */
export const chunkSize = 500;

export type Groups = ReadonlyMap<string, Page>;

/** Pages by key: one call of the source for each 500 keys, as long as their rows stay within the bound. */
export async function groupedPages<Place>(
  held: Held<Place>,
  request: ReadRequest,
  context: ReadContext,
  values: readonly string[],
): Promise<Answer<Groups>> {
  const answers: Answer<Groups>[] = [];
  for (let from = 0; from < values.length; from += chunkSize) {
    answers.push(await chunkPages(held, request, context, values.slice(from, from + chunkSize)));
  }
  return joined(answers);
}

async function chunkPages<Place>(
  held: Held<Place>,
  request: ReadRequest,
  context: ReadContext,
  values: readonly string[],
): Promise<Answer<Groups>> {
  const plan = planRead(held, request, context, values);
  if (plan.query.where.op === 'false') return { answer: new Map(), asOf: null };
  const limited = limitedQuery(plan);
  const query = limited ?? { ...plan.query, order: [], limit: held.bound + 1 };
  const { rows, asOf } = await held.source.rows(query, context);
  if (rows.length > held.bound) {
    // Rather more calls than no answer: half of the keys have about half of the rows.
    const [left, right] = [values.slice(0, values.length >> 1), values.slice(values.length >> 1)];
    if (left.length === 0) throw boundExceeded(held.adapter, request.entity, held.bound);
    return joined([await chunkPages(held, request, context, left), await chunkPages(held, request, context, right)]);
  }
  const groups = groupsOf(plan, plan.keep(rows), values);
  const totals = limited !== null && request.count ? await countGroups(plan) : null;
  const answer = new Map<string, Page>();
  for (const [value, kept] of groups) {
    const isWhole = limited === null;
    answer.set(
      value,
      isWhole ? sortedPage(plan, kept) : pageOf(plan, kept.sort(byOrder(request.order)), totals?.get(value) ?? null),
    );
  }
  // A page beyond the last row has no rows, but its list still has a length.
  for (const [value, total] of totals ?? []) {
    if (!answer.has(value) && values.includes(value)) answer.set(value, { rows: [], hasNext: false, total });
  }
  return { answer, asOf };
}

/** The query with a limit for each key, where filter and order are the source's own and it can do that. */
function limitedQuery<Place>(plan: Plan<Place>) {
  const { request, held, query, order, isFiltered } = plan;
  const column = held.binding.fields[request.by?.field ?? '']?.spelling?.column;
  if (column === undefined || order === null || isFiltered || !held.source.groups) return null;
  if (request.count && held.source.count === undefined) return null;
  const after = request.after === undefined ? null : plan.after(request.after);
  if (request.after !== undefined && after === null) return null;
  const where = after === null ? query.where : rawAll([query.where, rawAny(after)]);
  return { ...query, where, order, limit: held.bound + 1, each: { column, limit: request.first + 1 } };
}

function groupsOf<Place>(
  { request }: Plan<Place>,
  rows: readonly Candidate[],
  values: readonly string[],
): Map<string, Candidate[]> {
  const asked = new Set(values);
  const groups = new Map<string, Candidate[]>();
  for (const row of rows) {
    for (const value of keysOf(row, request.by?.field ?? '')) {
      if (!asked.has(value)) continue;
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [row]);
      else group.push(row);
    }
  }
  return groups;
}

function keysOf(row: Candidate, field: string): readonly string[] {
  const value = row.valueAt(field);
  if (value === null) return [];
  return typeof value === 'object' ? [...new Set(value.map(String))] : [String(value)];
}

/** Counts by canonical key: the counts of its spellings together. */
async function countGroups<Place>({ held, request, query, context }: Plan<Place>): Promise<Map<string, number>> {
  const codec = held.binding.fields[request.by?.field ?? ''];
  const column = codec?.spelling?.column ?? null;
  const counts = await held.source.count?.({ table: query.table, where: query.where, by: column }, context);
  const totals = new Map<string, number>();
  if (codec === undefined || column === null) return totals;
  for (const [raw, count] of counts ?? []) {
    const value = String(codec.read({ [column]: raw }).value);
    totals.set(value, (totals.get(value) ?? 0) + count);
  }
  return totals;
}

function joined(answers: readonly Answer<Groups>[]): Answer<Groups> {
  const times = answers.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort();
  return { answer: new Map(answers.flatMap(({ answer }) => [...answer])), asOf: times[0] ?? null };
}
