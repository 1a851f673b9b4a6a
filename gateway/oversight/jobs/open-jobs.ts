import type { Logger } from 'pino';
import type { RunRecord } from '../../../schema/oversight/run.js';
import type { OversightEngine, RunScope } from '../engine.js';
import { connect } from './connections.js';
import { createDispatch, type Tries } from './dispatch.js';
import type { JobsConfig } from './jobs-config.js';
import { changesEach, nightlyAt, type Plan, recoverEach } from './plans.js';
import { give } from './run-jobs.js';
import { startWorkers } from './workers.js';

/** Runs of a hub that workers share by Redis. */
export interface Jobs {
  /** Begins a run and shares it out. Rejects like `OversightEngine.begin`, and with `JOBS_UNAVAILABLE`: then nothing has begun. */
  run(scope: RunScope): Promise<RunRecord>;
  /** Rejects with `JOBS_UNAVAILABLE` while Redis does not answer. */
  expectThere(): Promise<void>;
  /** The same as a line for who can do without. */
  warnings(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface JobsSetting {
  readonly engine: OversightEngine;
  /** Rules that this process walks at once; 0 where it only gives them out. */
  readonly takes: number;
  /** Gateways say what begins by itself: HH:MM of every night, null for none. Absent: others say it. */
  readonly nightly?: string | null;
  /** The same of looks at what changed: how often, ms. */
  readonly changesMs?: number | null;
  readonly tries?: Tries;
  readonly clock: () => Date;
  readonly log: Logger;
}

const usualTries: Tries = { most: 5, firstPauseMs: 10_000 };

/** Opens the jobs of a hub, whether Redis is there or not. */
export async function openJobs(
  config: JobsConfig,
  { engine, takes, nightly, changesMs, tries = usualTries, clock, log }: JobsSetting,
): Promise<Jobs> {
  const stop = new AbortController();
  const plans: readonly Plan[] = [
    ...(takes > 0 || nightly !== undefined ? [recoverEach(2 * config.heldMs)] : []),
    ...(typeof nightly === 'string' ? [nightlyAt(nightly)] : []),
    ...(typeof changesMs === 'number' ? [changesEach(changesMs)] : []),
  ];
  const former = [
    ...(nightly === null ? ['nightly' as const] : []),
    ...(changesMs === null ? ['changes' as const] : []),
  ];
  let holding: Promise<void> = Promise.resolve();
  const connections = await connect(config, log);
  const dispatch = await createDispatch(connections, config.prefix, tries);
  const workers =
    takes > 0
      ? await startWorkers(connections, config, { engine, dispatch, takes, clock, log, stop: stop.signal })
      : null;

  async function hold(): Promise<void> {
    if (stop.signal.aborted) return;
    // It is done again soon; that Redis is away the connection says.
    await dispatch.hold(plans, former).catch(() => undefined);
  }

  const holdSoon = () => {
    holding = holding.then(hold);
  };
  connections.onThere(holdSoon);
  // Redis may have lost it with every connection left open.
  const timer = setInterval(holdSoon, 2 * config.heldMs).unref();

  return {
    async run(scope) {
      await connections.expectThere();
      const run = await engine.begin(scope);
      // What has begun is given out when Redis is back.
      await give({ engine, dispatch }, run).catch((error: unknown) => {
        log.warn({ err: error, run: run.id }, 'a run of oversight waits to be shared out');
      });
      return run;
    },
    expectThere: connections.expectThere,
    warnings: () =>
      connections.expectThere().then(
        () => [],
        () => ['JOBS_UNAVAILABLE: Redis does not answer; rules of oversight are not shared out'],
      ),
    async close() {
      clearInterval(timer);
      stop.abort();
      await workers?.close();
      await holding;
      await dispatch.close();
      connections.close();
    },
  };
}
