import { type Client, createClient, type InValue } from '@libsql/client';
import { countryIn } from '../demo/country-files.js';
import { readCaseNumber } from '../schema/values/case-number.js';
import { readCitizenId } from '../schema/values/citizen-id.js';
import { readDate } from '../schema/values/date.js';
import { addMonths, addYears } from '../schema/values/legal-term.js';
import { readMoney } from '../schema/values/money.js';
import { addDays } from '../schema/values/plain-date.js';

/** A rule's contradiction as somebody would write it by hand, over what was cleaned when it was loaded. */
export interface PlainQuestion {
  readonly rule: string;
  readonly sql: string;
  readonly args: readonly InValue[];
  /** How many records it starts from: those that the rule walks. */
  readonly driving: { readonly sql: string; readonly args: readonly InValue[] };
}

export interface PlainSql {
  /** How many records contradict. */
  ask(question: Pick<PlainQuestion, 'sql' | 'args'>): Promise<number>;
  /** How many records a question starts from. */
  count(question: PlainQuestion): Promise<number>;
  close(): void;
}

const tables = {
  corrections: ['sqjz_jzdx', 'sqjz_jycj'],
  devices: ['t_scan'],
  judgments: ['T_SP_CPWS', 'T_XS_XF', 'T_XS_FJX', 'T_XS_SCPX'],
  enforcement: ['ZX_AJXX'],
} as const;

type Clean = (raw: unknown) => InValue;
const day: Clean = (raw) => readDate(raw).value;
const caseNumber: Clean = (raw) => readCaseNumber(raw).value;
const person: Clean = (raw) => readCitizenId(raw).value;
const fen: Clean = (raw) => readMoney(raw, 'yuan').value;

/** What loading cleans, so that SQL may trust it: the hub cleans with every question. */
const cleaned: Readonly<Record<string, Readonly<Record<string, Clean>>>> = {
  sqjz_jzdx: { jzjsrq: day, pjsah: caseNumber, sfzhm: person },
  sqjz_jycj: { cjrq: day },
  T_SP_CPWS: { AH: caseNumber, SXRQ: day },
  T_XS_XF: { AH: caseNumber, BGRZJHM: person },
  T_XS_FJX: { AH: caseNumber, JE: fen, YJJE: fen, JNQX: day },
  T_XS_SCPX: { AH: caseNumber, JE: fen, YSZXRQ: day },
  ZX_AJXX: { yjAh: caseNumber, larq: day },
};

const indexed = [
  ['sqjz_jycj', 'cjrq'],
  ['sqjz_jzdx', 'jzjsrq'],
  ['t_scan', 'hdbh, dxbh, smsj_ms'],
  ['T_SP_CPWS', 'AH'],
  ['T_SP_CPWS', 'SXRQ'],
  ['T_XS_XF', 'AH'],
  ['T_XS_FJX', 'AH'],
  ['T_XS_SCPX', 'AH'],
  ['ZX_AJXX', 'yjAh'],
] as const;

/** One database with what the agencies hold, cleaned, which no two of them would ever share. */
export async function openPlainSql(folder: string, file: string): Promise<PlainSql> {
  const client = createClient({ url: `file:${file}`, concurrency: 1 });
  const sources = countryIn(folder);
  for (const [agency, names] of Object.entries(tables)) {
    await client.execute({ sql: 'ATTACH ? AS agency', args: [sources[agency as keyof typeof tables]] });
    for (const name of names) await client.execute(`CREATE TABLE ${name} AS SELECT * FROM agency.${name}`);
    await client.execute('DETACH agency');
  }
  for (const [table, columns] of Object.entries(cleaned))
    for (const [column, clean] of Object.entries(columns)) await cleanColumn(client, { table, column, clean });
  for (const [table, columns] of indexed)
    await client.execute(`CREATE INDEX ${table}_${columns.split(',')[0]} ON ${table} (${columns})`);
  await client.execute('ANALYZE');
  const rowsOf = async (sql: string, args: readonly InValue[]) => (await client.execute({ sql, args: [...args] })).rows;
  return {
    ask: async ({ sql, args }) => (await rowsOf(sql, args)).length,
    count: async ({ driving: { sql, args } }) => Number((await rowsOf(sql, args))[0]?.n),
    close: () => client.close(),
  };
}

interface CleanedColumn {
  readonly table: string;
  readonly column: string;
  readonly clean: Clean;
}

