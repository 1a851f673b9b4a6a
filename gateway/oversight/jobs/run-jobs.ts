import type { Job } from 'bullmq';
import { endRunOnceOver, giveUpRule, rulesLeft } from '../../../oversight/engine/run.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { RunRecord } from '../../../schema/oversight/run.js';
import { dayOf } from '../../../schema/values/day.js';
import type { OversightEngine } from '../engine.js';
import { tellRun } from '../keep-runs.js';
import { stopRun } from '../stop-run.js';
import type { Dispatch, EndJob } from './dispatch.js';
import type { WorkerGround } from './worker-ground.js';

/** Ends a run whose rules have all been worked at; of several workers that try to, one does. */
export async function endRun({ engine, log }: WorkerGround, job: Job<EndJob>): Promise<void> {
  const { run, division } = job.data;
  const parts = engine.partsOf(division);
  for (const key of Object.keys(await job.getIgnoredChildrenFailures()))
    await giveUpRule(parts, { run, rule: key.slice(key.lastIndexOf('.') + 1) });
  const report = await endRunOnceOver(parts, run);
  if (report !== null) tellRun(log, report);
}

/** How long a run may take, ms: after that its `today` is over. */
const longestMs = 86_400_000;

/**
 * Gives runs out again that the book has under way and Redis knows nothing of: it was away when they began, or lost them. What began a
 * day ago is stopped.
 */
export async function recoverRuns({ engine, dispatch, clock }: WorkerGround): Promise<void> {
  const now = clock();
  for (const run of await engine.book.unfinishedRuns()) {
    if (now.getTime() - Date.parse(run.startedAt) > longestMs) await stopRun(engine.book, run.id, now.toISOString());
    else if (!(await dispatch.isGiven(run.id))) await give({ engine, dispatch }, run);
  }
}

/** Begins the run of a night, named after its day: however often and by whomever it is begun, there is one. */
export async function beginNightly({ engine, dispatch }: WorkerGround, job: Job): Promise<void> {
  const id = `nightly-${dayOf(new Date(job.opts.prevMillis ?? job.timestamp))}`;
  await engine.begin({ id }).catch((error: unknown) => {
    if (!(error instanceof PlumblineError && error.code === 'OVERSIGHT_STATE')) throw error;
  });
  const run = await engine.book.run(id);
  if (run?.state === 'RUNNING') await give({ engine, dispatch }, run);
}

/** Begins a look at what changed, unless a run is under way: what it misses is there the next time. */
export async function beginChanges({ engine, dispatch }: WorkerGround, job: Job): Promise<void> {
  const id = `changes-${job.opts.prevMillis ?? job.timestamp}`;
  const before = await engine.book.run(id);
  if (before === null && (await engine.book.unfinishedRuns()).length > 0) return;
  const run = before ?? (await engine.begin({ id, since: 'LAST' }));
  if (run.state === 'RUNNING') await give({ engine, dispatch }, run);
}

interface Giving {
  readonly engine: OversightEngine;
  readonly dispatch: Dispatch;
}

export const give = ({ engine, dispatch }: Giving, run: RunRecord): Promise<void> =>
  dispatch.give(run, rulesLeft(engine, run));
