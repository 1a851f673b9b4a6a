import type { Environment } from '../../gateway/environment.js';
import type { Hub } from '../../gateway/hub.js';
import type { OversightEngine } from '../../gateway/oversight/engine.js';
import { followRun } from '../../gateway/oversight/jobs/follow-run.js';
import type { JobsConfig } from '../../gateway/oversight/jobs/jobs-config.js';
import { type Jobs, openJobs } from '../../gateway/oversight/jobs/open-jobs.js';
import { createLog } from '../../gateway/server/log.js';
import { paceOf } from '../../oversight/engine/pace.js';
import type { RunReport } from '../../oversight/engine/run.js';
import { PlumblineError } from '../../schema/errors.js';
import type { RuleProgress } from '../../schema/oversight/run.js';
import { isIsoDate } from '../../schema/values/plain-date.js';
import { counted } from '../counted.js';
import { untilInterrupted } from '../interruption.js';
import type { Output } from '../output.js';
import { createProgress } from '../progress.js';
import { withHub } from './engine-hub.js';
import { readSince } from './since.js';

export interface RunCommandOptions {
  readonly rule?: readonly string[];
  readonly division?: string;
  readonly today?: string;
  readonly since?: string;
}

/**
 * Runs rules over the configured hub, or over the demonstration, and tells what each came to; has workers run them where there are
 * (`oversight.jobs`). Exit code 1 when one failed, or when it was interrupted: the hub's next start goes on with it, or workers do.
 */
export async function runCommand(
  { rule: rules, division, today: given, since: when }: RunCommandOptions,
  environment: Environment,
  output: Output,
): Promise<number> {
  if (given !== undefined && !isIsoDate(given))
    throw new PlumblineError('BAD_USER_INPUT', '--today must be a day, YYYY-MM-DD');
  const since = when === undefined ? undefined : readSince(when, new Date());
  const progress = createProgress(process.stderr);
  const stop = new AbortController();
  void untilInterrupted().then(() => stop.abort());
  const { signal } = stop;
  const nightly = new Map<string, readonly string[]>();
  const report = await withHub(environment, async ({ hub, config, today: standing }) => {
    const today = given ?? standing;
    const engine = engineOf(hub);
    for (const { facts } of engine.rules.rules) nightly.set(facts.id, facts.nightly);
    output.list('warning', await hub.ready());
    const scope = {
      ...(rules === undefined ? {} : { rules }),
      ...(division === undefined ? {} : { division }),
      ...(today === undefined ? {} : { today }),
      ...(since === undefined ? {} : { since }),
    };
    const onPage = (each: RuleProgress) => progress.show(standingLine(each, new Date()));
    const { jobs: shared } = config.oversight;
    const running =
      shared === undefined
        ? engine.run({ ...scope, signal, onPage })
        : withJobs(shared, { engine, environment }, async (jobs) => {
            const { id } = await jobs.run(scope);
            output.note(`run ${id} is given out to workers`);
            return followRun(engine.book, id, { signal, onProgress: onPage, everyMs: askMs });
          });
    return running.finally(() => progress.end());
  });
  if (report.state === 'STOPPED')
    output.note(
      signal.aborted
        ? 'stopped; the hub goes on with it when it starts next, if that is today'
        : 'somebody stopped it: it is not gone on with',
    );
  if (report.state === 'RUNNING') output.note('workers go on with it; "plumbline oversight stop" stops them');
  output.data(report, sentenceOf(report, nightly));
  return report.state === 'DONE' ? 0 : 1;
}

/** How often the book is asked how far workers have come, ms. */
const askMs = 1_000;

function engineOf({ oversight }: Hub): OversightEngine {
  if (oversight !== null) return oversight;
  throw new PlumblineError('CONFIG_INVALID', 'oversight.account is not set: the engine has no account to ask under');
}

/** Jobs of a command, which gives out and takes nothing. */
async function withJobs<Result>(
  shared: JobsConfig,
  { engine, environment }: { readonly engine: OversightEngine; readonly environment: Environment },
  use: (jobs: Jobs) => Promise<Result>,
): Promise<Result> {
  const log = createLog(environment.logLevel, process.stderr);
  const jobs = await openJobs(shared, { engine, takes: 0, clock: () => new Date(), log });
  try {
    return await use(jobs);
  } finally {
    await jobs.close();
  }
}

/** @param nightly what rules leave to walks of their whole lists, by id */
function sentenceOf({ rules, run, mode, state }: RunReport, nightly: ReadonlyMap<string, readonly string[]>): string {
  const left = ({ rule, whole }: RuleProgress) =>
    mode === 'FULL' || whole !== null ? [] : (nightly.get(rule) ?? []).map((path) => `\tleft to the night\t${path}`);
  const lines = rules.flatMap((rule) => [ruleLine(rule), ...undecidedLines(rule), ...left(rule)]);
  const hits = rules.reduce((sum, rule) => sum + rule.hits, 0);
  return [...lines, `${counted(rules.length, 'rule')}, ${counted(hits, 'finding')}; run ${run} ${state}`].join('\n');
}

/** How far a rule has come: `CC-05: 1200 of some 4084 records, 3 findings, 480 records/s, 6 s left`. */
function standingLine(progress: RuleProgress, now: Date): string {
  const { rule, records, expected, hits } = progress;
  const { recordsPerSecond, remainingSeconds } = paceOf(progress, now.toISOString());
  return [
    `${rule}: ${records}${expected === null ? '' : ` of some ${expected}`} records`,
    `${hits} findings`,
    ...(recordsPerSecond === null ? [] : [`${Math.round(recordsPerSecond)} records/s`]),
    ...(remainingSeconds === null ? [] : [`${remainingSeconds} s left`]),
  ].join(', ');
}

function ruleLine(progress: RuleProgress): string {
  const { rule, state, records, hits, guarded, indeterminate, failure, whole } = progress;
  const { recordsPerSecond } = paceOf(progress, null);
  const undecided = indeterminate.reduce((sum, each) => sum + each.records, 0);
  return [
    rule,
    failure === null ? state : `${state} ${failure}`,
    `${records} records`,
    `${hits} findings`,
    `${guarded} let pass`,
    `${undecided} undecided`,
    recordsPerSecond === null ? '' : `${Math.round(recordsPerSecond)} records/s`,
    ...(whole === null ? [] : [`whole list: ${whole}`]),
  ].join('\t');
}

function undecidedLines({ indeterminate }: RuleProgress): readonly string[] {
  return indeterminate.map(({ reason, adapter, coordinate, records }) =>
    ['', reason, adapter ?? '', coordinate ?? '', records === 0 ? 'the list' : `${records} records`].join('\t'),
  );
}
