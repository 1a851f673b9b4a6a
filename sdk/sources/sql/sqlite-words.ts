import { type SQL, sql } from 'drizzle-orm';
import type { Scalar } from '../../../schema/scalar.js';
import { listOf } from './given.js';
import type { DialectWords } from './words.js';

const text = (column: SQL) => sql`cast(${column} as text) collate binary`;

/** SQLite and libSQL: collations can be named per comparison, patterns are GLOBs. */
export const sqlite: DialectWords = {
  text,
  plainText: (column) => sql`${column} collate binary`,
  listed: (values) => values.flatMap(bothTypes),
  isIn: (column, values) => sql`${column} collate binary in (${listOf(values)})`,
  long: {
    list: (values) => JSON.stringify(values.flatMap(bothTypes)),
    isIn: (column, list) => sql`${column} collate binary in (select value from json_each(${list}))`,
  },
  startsWith: (column, prefix, length) => sql`substr(cast(${column} as text), 1, ${length}) = ${prefix}`,
  startsWithOne: (column, prefixes, length) =>
    sql`substr(cast(${column} as text), 1, ${length}) in (${listOf(prefixes)})`,
  contains: (column, part) => sql`instr(cast(${column} as text), ${part}) > 0`,
  hasShape: (column, shape) => {
    if ('each' in shape) return sql`cast(${column} as text) glob ${globOf(shape.each)}`;
    if ('has' in shape) return sql`cast(${column} as text) glob ${`*${globOf(shape.has)}*`}`;
    const { only, min, max } = shape;
    return sql`(length(${column}) between ${min} and ${max} and cast(${column} as text) not glob ${`*[^${only}]*`})`;
  },
  order: (expression, direction) => sql`${expression} ${sql.raw(direction === 'ASC' ? 'asc' : 'desc')} nulls last`,
};

/** A column without a type may hold the number 7 or the text '7'; no comparison of SQLite finds both. */
function bothTypes(value: Scalar): readonly Scalar[] {
  const written = String(value);
  if (written.length > 16) return [written];
  const isNumeric = /^-?\d{1,15}$/.test(written) && String(Number(written)) === written;
  return isNumeric ? [written, Number(written)] : [written];
}

function globOf(sets: readonly string[]): string {
  return sets.map((set) => (set.length > 2 ? `[${set}]` : set.replace(/[*?[]/, '[$&]'))).join('');
}
