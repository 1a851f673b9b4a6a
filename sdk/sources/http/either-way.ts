import { compareText } from '../../../schema/total-order.js';
import { type RawCondition, type RawOrder, type RawRecord, rawAll } from '../../raw.js';
import type { OpenSource, RawRows } from '../../source.js';
import { together } from './together.js';

/** Most ways that one conjunct may come to. */
const mostWays = 8;

/**
 * A source of services that know no `or`, which are asked a way at a time: whoever may see what is theirs on either side of a case
 * has two lists read by their number, and not the register of everybody. A record that comes by two ways is one.
 */
export function eitherWay<Place>(source: OpenSource<Place>): OpenSource<Place> {
  return {
    ...source,
    takes(table, condition) {
      const ways = waysOf(condition);
      return ways.length <= mostWays && ways.every((way) => way.every((leaf) => source.takes(table, leaf)));
    },
    async rows(query, context) {
      const ways = waysOf(query.where).map(rawAll);
      const [only] = ways;
      if (ways.length === 1 && only !== undefined) return source.rows({ ...query, where: only }, context);
      const answers = await together(context.signal, (signal) =>
        Promise.all(ways.map((where) => source.rows({ ...query, where }, { ...context, signal }))),
      );
      return merged(answers, query);
    },
  };
}

/** The condition as ways of which any will do, each of leaves that all have to hold. */
function waysOf(condition: RawCondition): readonly (readonly RawCondition[])[] {
  switch (condition.op) {
    case 'true':
      return [[]];
    case 'or':
      return condition.of.flatMap(waysOf);
    case 'and':
      return condition.of.reduce<readonly (readonly RawCondition[])[]>(
        (ways, part) => waysOf(part).flatMap((more) => ways.map((way) => [...way, ...more])),
        [[]],
      );
    default:
      return [[condition]];
  }
}

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
