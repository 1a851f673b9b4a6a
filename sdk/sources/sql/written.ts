import type { SQL } from 'drizzle-orm';
import type { SqlDialect, SqlStatement } from '../../../schema/sql.js';
import type { RawCondition } from '../../raw.js';
import type { RawCount, RawDistinct, RawQuery } from '../../source.js';
import { dialectWords, render, type Template } from './dialect.js';
import { formOf, gap } from './form.js';
import { fill } from './given.js';
import { type Layout, limitOf, selectCount, selectDistinct, selectRows } from './statements.js';

/** Writes statements: each form of a question once, as drizzle takes longer to write one than a server to answer it. */
export interface Writer<Place> {
  rows(query: RawQuery<Place>): SqlStatement;
  count(query: RawCount<Place>): SqlStatement;
  distinct(query: RawDistinct<Place>): SqlStatement;
}

/** Most statements that one source remembers; the one that was not asked for longest goes. */
const mostKnown = 256;

export function openWriter<Place>(dialect: SqlDialect, layout: Layout<Place>): Writer<Place> {
  const words = dialectWords[dialect];
  const known = new Map<string, Template>();
  const places = new Map<Place, number>();
  const numberOf = (place: Place): number => {
    const number = places.get(place) ?? places.size;
    places.set(place, number);
    return number;
  };
  const write = (
    query: { readonly table: Place; readonly where: RawCondition },
    wording: readonly string[],
    select: () => SQL,
    end: string,
  ): SqlStatement => {
    const { key: form, values } = formOf(query.where, words);
    const key = [numberOf(query.table), ...wording, form].join(gap);
    const template = known.get(key) ?? render(dialect, select());
    known.delete(key);
    known.set(key, template);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return { sql: template.sql + end, params: fill(template.params, values) };
  };
  return {
    rows: (query) => {
      const { columns, order, each } = query;
      const sorted = order.map(({ column, direction, type }) => `${direction} ${type} ${column}`);
      const wording = ['rows', ...columns, 'by', ...sorted, 'each', each?.column ?? ''];
      return { ...write(query, wording, () => selectRows(query, words, layout), limitOf(query)), columns };
    },
    count: (query) => write(query, ['count', query.by ?? ''], () => selectCount(query, words, layout), ''),
    distinct: (query) =>
      write(query, ['distinct', query.column], () => selectDistinct(query, words, layout), limitOf(query)),
  };
}
