import type { SqlDialect } from '../../schema/sql.js';

/** How a declared type is written with drizzle; null where none of its words says it, and the column is read as text. */
export function builderOf(dialect: SqlDialect, declared: string): Builder | null {
  const found = tables[dialect].find(([pattern]) => pattern.test(declared));
  if (found === undefined) return null;
  const [pattern, word, options] = found;
  return { word, options: options?.(pattern.exec(declared) ?? []) ?? null };
}

export interface Builder {
  /** `varchar`, `numeric` … of the dialect’s namespace. */
  readonly word: string;
  /** As source text: `{ length: 18 }`. */
  readonly options: string | null;
}

/** For what has no word of its own. */
export const fallback: Readonly<Record<SqlDialect, string>> = { mysql: 'text', postgres: 'text', sqlite: 'text' };

type Options = (match: readonly (string | undefined)[]) => string | null;
type Row = readonly [RegExp, string, Options?];

const length: Options = ([, n]) => (n === undefined ? null : `{ length: ${n} }`);
// Without a length a varchar of MySQL does not compile.
const lengthOr =
  (most: number): Options =>
  ([, n]) =>
    `{ length: ${n ?? most} }`;
const precision: Options = ([, p, s]) => (p === undefined ? null : `{ precision: ${p}, scale: ${s ?? 0} }`);
const asText: Options = () => "{ mode: 'string' }";
const asNumber: Options = () => "{ mode: 'number' }";

const sized = String.raw`(?:\((\d+)\))?`;
const scaled = String.raw`(?:\((\d+)(?:,\s*(\d+))?\))?`;
const row = (pattern: string, word: string, options?: Options): Row =>
  options === undefined ? [new RegExp(pattern), word] : [new RegExp(pattern), word, options];

const mysql: readonly Row[] = [
  row(`^varchar${sized}`, 'varchar', lengthOr(255)),
  row(`^char${sized}`, 'char', length),
  row('^(longtext|mediumtext|tinytext|text)', 'text'),
  row('^tinyint\\(1\\)', 'boolean'),
  row('^tinyint', 'tinyint'),
  row('^smallint', 'smallint'),
  row('^mediumint', 'mediumint'),
  row('^int', 'int'),
  row('^bigint', 'bigint', asNumber),
  row(`^(?:decimal|numeric)${scaled}`, 'decimal', precision),
  row('^float', 'float'),
  row('^double|^real', 'double'),
  row('^datetime', 'datetime', asText),
  row('^timestamp', 'timestamp', asText),
  row('^date', 'date', asText),
  row('^time', 'time'),
  row('^year', 'year'),
  row('^json', 'json'),
];

const postgres: readonly Row[] = [
  row(`^character varying${sized}`, 'varchar', length),
  row(`^varchar${sized}`, 'varchar', length),
  row(`^(?:character|char|bpchar)${sized}$`, 'char', length),
  row('^text|^citext|^name$', 'text'),
  row('^boolean', 'boolean'),
  row('^smallint', 'smallint'),
  row('^integer', 'integer'),
  row('^bigint', 'bigint', asNumber),
  row(`^numeric${scaled}`, 'numeric', precision),
  row('^double precision', 'doublePrecision'),
  row('^real', 'real'),
  row('^timestamp[^[]*with time zone', 'timestamp', () => "{ mode: 'string', withTimezone: true }"),
  row('^timestamp', 'timestamp', asText),
  row('^date$', 'date', asText),
  row('^time', 'time'),
  row('^interval$', 'interval'),
  row('^jsonb$', 'jsonb'),
  row('^json$', 'json'),
  row('^uuid$', 'uuid'),
];

// SQLite’s own rules of affinity, in their order (https://www.sqlite.org/datatype3.html, 3.1).
const sqlite: readonly Row[] = [
  row('int', 'integer'),
  row('char|clob|text', 'text'),
  row('blob', 'blob'),
  row('real|floa|doub', 'real'),
  row('^date|^time', 'text'),
  row('num|dec', 'numeric'),
  row('^$', 'text'),
];

const tables: Readonly<Record<SqlDialect, readonly Row[]>> = { mysql, postgres, sqlite };
