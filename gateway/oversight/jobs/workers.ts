import type { Job, Worker } from 'bullmq';
import { PlumblineError } from '../../../schema/errors.js';
import type { Connections } from './connections.js';
import { queueNames, type RuleJob } from './dispatch.js';
import type { JobsConfig } from './jobs-config.js';
import type { Plan } from './plans.js';
import { takeRule, withoutText } from './rule-job.js';
import { beginChanges, beginNightly, endRun, recoverRuns } from './run-jobs.js';
import type { WorkerGround } from './worker-ground.js';

/** How often a worker may die of a rule before the rule is given up. */
const mostDeaths = 10;

/** Longest time that ends of jobs are waited for when a worker closes, ms. */
const closeMs = 5_000;

/** Takes rules and runs from Redis, until it is closed: what is under way is then put back for others. */
export async function startWorkers(
  { waiting, close }: Pick<Connections, 'waiting' | 'close'>,
  { prefix, heldMs }: JobsConfig,
  ground: WorkerGround,
): Promise<{ close(): Promise<void> }> {
  const { Worker } = await import('bullmq');
  const options = {
    ...{ connection: waiting, prefix },
    lockDuration: heldMs,
    stalledInterval: heldMs / 2,
    // What a worker does when it has not reached Redis.
    runRetryDelay: Math.min(heldMs / 2, 15_000),
    maxStalledCount: mostDeaths,
  };
  const rules: Worker<RuleJob> = new Worker<RuleJob>(
    queueNames.rules,
    // BullMQ gives a signal to whoever names all three.
    (job, token, lost) => takeRule(ground, { job, token: token ?? '', lost: lost ?? never }),
    { ...options, concurrency: ground.takes },
  );
  // Another worker may have it: what is not ours is walked no further.
  rules.on('lockRenewalFailed', (lost) => {
    for (const job of lost) rules.cancelJob(job);
  });
  const runs = new Worker(queueNames.runs, (job: Job) => workAtRuns(ground, job), options);
  for (const worker of [rules, runs]) worker.on('error', (error) => tellFault(ground, waiting.status, error));
  return {
    async close() {
      const closing = Promise.allSettled([rules.close(), runs.close()]);
      // Redis that is away is not waited for.
      const patience = setTimeout(close, closeMs);
      await closing;
      clearTimeout(patience);
    },
  };
}

const never = new AbortController().signal;

/** What is done about runs, by the name of the job; what another version of the program put there is let go. */
const works: Readonly<Record<string, (ground: WorkerGround, job: Job) => Promise<void>>> = {
  end: endRun,
  recover: recoverRuns,
  nightly: beginNightly,
  changes: beginChanges,
} satisfies Record<Plan['name'] | 'end', unknown>;

async function workAtRuns(ground: WorkerGround, job: Job): Promise<void> {
  try {
    await works[job.name]?.(ground, job);
  } catch (error) {
    ground.log.error({ err: error, job: job.name }, 'a job of oversight failed');
    throw withoutText(error instanceof PlumblineError ? error.code : 'INTERNAL');
  }
}

/** That Redis is away was said once. */
function tellFault({ log, stop }: WorkerGround, status: string, error: Error): void {
  if (status === 'ready' && !stop.aborted) log.warn({ err: error }, 'a job of oversight could not be kept');
}
