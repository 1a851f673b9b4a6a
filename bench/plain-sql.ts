import { createClient, type InValue } from '@libsql/client';
import { countryIn } from '../demo/country-files.js';
import { addMonths, addYears } from '../schema/values/legal-term.js';
import { addDays } from '../schema/values/plain-date.js';

/** A rule's contradiction as somebody would write it by hand, over columns as the agencies wrote them. */
export interface PlainQuestion {
  readonly rule: string;
  readonly sql: string;
  readonly args: readonly InValue[];
}

export interface PlainSql {
  /** How many records contradict. */
  ask(question: PlainQuestion): Promise<number>;
  close(): void;
}

const tables = {
  corrections: ['sqjz_jzdx', 'sqjz_jycj'],
  devices: ['t_scan'],
  judgments: ['T_SP_CPWS', 'T_XS_XF', 'T_XS_FJX', 'T_XS_SCPX'],
  enforcement: ['ZX_AJXX'],
} as const;

const indexed = [
  ['sqjz_jycj', 'cjrq'],
  ['t_scan', 'hdbh, dxbh, smsj_ms'],
  ['T_SP_CPWS', 'AH'],
  ['T_XS_XF', 'AH'],
  ['T_XS_FJX', 'AH'],
  ['T_XS_SCPX', 'AH'],
  ['ZX_AJXX', 'yjAh'],
] as const;

/** One database with what the agencies hold, which no two of them would ever share. */
export async function openPlainSql(folder: string, file: string): Promise<PlainSql> {
  const client = createClient({ url: `file:${file}`, concurrency: 1 });
  const sources = countryIn(folder);
  for (const [agency, names] of Object.entries(tables)) {
    await client.execute({ sql: 'ATTACH ? AS agency', args: [sources[agency as keyof typeof tables]] });
    for (const name of names) await client.execute(`CREATE TABLE ${name} AS SELECT * FROM agency.${name}`);
    await client.execute('DETACH agency');
  }
  for (const [table, columns] of indexed)
    await client.execute(`CREATE INDEX ${table}_${columns.split(',')[0]} ON ${table} (${columns})`);
  await client.execute('ANALYZE');
  return {
    ask: async ({ sql, args }) => (await client.execute({ sql, args: [...args] })).rows.length,
    close: () => client.close(),
  };
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
      WHERE a.cjrq >= ? AND a.rdxs > 0 AND a.rdxs <= 24 AND (a.rdxs - coalesce(a.zxxs, 0)) * 60 > p.minutes + 15`,
    args: [addMonths(today, -24)],
  },
  {
    rule: 'CC-09',
    sql: `SELECT s.dxbh, s.jzjsrq, w.SXRQ, x.HXKYQ FROM sqjz_jzdx s
      JOIN T_XS_XF x ON x.AH = s.pjsah AND x.BGRZJHM = s.sfzhm AND x.SFHX = '1'
      JOIN T_SP_CPWS w ON w.AH = x.AH AND w.WSBH = x.WSBH
      WHERE (s.jzjsrq IS NULL OR s.jzjsrq >= ?) AND abs(julianday(s.jzjsrq)
        - julianday(date(w.SXRQ, '+' || x.HXKYQ || ' months', '-1 day'))) > 1`,
    args: [addMonths(today, -12)],
  },
  {
    rule: 'EX-03',
    sql: `SELECT w.WSBH, w.AH, w.SXRQ FROM T_SP_CPWS w
      WHERE w.WSZL IN ('1', '判决书') AND w.AH LIKE '%刑%' AND w.SXRQ BETWEEN ? AND ?
        AND (EXISTS (SELECT 1 FROM T_XS_FJX f WHERE f.AH = w.AH AND CAST(f.JE AS REAL) > coalesce(CAST(f.YJJE AS REAL), 0))
          OR EXISTS (SELECT 1 FROM T_XS_SCPX o WHERE o.AH = w.AH AND CAST(o.JE AS REAL) > 0 AND o.YSZXRQ IS NULL))
        AND NOT EXISTS (SELECT 1 FROM ZX_AJXX z WHERE z.yjAh = w.AH AND z.larq <= date(w.SXRQ, '+30 days'))`,
    args: [addYears(today, -3), addDays(today, -31)],
  },
];
