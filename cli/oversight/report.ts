import { writeFileSync } from 'node:fs';
import type { Environment } from '../../gateway/environment.js';
import { statistics } from '../../oversight/statistics/catalogue/statistics.js';
import type { StatisticNode } from '../../oversight/statistics/node.js';
import {
  reportDay,
  reportDocx,
  reportedQuery,
  reportTitle,
  type WorkReport,
} from '../../oversight/statistics/report.js';
import { divisionPath } from '../../schema/codes/division.js';
import { type ErrorCode, errorTable, PlumblineError } from '../../schema/errors.js';
import { readDateTime } from '../../schema/values/date.js';
import { dayOf } from '../../schema/values/day.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import type { Output } from '../output.js';
import { post } from '../query.js';

export interface ReportOptions {
  readonly as: string;
  readonly from: string;
  readonly to: string;
  readonly division?: string;
  readonly format: 'docx' | 'json';
  readonly out: string;
}

/**
 * Asks the running hub for the figures of a period, a statistic at a time, and writes them as one document. Rejects with the code
 * that the hub refuses one with.
 */
export async function reportCommand(
  options: ReportOptions,
  environment: Environment,
  now: Date,
  output: Output,
): Promise<number> {
  const { from, to, division = null, format, out } = options;
  for (const day of [from, to])
    if (!isIsoDate(day)) throw new PlumblineError('BAD_USER_INPUT', '--from and --to are days: YYYY-MM-DD');
  const made: StatisticNode[] = [];
  for (const definition of statistics) {
    output.note(`${definition.id} ${definition.name.zh}`);
    const variables = { period: { from, to }, division, asOf: reportDay({ from, to }, dayOf(now)) };
    made.push(await reported(definition.field, reportedQuery(definition), variables, options, environment));
  }
  const report: WorkReport = {
    ...{ title: reportTitle, from, to, divisionCode: division, statistics: made },
    division: division === null ? null : { label: divisionPath(division) },
    madeAt: readDateTime(now.toISOString()).value,
  };
  writeFileSync(out, format === 'docx' ? await reportDocx(report) : `${JSON.stringify(report, null, 2)}\n`);
  const gaps = made.flatMap(({ series }) => series).filter(({ gap }) => gap !== null).length;
  const told = { out, statistics: made.length, gaps };
  output.data(told, `${told.statistics} statistics in ${out}; ${gaps} series without figures say why`);
  return 0;
}

interface Answer {
  readonly data?: Readonly<Record<string, StatisticNode | null>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function reported(
  field: string,
  query: string,
  variables: unknown,
  { as }: ReportOptions,
  environment: Environment,
): Promise<StatisticNode> {
  const asked = { as, purpose: 'STATISTICS', variables: JSON.stringify(variables) };
  const { data, errors = [] } = (await (await post(environment, asked, query)).json()) as Answer;
  const statistic = data?.[field] ?? null;
  if (statistic === null) throw refusalOf(errors);
  return statistic;
}

function refusalOf([refusal]: NonNullable<Answer['errors']>): PlumblineError {
  const code = refusal?.extensions.code ?? 'INTERNAL';
  return new PlumblineError(
    code in errorTable ? (code as ErrorCode) : 'INTERNAL',
    refusal?.message ?? 'the hub gave no statistic, and did not say why',
  );
}
