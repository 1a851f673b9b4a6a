import { type SQL, sql } from 'drizzle-orm';
import type { RawCondition } from '../../raw.js';
import type { RawCount, RawDistinct, RawQuery } from '../../source.js';
import { columnOf, type SqlTable, tableOf } from './table.js';
import { type Naming, whereOf } from './where.js';
import type { DialectWords } from './words.js';

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
}

/** Plain tables and views. */
export const tables: Layout<SqlTable> = {
  name: () => columnOf,
  number: () => columnOf,
  selected: () => columnOf,
  from: tableOf,
  scope: () => null,
};

const rank = sql.identifier('plumbline_rank');

/** One `select` of the columns asked for, and of nothing else; ends where `limitOf` goes on. */
export function selectRows<Place>(
  query: Omit<RawQuery<Place>, 'limit'>,
  words: DialectWords,
  layout: Layout<Place>,
): SQL {
  const { table, columns, order, each } = query;
  const name = layout.name(table);
  const selected = sql.join(
    columns.map((column) => sql`${layout.selected(table)(column)} as ${sql.identifier(column)}`),
    sql`, `,
  );
  const source = sql`from ${layout.from(table)} where ${scoped(query, words, layout)}`;
  const sorted = sql.join(
    order.map(({ column, direction, type }) =>
      words.order(type === 'text' ? words.text(name(column)) : layout.number(table)(column), direction),
    ),
    sql`, `,
  );
  if (each === undefined)
    return sql`select ${selected} ${source}${order.length === 0 ? sql`` : sql` order by ${sorted}`}`;
  const window = sql`row_number() over (partition by ${words.text(name(each.column))} order by ${sorted})`;
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
export function selectCount<Place>(query: RawCount<Place>, words: DialectWords, layout: Layout<Place>): SQL {
  const { table, by } = query;
  const source = sql`from ${layout.from(table)} where ${scoped(query, words, layout)}`;
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
): SQL {
  const { table, column } = query;
  const name = layout.name(table)(column);
  const source = sql`from ${layout.from(table)} where ${scoped(query, words, layout)}`;
  return sql`select min(${name}) as key_found ${source} group by ${words.text(name)}`;
}

function scoped<Place>(
  { table, where }: { readonly table: Place; readonly where: RawCondition },
  words: DialectWords,
  layout: Layout<Place>,
): SQL {
  const condition = whereOf(where, words, layout.name(table));
  const scope = layout.scope(table);
  return scope === null ? condition : sql`${scope} and ${condition}`;
}
