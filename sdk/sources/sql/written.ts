import type { SQL } from 'drizzle-orm';
import type { SqlDialect, SqlStatement } from '../../../schema/sql.js';
import type { RawCondition } from '../../raw.js';
import type { RawCount, RawDistinct, RawQuery } from '../../source.js';
import { dialectWords, render, type Template } from './dialect.js';
import { formOf, gap } from './form.js';
import { fill } from './given.js';
import {
  type Layout,
  limitOf,
  noTexts,
  selectCount,
  selectDistinct,
  selectRows,
  type TextColumns,
} from './statements.js';

/** Writes statements: each form of a question once, as drizzle takes longer to write one than a server to answer it. */
export interface Writer<Place> {
  /** `texts`: columns of the table that hold text alone. */
  rows(query: RawQuery<Place>, texts?: TextColumns): SqlStatement;
  count(query: RawCount<Place>, texts?: TextColumns): SqlStatement;
  distinct(query: RawDistinct<Place>, texts?: TextColumns): SqlStatement;
}

/** Most statements that one source remembers; the one that was not asked for longest goes. */
const mostKnown = 256;

export function openWriter<Place>(dialect: SqlDialect, layout: Layout<Place>): Writer<Place> {
  const words = dialectWords[dialect];
  const known = new Map<string, Template>();
  const placeNumber = numbering<Place>();
  const textsNumber = numbering<TextColumns>();
  const write = (
    query: { readonly table: Place; readonly where: RawCondition },
    texts: TextColumns,
    wording: readonly string[],
    select: () => SQL,
    end: string,
  ): SqlStatement => {
    const { key: form, values } = formOf(query.where, words);
    const key = [placeNumber(query.table), textsNumber(texts), ...wording, form].join(gap);
    const template = known.get(key) ?? render(dialect, select());
    known.delete(key);
    known.set(key, template);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return { sql: template.sql + end, params: fill(template.params, values) };
  };
  return {
    rows: (query, texts = noTexts) => {
      const { columns, order, each } = query;
      const sorted = order.map(({ column, direction, type }) => `${direction} ${type} ${column}`);
      const wording = ['rows', ...columns, 'by', ...sorted, 'each', each?.column ?? ''];
      return {
        ...write(query, texts, wording, () => selectRows(query, words, layout, texts), limitOf(query)),
        columns,
      };
    },
    count: (query, texts = noTexts) =>
      write(query, texts, ['count', query.by ?? ''], () => selectCount(query, words, layout, texts), ''),
    distinct: (query, texts = noTexts) =>
      write(
        query,
        texts,
        ['distinct', query.column],
        () => selectDistinct(query, words, layout, texts),
        limitOf(query),
      ),
  };
}

/** Numbers things as they are first met. */
function numbering<T>(): (thing: T) => number {
  const numbers = new Map<T, number>();
  return (thing) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
}
