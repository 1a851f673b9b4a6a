import type { SqlDatabase, SqlDialect } from '../../schema/sql.js';
import { readCaseNumber } from '../../schema/values/case-number.js';
import { readCitizenId } from '../../schema/values/citizen-id.js';
import { readCreditCode } from '../../schema/values/credit-code.js';
import type { TableDescription, ValueShape } from './description.js';

/** Looks at the values of some rows and keeps what they have in common: counts and notations, never a value. */
export async function sampleShapes(
  database: SqlDatabase,
  table: TableDescription,
  rows: number,
): Promise<TableDescription> {
  const quote = quotes[database.dialect];
  const place = [...(table.schema === null ? [] : [table.schema]), table.name].map(quote).join('.');
  const names = table.columns.map(({ name }) => quote(name)).join(', ');
  if (names === '') return table;
  const sampled = await database.query({ sql: `select ${names} from ${place} limit ${rows}`, params: [] });
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, shape: shapeOf(sampled.map((row) => row[column.name])) })),
  };
}

const quotes: Readonly<Record<SqlDialect, (name: string) => string>> = {
  mysql: (name) => `\`${name.replaceAll('`', '``')}\``,
  postgres: (name) => `"${name.replaceAll('"', '""')}"`,
  sqlite: (name) => `"${name.replaceAll('"', '""')}"`,
};

/** More different values than this are no list of codes. */
const mostCodes = 20;
const share = 0.9;

/** What nine in ten of the values look like. */
export function shapeOf(values: readonly unknown[]): ValueShape {
  const texts = values.flatMap((value) => {
    const text = value === null || value === undefined ? '' : String(value).trim();
    return text === '' ? [] : [text];
  });
  const distinct = new Set(texts).size;
  const most = (test: (text: string) => boolean) =>
    texts.length > 0 && texts.filter(test).length >= texts.length * share;
  const notations = notationsOf(texts);
  const looksLike = looks.find(([, test]) => most(test))?.[0] ?? null;
  return {
    looksLike,
    notations: looksLike === 'date' || looksLike === 'dateTime' ? notations : [],
    distinct: distinct <= mostCodes && texts.length >= 2 * distinct ? distinct : null,
    sampled: values.length,
    absent: values.length - texts.length,
  };
}

type Look = NonNullable<ValueShape['looksLike']>;
const looks: readonly (readonly [Look, (text: string) => boolean])[] = [
  ['citizenId', (text) => text.length >= 15 && readCitizenId(text).value !== null],
  ['creditCode', (text) => text.length >= 18 && readCreditCode(text).value !== null],
  ['caseNumber', (text) => readCaseNumber(text).value !== null && text.includes('号')],
  ['phone', (text) => /^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/.test(text)],
  ['flag', (text) => /^[01YN是否有无]$/.test(text)],
  ['date', (text) => notationOf(text)?.includes('h') === false],
  ['dateTime', (text) => notationOf(text) !== null],
  ['amount', (text) => /^-?[\d,]+\.\d{1,4}$|^[\d,.]+\s*[万元]+$/.test(text)],
];

const notations: readonly (readonly [string, RegExp])[] = [
  ['YYYY-MM-DD', /^\d{4}-\d{2}-\d{2}$/],
  ['YYYY-M-D', /^\d{4}-\d{1,2}-\d{1,2}$/],
  ['YYYY/M/D', /^\d{4}\/\d{1,2}\/\d{1,2}$/],
  ['YYYY.M.D', /^\d{4}\.\d{1,2}\.\d{1,2}$/],
  ['YYYYMMDD', /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/],
  ['YYYY年M月D日', /^[\d〇零一二三四五六七八九]{4}年.{1,3}月.{1,3}日$/],
  ['YYYY-MM-DD hh:mm:ss', /^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}/],
  ['YYYYMMDDhhmmss', /^(?:19|20)\d{12}$/],
];

const notationOf = (text: string): string | null => notations.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

function notationsOf(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const notation = notationOf(text);
    if (notation !== null) counts.set(notation, (counts.get(notation) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([notation]) => notation);
}