/** Puts what is meant in the place of what was written, by a table of both. */
async function cleanColumn(client: Client, { table, column, clean }: CleanedColumn): Promise<void> {
  const { rows } = await client.execute(`SELECT DISTINCT ${column} AS raw FROM ${table}`);
  const changed = rows.map(({ raw }) => [raw, clean(raw)] as const).filter(([raw, meant]) => raw !== meant);
  await client.execute('CREATE TEMP TABLE cleaned (raw PRIMARY KEY, meant)');
  await client.execute({
    sql: `INSERT INTO cleaned SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE value ->> 0 IS NOT NULL`,
    args: [JSON.stringify(changed)],
  });
  await client.execute(
    `UPDATE ${table} SET ${column} = (SELECT meant FROM cleaned WHERE raw = ${column})
      WHERE ${column} IN (SELECT raw FROM cleaned)`,
  );
  await client.execute('DROP TABLE cleaned');
}

/** CC-05, CC-09 (the end of a term of probation) and EX-03. */
export const plainQuestions = (today: string): readonly PlainQuestion[] => [
  {
    rule: 'CC-05',
    sql: `WITH turns AS (
        SELECT dxbh, hdbh, fx, smsj_ms, lead(fx) OVER turn AS next, lead(smsj_ms) OVER turn AS until
        FROM t_scan WHERE hdbh IS NOT NULL AND pdjg = 1 WINDOW turn AS (PARTITION BY dxbh, hdbh ORDER BY smsj_ms)),
      present AS (
        SELECT dxbh, hdbh, sum(CASE WHEN fx = 'in' AND next = 'out' AND until - smsj_ms <= 43200000
          THEN (until - smsj_ms) / 60000 ELSE 0 END) AS minutes FROM turns GROUP BY dxbh, hdbh)
      SELECT a.id, a.rdxs, p.minutes FROM sqjz_jycj a JOIN present p ON p.dxbh = a.dxbh AND p.hdbh = a.hdbh
      WHERE ${attended} AND a.rdxs <= 24 AND (a.rdxs - coalesce(a.zxxs, 0)) * 60 > p.minutes + 15`,
    args: [addMonths(today, -24)],
    driving: { sql: `SELECT count(*) AS n FROM sqjz_jycj a WHERE ${attended}`, args: [addMonths(today, -24)] },
  },
  {
    rule: 'CC-09',
    sql: `SELECT s.dxbh, s.jzjsrq, w.SXRQ, x.HXKYQ FROM sqjz_jzdx s
      JOIN T_XS_XF x ON x.AH = s.pjsah AND x.BGRZJHM = s.sfzhm AND x.SFHX = '1' AND coalesce(x.SFYX, '1') <> '0'
      JOIN T_SP_CPWS w ON w.AH = x.AH AND w.WSBH = x.WSBH AND coalesce(w.SFYX, '1') <> '0'
      WHERE ${registered} AND abs(julianday(s.jzjsrq)
        - julianday(date(w.SXRQ, '+' || x.HXKYQ || ' months', '-1 day'))) > 1`,
    args: [addMonths(today, -12)],
    driving: { sql: `SELECT count(*) AS n FROM sqjz_jzdx s WHERE ${registered}`, args: [addMonths(today, -12)] },
  },
  {
    rule: 'EX-03',
    sql: `SELECT w.WSBH, w.AH, w.SXRQ FROM T_SP_CPWS w
      WHERE ${inForce} AND (EXISTS (SELECT 1 FROM T_XS_FJX f WHERE f.AH = w.AH AND coalesce(f.SFYX, '1') <> '0' AND f.JE > f.YJJE
            AND date(max(w.SXRQ, coalesce(f.JNQX, w.SXRQ)), '+30 days') < ?)
          OR EXISTS (SELECT 1 FROM T_XS_SCPX o WHERE o.AH = w.AH AND coalesce(o.SFYX, '1') <> '0' AND o.JE > 0 AND o.YSZXRQ IS NULL))
        AND NOT EXISTS (SELECT 1 FROM ZX_AJXX z WHERE z.yjAh = w.AH AND z.larq <= date(w.SXRQ, '+30 days'))`,
    args: [addYears(today, -3), addDays(today, -31), today],
    driving: {
      sql: `SELECT count(*) AS n FROM T_SP_CPWS w WHERE ${inForce}`,
      args: [addYears(today, -3), addDays(today, -31)],
    },
  },
];

// What the rules walk.
const attended = "a.cjrq >= ? AND a.rdxs > 0 AND coalesce(a.sfsc, '0') <> '1'";
const registered = "(s.jzjsrq IS NULL OR s.jzjsrq >= ?) AND coalesce(s.sfsc, '0') <> '1'";
const inForce =
  "w.WSZL IN ('1', '判决书') AND w.AH LIKE '%刑%' AND w.SXRQ BETWEEN ? AND ? AND coalesce(w.SFYX, '1') <> '0'";
