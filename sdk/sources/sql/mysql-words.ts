import { type SQL, sql } from 'drizzle-orm';
import { patternOf } from '../../raw-match.js';
import { listOf } from './given.js';
import { asTexts, type DialectWords } from './words.js';

// Most collations ignore case, width and trailing spaces; bytes of UTF-8 do not, and sort by code point.
const bytes = (column: SQL) => sql`cast(convert(${column} using utf8mb4) as binary)`;

/** MySQL and MariaDB, and by protocol OceanBase and TiDB. */
export const mysql: DialectWords = {
  text: bytes,
  plainText: bytes,
  listed: asTexts,
  isIn: (column, values, key) => {
    const exactly = sql`${bytes(column)} in (${listOf(values)})`;
    return key ? sql`(${column} in (${listOf(values)}) and ${exactly})` : exactly;
  },
  startsWith: (column, prefix) => sql`locate(cast(${prefix} as binary), ${bytes(column)}) = 1`,
  contains: (column, part) => sql`locate(cast(${part} as binary), ${bytes(column)}) > 0`,
  hasShape: (column, shape) => {
    const matches = sql`convert(${column} using utf8mb4) collate utf8mb4_bin regexp ${patternOf(shape)}`;
    // `$` would also match before a line break at the end.
    if ('each' in shape) return sql`(char_length(${column}) = ${shape.each.length} and ${matches})`;
    if ('only' in shape)
      return sql`(char_length(${column}) between ${shape.min} and ${shape.max} and ${matches} and right(${column}, 1) <> char(10))`;
    return matches;
  },
  order: (expression, direction) =>
    sql`${expression} is null, ${expression} ${sql.raw(direction === 'ASC' ? 'asc' : 'desc')}`,
};
