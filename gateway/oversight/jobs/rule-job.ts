import type { Job } from 'bullmq';
import { walkOneRule } from '../../../oversight/engine/run.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { RuleJob } from './dispatch.js';
import type { WorkerGround } from './worker-ground.js';

/** How long a rule rests while the hub's own books cannot be written, ms. */
const storeAwayMs = 10_000;

/** What a worker is told of the job that it has. */
export interface Taken {
  readonly job: Job<RuleJob>;
  /** Proves to Redis that the job is this worker's. */
  readonly token: string;
  /** Aborts when the job is no longer. */
  readonly lost: AbortSignal;
}

/**
 * Walks a rule that this worker has been given, from the page that the book has last. Rejects with a code for what is tried again, and
 * with what BullMQ takes for a job that is put back: then others go on with it.
 */
export async function takeRule(ground: WorkerGround, { job, token, lost }: Taken): Promise<void> {
  const { engine, stop } = ground;
  const { run, rule, division } = job.data;
  const isLastTry = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  try {
    await walkOneRule(engine.partsOf(division), { run, rule }, { signal: AbortSignal.any([lost, stop]), isLastTry });
  } catch (error) {
    const { DelayedError, WaitingError } = await import('bullmq');
    if (stop.aborted && !lost.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    const code = error instanceof PlumblineError ? error.code : 'INTERNAL';
    // Another worker, who had it before, has ended it; or the run was stopped.
    if (code === 'OVERSIGHT_STATE') return;
    if (code === 'STORE_UNAVAILABLE') {
      // BullMQ goes by the machine's clock.
      await job.moveToDelayed(Date.now() + storeAwayMs, token);
      throw new DelayedError();
    }
    throw withoutText(code);
  }
}

/** Redis keeps what a job failed of: a code of the table, and neither a text nor a place. */
export function withoutText(code: string): Error {
  const error = new Error(code);
  error.stack = '';
  return error;
}
