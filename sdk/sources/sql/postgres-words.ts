import { type SQL, sql } from 'drizzle-orm';
import { patternOf } from '../../raw-match.js';
import { listOf } from './given.js';
import { asTexts, type DialectWords } from './words.js';

const text = (column: SQL) => sql`${column}::text`;

/** PostgreSQL, and by protocol KingbaseES and openGauss. */
export const postgres: DialectWords = {
  text: (column) => sql`${text(column)} collate "C"`,
  plainText: (column) => sql`${text(column)} collate "C"`,
  listed: asTexts,
  // A cast would keep the index from being used.
  isIn: (column, values, key) => sql`${key ? column : text(column)} in (${listOf(values)})`,
  startsWith: (column, prefix, length) => sql`left(${text(column)}, ${length}) = ${prefix}`,
  startsWithOne: (column, prefixes, length) => sql`left(${text(column)}, ${length}) in (${listOf(prefixes)})`,
  contains: (column, part) => sql`strpos(${text(column)}, ${part}) > 0`,
  hasShape: (column, shape) => sql`${text(column)} ~ ${patternOf(shape)}`,
  order: (expression, direction) => sql`${expression} ${sql.raw(direction === 'ASC' ? 'asc' : 'desc')} nulls last`,
};
