import type { GraphQLResolveInfo } from 'graphql';
import type { Catalog } from '../../../schema/catalog/catalog.js';
import { lookupCode } from '../../../schema/codes/lookup.js';
import { all, type Condition } from '../../../schema/condition.js';
import type { RequestContext } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import { denied } from '../faults.js';
import { assertHeld } from '../lists/page-request.js';
import { selectionOf } from '../operations/selection.js';
import { knownOf, type Measured, nothingMeasured, percentile } from './count-measures.js';
import { type CountArguments, type CountQuestion, type CountSpan, endsOf, questionOf } from './count-question.js';
import { countGroups, countRows, type Tally } from './counting.js';
import { type Cell, suppressSmall } from './small-cells.js';

/** Most conditions where small numbers are not told: each set of them is left out once. A period, a division and two more are five. */
const mostConditions = 5;

/**
 * Resolves `@counts(of:)`: numbers under what may be counted, which is not what may be seen; no value of a row leaves but
 * those grouped by. Rejects with `FILTER_DENIED` for fields that may not be counted by.
 */
export async function resolveCounts(
  catalog: Catalog,
  of: string,
  args: CountArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const counting = context.access.counts(of);
  if (counting.effect === 'DENY') throw denied('Query', info.fieldName);
  const assertCounted = (field: string) => {
    if (!counting.fields.has(field))
      throw new PlumblineError('FILTER_DENIED', `${of} may not be counted by ${field}: no grant counts by it`);
  };
  const question = questionOf(catalog, of, args, assertCounted);
  for (const field of question.fields) assertHeld(of, field, context);
  const { smallest, rows } = counting;
  const conditions = smallest === 0 ? [] : conditionsOf(question.filter);
  if (conditions.length > mostConditions)
    throw new PlumblineError(
      'BOUND_EXCEEDED',
      `${of} is counted under at most ${mostConditions} conditions at once where small numbers are not told`,
    );
  const where = smallest === 0 ? all(rows, question.filter) : rows;
  const coordinate = `Query.${info.fieldName}`;
  const asked = askedOf(question, selectionOf(info.fieldNodes, 'Counts', info).fields);
  if (asked.columns.length > 0 || asked.key !== null) {
    const tallies = await countGroups(of, { where, parts: conditions }, asked, coordinate, context);
    return answer(question, asked, tallies, smallest);
  }
  // The question itself, then the question without some of its conditions: what the differences would tell.
  const wheres = Array.from({ length: 2 ** conditions.length }, (_, left) =>
    all(where, ...conditions.filter((_condition, at) => (left >> at) % 2 === 0)),
  );
  const counted = await Promise.all(wheres.map((each) => countRows(of, each, coordinate, context)));
  return answer(question, asked, counted.every(isKnown) ? counted.map(wholeOf) : null, smallest);
}

// What nobody selects is not read.
function askedOf(question: CountQuestion, selected: ReadonlyMap<string, unknown>): CountQuestion {
  const isGrouped = selected.has('groups') || selected.has('rest');
  const isMeasured = isGrouped || selected.has('sums') || selected.has('spans');
  if (isGrouped) return question;
  const { sums, spans } = question;
  const measured = isMeasured ? [...sums, ...spans.flatMap(endsOf)] : [];
  const columns = [...new Set(measured.map(({ field }) => field.name))];
  return { ...question, by: [], bands: [], ...(isMeasured ? {} : { sums: [], spans: [] }), columns };
}

const wholeGroup = '[]';

const wholeOf = (count: number): Tally => new Map([[wholeGroup, { count, sums: [], spans: [] }]]);

function isKnown<T>(value: T | null): value is T {
  return value !== null;
}

// `not (a or b)` is two conditions as well as `(not a) and (not b)` is.
function conditionsOf(filter: Condition): readonly Condition[] {
  if (filter.op === 'true') return [];
  if (filter.op === 'and') return filter.of.flatMap(conditionsOf);
  if (filter.op !== 'not') return [filter];
  if (filter.of.op === 'not') return conditionsOf(filter.of.of);
  return filter.of.op === 'or' ? filter.of.of.flatMap((of) => conditionsOf({ op: 'not', of })) : [filter];
}

