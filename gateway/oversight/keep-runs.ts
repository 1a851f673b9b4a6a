import type { Logger } from 'pino';
import type { RunReport } from '../../oversight/engine/run.js';
import { PlumblineError } from '../../schema/errors.js';
import { heldMs, type OversightEngine } from './engine.js';

/** The runs of a gateway, one at a time. */
export interface KeptRuns {
  /** Runs every rule in the background, after what is under way. */
  runNow(): void;
  /** Stops where it stands: the next process goes on from there. */
  close(): Promise<void>;
}

export interface KeepRunsSetting {
  readonly engine: Pick<OversightEngine, 'run' | 'resume'>;
  /** HH:MM by China's clock; null: none by itself. */
  readonly nightly: string | null;
  /** How often what changed is looked at; absent: only on demand. */
  readonly changesMs?: number;
  /** What conditions call `today`, ISO 8601 date; the clock's when absent. */
  readonly today?: string;
  readonly clock: () => Date;
  readonly log: Logger;
}

const dayMs = 86_400_000;
const chinaMs = 8 * 3_600_000;

/**
 * Goes on with what a process left unfinished, and runs every rule each night, and over what changed now and then. What becomes of a
 * run is logged, by rule and count.
 */
export function keepRuns({ engine, nightly, changesMs, today, clock, log }: KeepRunsSetting): KeptRuns {
  const on = today === undefined ? {} : { today };
  const stop = new AbortController();
  const { signal } = stop;
  const timers = new Set<NodeJS.Timeout>();
  let last: Promise<void> = Promise.resolve();
  let isWatching = false;

  function later(ms: number, work: () => void): void {
    if (signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms).unref();
    timers.add(timer);
  }

  /** @param onBusy what is done when another process runs rules */
  function enqueue(work: () => Promise<readonly RunReport[]>, onBusy: () => void): void {
    last = last.then(async () => {
      if (signal.aborted) return;
      try {
        for (const report of await work()) tellRun(log, report);
      } catch (error) {
        if (error instanceof PlumblineError && error.code === 'OVERSIGHT_STATE') onBusy();
        else log.error({ err: error }, 'oversight could not be run');
      }
    });
  }

  function resume(): void {
    enqueue(() => engine.resume({ ...on, signal }), resumeLater);
  }
  // Whoever is at it may die of it: then its runs are there to go on with when its time is over.
  function resumeLater(): void {
    if (isWatching) return;
    isWatching = true;
    later(heldMs, () => {
      isWatching = false;
      resume();
    });
  }
  function runNow(): void {
    enqueue(
      async () => [await engine.run({ ...on, signal })],
      () => {
        log.info('another process of this hub runs the rules of oversight');
        resumeLater();
      },
    );
  }
  function eachNight(at: string): void {
    // A little after: a timer may be early, and would then be due once more.
    later(untilNext(at, clock()) + 1_000, () => {
      runNow();
      eachNight(at);
    });
  }

  function nowAndThen(ms: number): void {
    // What is under way looks at what changed before it began; the rest is for the next time.
    enqueue(async () => [await engine.run({ ...on, since: 'LAST', signal })], resumeLater);
    void last.then(() => later(ms, () => nowAndThen(ms)));
  }

  resume();
  if (changesMs !== undefined) later(changesMs, () => nowAndThen(changesMs));
  if (nightly !== null) eachNight(nightly);
  return {
    runNow,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      stop.abort();
      await last;
    },
  };
}

/** Milliseconds until China's clock shows a time of day, HH:MM, for the next time; a whole day where it shows it now. */
export function untilNext(at: string, now: Date): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const wanted = (hours * 60 + minutes) * 60_000;
  const shown = (now.getTime() + chinaMs) % dayMs;
  return wanted > shown ? wanted - shown : wanted - shown + dayMs;
}

/** Says in the log what a run came to, by rule and count. */
export function tellRun(log: Logger, { run, state, rules }: RunReport): void {
  const sum = (of: (rule: (typeof rules)[number]) => number) => rules.reduce((total, rule) => total + of(rule), 0);
  const undecided = sum(({ indeterminate }) => indeterminate.reduce((total, { records }) => total + records, 0));
  log.info({ run, state, rules: rules.length, hits: sum(({ hits }) => hits), undecided }, 'oversight was run');
  for (const { rule, failure } of rules)
    if (failure !== null) log.error({ run, rule, failure }, 'a rule of oversight failed');
}
