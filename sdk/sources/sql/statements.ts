import { type SQL, sql } from 'drizzle-orm';
import type { RawCondition } from '../../raw.js';
import type { RawCount, RawDistinct, RawQuery } from '../../source.js';
import { columnOf, type SqlTable, tableNameOf, tableOf } from './table.js';
import { type Compared, type Naming, whereOf } from './where.js';
import type { DialectWords } from './words.js';

/** Columns of a table that hold text alone. */
export type TextColumns = ReadonlySet<string>;

export const noTexts: TextColumns = new Set();

/** What a kind of table adds to statements: how columns are named, and where they come from. */
export interface Layout<Place> {
  /** As compared and sorted; `number` where they are numbers. */
  readonly name: (table: Place) => Naming;
  readonly number: (table: Place) => Naming;
  /** As selected. */
  readonly selected: (table: Place) => Naming;
  readonly from: (table: Place) => SQL;
  /** Joined to every `where`. */
  readonly scope: (table: Place) => SQL | null;
  /** Columns that hold text alone, the same set for the same table; a table's name where its database may know them. */
  readonly texts: (table: Place) => TextColumns | string;
}

/** Plain tables and views. */
export const tables: Layout<SqlTable> = {
  name: () => columnOf,
  number: () => columnOf,
  selected: () => columnOf,
  from: tableOf,
  scope: () => null,
  texts: tableNameOf,
};

function comparedIn<Place>(layout: Layout<Place>, table: Place, words: DialectWords, texts: TextColumns): Compared {
  const name = layout.name(table);
  return { name, text: (column) => (texts.has(column) ? words.plainText : words.text)(name(column)) };
}

const rank = sql.identifier('plumbline_rank');

/** One `select` of the columns asked for, and of nothing else; ends where `limitOf` goes on. */
export function selectRows<Place>(
  query: Omit<RawQuery<Place>, 'limit'>,
  words: DialectWords,
  layout: Layout<Place>,
  texts: TextColumns,
): SQL {
  const { table, columns, order, each } = query;
  const { text } = comparedIn(layout, table, words, texts);
  const selected = sql.join(
    columns.map((column) => sql`${layout.selected(table)(column)} as ${sql.identifier(column)}`),
    sql`, `,
  );
  const source = sql`from ${layout.from(table)} where ${scoped(query, words, layout, texts)}`;
  const sorted = sql.join(
    order.map(({ column, direction, type }) =>
      words.order(type === 'text' ? text(column) : layout.number(table)(column), direction),
    ),
    sql`, `,
  );
  if (each === undefined)
    return sql`select ${selected} ${source}${order.length === 0 ? sql`` : sql` order by ${sorted}`}`;
  const window = sql`row_number() over (partition by ${text(each.column)} order by ${sorted})`;
  const outer = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  const inner = sql`select ${selected}, ${window} as ${rank} ${source}`;
  return sql`select ${outer} from (${inner}) as ranked where ${rank} <=`;
}

/**
 * How a statement ends. Limits are written out: drivers bind numbers as doubles, and MySQL 8 takes none for a prepared LIMIT; and
 * they differ more often than what comes before.
 */
export function limitOf({
  limit,
  each,
}: {
  readonly limit: number;
  readonly each?: { readonly limit: number };
}): string {
  const end = ` limit ${whole(limit)}`;
  return each === undefined ? end : ` ${whole(each.limit)}${end}`;
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('a limit is a whole number');
  return value;
}

/** Counts in all, or by a column's values. */
export function selectCount<Place>(
  query: RawCount<Place>,
  words: DialectWords,
  layout: Layout<Place>,
  texts: TextColumns,
): SQL {
  const { table, by } = query;
  const source = sql`from ${layout.from(table)} where ${scoped(query, words, layout, texts)}`;
  if (by === null) return sql`select count(*) as rows_counted ${source}`;
  // Grouped by the exact text: a collation would put spellings together that the codec has to see one by one.
  const column = layout.name(table)(by);
  return sql`select min(${column}) as key_counted, count(*) as rows_counted ${source} group by ${words.text(column)}`;
}

/** The distinct values of a column; ends where `limitOf` goes on. */
export function selectDistinct<Place>(
  query: Omit<RawDistinct<Place>, 'limit'>,
  words: DialectWords,
  layout: Layout<Place>,
  texts: TextColumns,
): SQL {
  const { table, column } = query;
  const name = layout.name(table)(column);
  const source = sql`from ${layout.from(table)} where ${scoped(query, words, layout, texts)}`;
  return sql`select min(${name}) as key_found ${source} group by ${words.text(name)}`;
}

function scoped<Place>(
  { table, where }: { readonly table: Place; readonly where: RawCondition },
  words: DialectWords,
  layout: Layout<Place>,
  texts: TextColumns,
): SQL {
  const condition = whereOf(where, words, comparedIn(layout, table, words, texts));
  const scope = layout.scope(table);
  return scope === null ? condition : sql`${scope} and ${condition}`;
}