/** For each number, how many it is, then by how many more without one or more conditions. */
function differences([own = [], ...wider]: readonly (readonly number[])[]): readonly number[] {
  return own.flatMap((number, at) => [number, ...wider.map((numbers) => (numbers[at] ?? 0) - number)]);
}

type MeasuredCell = Cell & { readonly measured: Measured };

function cellsOf(question: CountQuestion, tallies: readonly Tally[]): readonly MeasuredCell[] {
  const groups = new Set(tallies.flatMap((tally) => [...tally.keys()]));
  const nothing = nothingMeasured(question);
  return [...groups].map((group) => {
    const values = JSON.parse(group) as (string | null)[];
    return {
      values,
      coarser: question.by.flatMap(({ part }, at) => (part === 'MONTH' ? [values[at]?.slice(0, 4) ?? null] : [])),
      numbers: differences(tallies.map((tally) => knownOf(tally.get(group) ?? nothing))),
      measured: tallies[0]?.get(group) ?? nothing,
    };
  });
}

function answer(
  question: CountQuestion,
  asked: CountQuestion,
  tallies: readonly Tally[] | null,
  smallest: number,
): unknown {
  const isGrouped = question.by.length + question.bands.length > 0;
  if (tallies === null)
    return { total: null, smallestCell: smallest, groups: null, rest: null, sums: null, spans: null };
  const cells = cellsOf(asked, tallies);
  const whole = tallies.map((tally) => [...tally.values()].reduce(together, nothingMeasured(asked)));
  const { total, listed, rest } = suppressSmall(cells, differences(whole.map(knownOf)), smallest);
  const own = total === null ? null : (whole[0] ?? nothingMeasured(asked));
  return {
    total,
    smallestCell: smallest,
    groups: isGrouped ? listed.map((cell) => groupNode(asked, cell, smallest)) : null,
    rest: isGrouped ? rest : null,
    ...measuredNode(asked, own, smallest),
  };
}

function together(one: Measured, other: Measured): Measured {
  return {
    count: one.count + other.count,
    sums: one.sums.map(({ known, value }, at) => ({
      known: known + (other.sums[at]?.known ?? 0),
      value: value + (other.sums[at]?.value ?? 0),
    })),
    spans: one.spans.map((days, at) => [...days, ...(other.spans[at] ?? [])]),
  };
}

function groupNode({ by, bands, ...asked }: CountQuestion, { values, measured }: MeasuredCell, smallest: number) {
  const keys = [
    ...by.map(({ constant, system }, at) => keyOf(constant, system, values[at] ?? null)),
    ...bands.map(({ constant }, at) => keyOf(constant, null, values[by.length + at] ?? null)),
  ];
  return { keys, count: measured.count, ...measuredNode(asked, measured, smallest) };
}

function measuredNode(
  { sums, spans }: Pick<CountQuestion, 'sums' | 'spans'>,
  measured: Measured | null,
  smallest: number,
) {
  return {
    sums:
      measured?.sums.map(({ known, value }, at) => ({
        field: sums[at]?.constant ?? '',
        value: known === 0 && smallest > 0 ? null : value,
        known,
      })) ?? null,
    spans:
      measured?.spans.map((days, at) => ({
        ...spanNames(spans[at]),
        known: days.length,
        median: percentile(days, 50, smallest),
        p90: percentile(days, 90, smallest),
        p95: percentile(days, 95, smallest),
      })) ?? null,
  };
}

function keyOf(field: string, system: string | null, value: string | null) {
  return { field, value, label: system === null || value === null ? null : (lookupCode(system, value)?.label ?? null) };
}

function spanNames(span: CountSpan | undefined) {
  const to = span?.to;
  return { from: span?.from.constant ?? '', to: to === undefined || typeof to === 'string' ? null : to.constant };
}
