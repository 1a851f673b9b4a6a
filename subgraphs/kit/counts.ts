import type { GraphQLResolveInfo } from 'graphql';
import type { Catalog } from '../../schema/catalog/catalog.js';
import { type CountField, countFieldsOf } from '../../schema/catalog/counting.js';
import { lookupCode } from '../../schema/codes/lookup.js';
import { all, type Condition, fieldsOf } from '../../schema/condition.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { countGroups, countRows, type Tally } from './counting.js';
import { denied } from './faults.js';
import { conditionOf, type FilterInput } from './filter.js';
import { assertHeld } from './page-request.js';
import { selectionOf } from './selection.js';
import { type Cell, suppressSmall } from './small-cells.js';

/** Arguments of a derived counting field. */
export interface CountArguments {
  readonly filter?: FilterInput | null;
  readonly by?: readonly string[] | null;
}

/** Most fields to group by, and most conditions where small numbers are not told: each set of them is left out once. */
const most = { fields: 3, conditions: 4 } as const;

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
  const filter = conditionOf(args.filter, catalog.types.get(of)?.fields ?? new Map(), assertCounted);
  const by = groupedBy(catalog, of, args.by ?? []);
  for (const { field } of by) assertCounted(field.name);
  for (const field of [...fieldsOf(filter), ...by.map((each) => each.field.name)]) assertHeld(of, field, context);
  const { smallest, rows } = counting;
  const conditions = smallest === 0 ? [] : conditionsOf(filter);
  if (conditions.length > most.conditions)
    throw new PlumblineError(
      'BOUND_EXCEEDED',
      `${of} is counted under at most ${most.conditions} conditions at once where small numbers are not told`,
    );
  // The question itself, then the question without some of its conditions: what the differences would tell.
  const questions = Array.from({ length: 2 ** conditions.length }, (_, left) =>
    all(...conditions.filter((_condition, at) => (left >> at) % 2 === 0)),
  );
  const wheres = questions.map((question) => all(rows, question));
  const coordinate = `Query.${info.fieldName}`;
  const { fields } = selectionOf(info.fieldNodes, 'Counts', info);
  if (by.length === 0 || !(fields.has('groups') || fields.has('rest'))) {
    const counted = await Promise.all(wheres.map((where) => countRows(of, where, coordinate, context)));
    return answer(by, counted.every(isKnown) ? { cells: [], whole: differences(counted) } : null, smallest);
  }
  const tallies = await Promise.all(wheres.map((where) => countGroups(of, where, by, coordinate, context)));
  return answer(by, tallies.every(isKnown) ? cellsOf(by, tallies) : null, smallest);
}

function isKnown<T>(value: T | null): value is T {
  return value !== null;
}

function groupedBy(catalog: Catalog, type: string, constants: readonly string[]): readonly CountField[] {
  const known = countFieldsOf(catalog, type);
  const by = [...new Set(constants)].flatMap((constant) => known.find((each) => each.constant === constant) ?? []);
  if (by.length > most.fields)
    throw new PlumblineError('BAD_USER_INPUT', `${type} is counted by at most ${most.fields} fields at once`);
  return by;
}

// `not (a or b)` is two conditions as well as `(not a) and (not b)` is.
function conditionsOf(filter: Condition): readonly Condition[] {
  if (filter.op === 'true') return [];
  if (filter.op === 'and') return filter.of.flatMap(conditionsOf);
  if (filter.op !== 'not') return [filter];
  if (filter.of.op === 'not') return conditionsOf(filter.of.of);
  return filter.of.op === 'or' ? filter.of.of.flatMap((of) => conditionsOf({ op: 'not', of })) : [filter];
}

function differences([count = 0, ...wider]: readonly number[]): readonly number[] {
  return [count, ...wider.map((each) => each - count)];
}

interface Counted {
  readonly cells: readonly Cell[];
  readonly whole: readonly number[];
}

function cellsOf(by: readonly CountField[], tallies: readonly Tally[]): Counted {
  const groups = new Set(tallies.flatMap((tally) => [...tally.keys()]));
  const cells = [...groups].map((group) => {
    const values = JSON.parse(group) as (string | null)[];
    return {
      values,
      coarser: by.flatMap(({ part }, at) => (part === 'MONTH' ? [values[at]?.slice(0, 4) ?? null] : [])),
      numbers: differences(tallies.map((tally) => tally.get(group) ?? 0)),
    };
  });
  const whole = tallies.map((tally) => [...tally.values()].reduce((total, count) => total + count, 0));
  return { cells, whole: differences(whole) };
}

function answer(by: readonly CountField[], counted: Counted | null, smallest: number) {
  if (counted === null) return { total: null, smallestCell: smallest, groups: null, rest: null };
  const { total, listed, rest } = suppressSmall(counted.cells, counted.whole, smallest);
  if (by.length === 0) return { total, smallestCell: smallest, groups: null, rest: null };
  const groups = listed.map(({ values, numbers: [count] }) => ({
    keys: by.map(({ constant, system }, at) => keyOf(constant, system, values[at] ?? null)),
    count,
  }));
  return { total, smallestCell: smallest, groups, rest };
}

function keyOf(field: string, system: string | null, value: string | null) {
  return { field, value, label: system === null || value === null ? null : (lookupCode(system, value)?.label ?? null) };
}
