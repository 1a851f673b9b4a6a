import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel';
import type { OpenAdapter } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SourceReason } from '../../schema/reader.js';
import { SourceFailure } from '../../sdk/source-failure.js';

/** How one adapter is kept from harming the others: its own time-out, bulkhead and breaker. */
export interface Protection {
  run<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Failures in a row before the breaker opens, and how long it stays open before one request probes the source. */
const breaker = { failures: 5, halfOpenAfterMs: 2_000 } as const;
/** Reads that may wait for a place in the bulkhead, as a multiple of those under way. */
const queueFactor = 8;

export function protect({ timeoutMs, concurrency }: Pick<OpenAdapter, 'timeoutMs' | 'concurrency'>): Protection {
  const circuit = circuitBreaker(handleWhen(isSourceFault), {
    halfOpenAfter: breaker.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(breaker.failures),
  });
  const policy = wrap(bulkhead(concurrency, concurrency * queueFactor), circuit);
  return {
    run: (work, signal) => policy.execute(() => inTime(work, timeoutMs, signal)),
  };
}

/** Runs work until it is done, its time is over (`TIMEOUT`), or its caller has gone; the work's signal aborts with the last two. */
function inTime<T>(work: (signal: AbortSignal) => Promise<T>, timeoutMs: number, caller: AbortSignal): Promise<T> {
  if (caller.aborted) return Promise.reject(callerGone());
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
    const leave = () => stop(callerGone());
    const timer = setTimeout(() => stop(new SourceFailure('TIMEOUT', `no answer in ${timeoutMs} ms`)), timeoutMs);
    caller.addEventListener('abort', leave, { once: true });
    work(own.signal).then(resolve, reject).finally(end);
  });
}

function callerGone(): Error {
  return Object.assign(new Error('the caller has gone'), { name: 'AbortError' });
}

// A question that is too broad, or was given up by its caller, says nothing about the source's health: whoever drops
// connections must not open the breaker for everybody.
function isSourceFault(error: unknown): boolean {
  return !(error instanceof PlumblineError && error.code === 'BOUND_EXCEEDED') && !isAbort(error);
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Why a read did not answer, for `extensions.sources`. */
export function reasonOf(error: unknown): SourceReason {
  if (error instanceof BrokenCircuitError) return 'CIRCUIT_OPEN';
  if (error instanceof BulkheadRejectedError) return 'OVERLOADED';
  const cause = error instanceof PlumblineError ? error.cause : error;
  return hasReason(cause) ? cause.reason : 'FAILED';
}

function hasReason(value: unknown): value is { readonly reason: SourceReason } {
  return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string';
}
