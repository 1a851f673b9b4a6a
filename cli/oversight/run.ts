import type { Environment } from '../../gateway/environment.js';
import type { RunReport } from '../../oversight/engine/run.js';
import { PlumblineError } from '../../schema/errors.js';
import type { RuleProgress } from '../../schema/oversight/run.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import { untilInterrupted } from '../interruption.js';
import type { Output } from '../output.js';
import { createProgress } from '../progress.js';
import { withHub } from './engine-hub.js';

export interface RunCommandOptions {
  readonly rule?: readonly string[];
  readonly division?: string;
  readonly today?: string;
}

/**
 * Runs rules over the configured hub, or over the demonstration, and tells what each came to. Exit code 1 when one failed, or when it
 * was interrupted: the hub's next start goes on with it.
 */
export async function runCommand(
  { rule: rules, division, today: given }: RunCommandOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  if (given !== undefined && !isIsoDate(given))
    throw new PlumblineError('BAD_USER_INPUT', '--today must be a day, YYYY-MM-DD');
  const progress = createProgress(process.stderr);
  const stop = new AbortController();
  void untilInterrupted().then(() => stop.abort());
  const report = await withHub(environment, async ({ hub: { oversight, ready }, today: standing }) => {
    const today = given ?? standing;
    if (oversight === null)
      throw new PlumblineError(
        'CONFIG_INVALID',
        'oversight.account is not set: the engine has no account to ask under',
      );
    output.list('warning', await ready());
    return oversight
      .run({
        signal: stop.signal,
        ...(rules === undefined ? {} : { rules }),
        ...(division === undefined ? {} : { division }),
        ...(today === undefined ? {} : { today }),
        onPage: ({ rule, records, hits }) => progress.show(`${rule}: ${records} records, ${hits} findings`),
      })
      .finally(() => progress.end());
  });
  if (report.state === 'STOPPED') output.note('stopped; the hub goes on with it when it starts next, if that is today');
  output.data(report, sentenceOf(report));
  return report.state === 'DONE' ? 0 : 1;
}

function sentenceOf({ rules, run, state }: RunReport): string {
  const lines = rules.flatMap((rule) => [ruleLine(rule), ...undecidedLines(rule)]);
  const hits = rules.reduce((sum, rule) => sum + rule.hits, 0);
  return [...lines, `${rules.length} rules, ${hits} findings; run ${run} ${state}`].join('\n');
}

function ruleLine(progress: RuleProgress): string {
  const { rule, state, records, hits, guarded, indeterminate, failure } = progress;
  const undecided = indeterminate.reduce((sum, each) => sum + each.records, 0);
  return [
    rule,
    failure === null ? state : `${state} ${failure}`,
    `${records} records`,
    `${hits} findings`,
    `${guarded} let pass`,
    `${undecided} undecided`,
    rateOf(progress),
  ].join('\t');
}

function rateOf({ records, startedAt, endedAt }: RuleProgress): string {
  if (startedAt === null || endedAt === null) return '';
  const ms = Date.parse(endedAt) - Date.parse(startedAt);
  return ms === 0 ? '' : `${Math.round((records * 1000) / ms)} records/s`;
}

function undecidedLines({ indeterminate }: RuleProgress): readonly string[] {
  return indeterminate.map(({ reason, adapter, coordinate, records }) =>
    ['', reason, adapter ?? '', coordinate ?? '', records === 0 ? 'the list' : `${records} records`].join('\t'),
  );
}
