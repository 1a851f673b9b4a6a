import {
  BrokenCircuitError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  noJitterGenerator,
  wrap,
} from 'cockatiel';
import type { OpenAdapter, ReadContext } from '../../schema/adapter.js';
import { SourceFailure } from '../../sdk/source-failure.js';
import { CallerGone } from './caller-gone.js';
import { isTooBroad } from './reason.js';
import { createRetryBudget, withRetries } from './retry.js';
import type { Turns } from './turns.js';

/** How one adapter is kept from harming the others: its own bulkhead, breaker, time-out and retry budget. */
export interface Protection {
  run<T>(work: (signal: AbortSignal) => Promise<T>, context: ReadContext): Promise<T>;
}

/**
 * Failures in a row before the breaker opens, and how long it stays open before one request probes the source: longer each
 * time, since whoever probes a source that hangs waits for its time-out.
 */
const breaker = { failures: 5, halfOpenAfterMs: 2_000, longestMs: 8_000 } as const;
/** Reads that may wait for a place in the bulkhead, as a multiple of those under way. */
const queueFactor = 8;

export interface ProtectSetting {
  readonly turns: Turns;
  readonly clock: () => Date;
}

export function protect(
  { id, timeoutMs, concurrency }: Pick<OpenAdapter, 'id' | 'timeoutMs' | 'concurrency'>,
  { turns, clock }: ProtectSetting,
): Protection {
  // A caller who leaves has not found out whether the source has recovered: the probe has failed.
  const circuit = circuitBreaker(
    handleWhen(
      (error) => isSourceFault(error) || (error instanceof CallerGone && circuit.state === CircuitState.HalfOpen),
    ),
    {
      halfOpenAfter: new ExponentialBackoff({
        generator: noJitterGenerator,
        initialDelay: breaker.halfOpenAfterMs,
        maxDelay: breaker.longestMs,
      }),
      breaker: new ConsecutiveBreaker(breaker.failures),
    },
  );
  const policy = wrap(bulkhead(concurrency, concurrency * queueFactor), circuit);
  const budget = createRetryBudget(clock);
  // Waiting for a turn is not the source's time.
  const call = async <T>(work: (signal: AbortSignal) => Promise<T>, { requestId, signal: caller }: ReadContext) => {
    const giveBack = await turns.take(requestId, caller);
    try {
      const until = clock().getTime() + timeoutMs;
      const seed = `${requestId}/${id}`;
      return await inTime(
        (signal) => withRetries(() => work(signal), { budget, until, clock, seed, signal }),
        timeoutMs,
        caller,
      );
    } finally {
      giveBack();
    }
  };
  return {
    run: async (work, context) => {
      // While one request probes the source the others go without, rather than wait for what it finds.
      if (circuit.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
      return policy.execute(() => call(work, context));
    },
  };
}

/** Runs work until it is done, its time is over (`TIMEOUT`), or its caller has gone; the work's signal aborts with the last two. */
function inTime<T>(work: (signal: AbortSignal) => Promise<T>, timeoutMs: number, caller: AbortSignal): Promise<T> {
  if (caller.aborted) return Promise.reject(new CallerGone());
  return new Promise<T>((resolve, reject) => {
    const own = new AbortController();
    const end = () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', leave);
    };
    const stop = (error: Error) => {
      end();
      reject(error);
      own.abort();
    };
    const leave = () => stop(new CallerGone());
    const timer = setTimeout(() => stop(new SourceFailure('TIMEOUT', `no answer in ${timeoutMs} ms`)), timeoutMs);
    caller.addEventListener('abort', leave, { once: true });
    work(own.signal).then(resolve, reject).finally(end);
  });
}

// A question that is too broad, or was given up by its caller, says nothing about the source's health: whoever drops
// connections must not open the breaker for everybody.
function isSourceFault(error: unknown): boolean {
  return !isTooBroad(error) && !(error instanceof CallerGone);
}
