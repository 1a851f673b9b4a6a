import { compareText } from '../../../schema/total-order.js';
import { type RawCondition, type RawOrder, type RawRecord, rawAll } from '../../raw.js';
import type { OpenSource, RawRows } from '../../source.js';

/** Most ways that one condition may come to. */
const mostWays = 8;

/**
 * A source of services that know no `or`, which are asked a way at a time: whoever may see what is theirs on either side of a case
 * has two lists read by their number, and not the register of everybody. A record that comes by two ways is one.
 */
export function eitherWay<Place>(source: OpenSource<Place>): OpenSource<Place> {
  return {
    ...source,
    takes: (table, condition) =>
      waysOf(condition)?.every((way) => way.every((part) => source.takes(table, part))) ?? false,
    async rows(query, context) {
      const ways = waysOf(query.where) ?? [[query.where]];
      const [only] = ways;
      if (ways.length <= 1 && only !== undefined) return source.rows({ ...query, where: rawAll(only) }, context);
      const answers = await Promise.all(ways.map((way) => source.rows({ ...query, where: rawAll(way) }, context)));
      return merged(answers, query);
    },
  };
}

/** The condition as ways of which any will do, each of parts that all have to hold; null where they are too many. */
function waysOf(condition: RawCondition): readonly (readonly RawCondition[])[] | null {
  if (condition.op === 'or') {
    const ways = condition.of.map(waysOf);
    return bounded(ways.every((way) => way !== null) ? ways.flat() : null);
  }
  if (condition.op !== 'and') return [[condition]];
  let ways: readonly (readonly RawCondition[])[] | null = [[]];
  for (const part of condition.of) {
    const more = waysOf(part);
    if (more === null || ways === null) return null;
    ways = bounded(ways.flatMap((way) => more.map((each) => [...way, ...each])));
  }
  return ways;
}

const bounded = <T>(ways: readonly T[] | null): readonly T[] | null =>
  ways !== null && ways.length <= mostWays ? ways : null;

function merged(
  answers: readonly RawRows[],
  { order, limit }: { readonly order: readonly RawOrder[]; readonly limit: number },
): RawRows {
  // The record key is always among what is read, so that no two records are alike.
  const once = new Map(answers.flatMap(({ rows }) => rows.map((row) => [JSON.stringify(row), row])));
  const rows = [...once.values()];
  const times = answers.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort();
  return { rows: sorted(rows, order).slice(0, limit), asOf: times[0] ?? null };
}

/** In the order that every way came in: of services, that of their key. */
function sorted(rows: readonly RawRecord[], order: readonly RawOrder[]): readonly RawRecord[] {
  const [by] = order;
  if (by === undefined) return rows;
  const sign = by.direction === 'ASC' ? 1 : -1;
  return rows.toSorted((a, b) => sign * compareText(String(a[by.column]), String(b[by.column])));
}
