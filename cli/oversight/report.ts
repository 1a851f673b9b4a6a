import { writeFileSync } from 'node:fs';
import type { Environment } from '../../gateway/environment.js';
import { reportDocx, type WorkReport, workReportQuery } from '../../oversight/statistics/report.js';
import { type ErrorCode, errorTable, PlumblineError } from '../../schema/errors.js';
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

interface Answer {
  readonly data?: { readonly workReport: WorkReport | null } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Asks the running hub for the figures of a period, and writes them as one document. */
export async function reportCommand(options: ReportOptions, environment: Environment, output: Output): Promise<number> {
  const { as, from, to, division = null, format, out } = options;
  const variables = JSON.stringify({ period: { from, to }, division });
  const response = await post(environment, { as, purpose: 'STATISTICS', variables }, workReportQuery);
  const { data, errors = [] } = (await response.json()) as Answer;
  const report = data?.workReport ?? null;
  if (report === null) throw refusalOf(errors);
  writeFileSync(out, format === 'docx' ? await reportDocx(report) : `${JSON.stringify(report, null, 2)}\n`);
  const gaps = report.statistics.flatMap(({ series }) => series).filter(({ gap }) => gap !== null).length;
  const told = { out, statistics: report.statistics.length, gaps };
  output.data(told, `${told.statistics} statistics in ${out}; ${gaps} series without figures say why`);
  return 0;
}

function refusalOf([refusal]: NonNullable<Answer['errors']>): PlumblineError {
  const code = refusal?.extensions.code ?? 'INTERNAL';
  return new PlumblineError(
    code in errorTable ? (code as ErrorCode) : 'INTERNAL',
    refusal?.message ?? 'the hub gave no report, and did not say why',
  );
}
