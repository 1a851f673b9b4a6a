import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  type IPolicy,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { OpenAdapter } from '../../schema/adapter.js';
import { PlumblineError } from '../../schema/errors.js';
import type { SourceReason } from '../../schema/reader.js';

/** How one adapter is kept from harming the others: its own time-out, bulkhead and breaker. */
export interface Protection {
  run<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  readonly isOpen: () => boolean;
}

/** Failures in a row before the breaker opens, and how long it stays open before one request probes the source. */
const breaker = { failures: 5, halfOpenAfterMs: 2_000 } as const;
/** Reads that may wait for a place in the bulkhead, as a multiple of those under way. */
const queueFactor = 8;

export function protect({ timeoutMs, concurrency }: OpenAdapter): Protection {
  const circuit = circuitBreaker(handleWhen(isSourceFault), {
    halfOpenAfter: breaker.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(breaker.failures),
  });
  const policy: IPolicy = wrap(
    bulkhead(concurrency, concurrency * queueFactor),
    circuit,
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
  );
  return {
    run: (work, signal) => policy.execute(({ signal: limited }) => work(limited as AbortSignal), signal),
    isOpen: () => circuit.state === CircuitState.Open,
  };
}

// A question that is too broad, or was given up by its caller, says nothing about the source's health.
function isSourceFault(error: unknown): boolean {
  return !(error instanceof PlumblineError && error.code === 'BOUND_EXCEEDED') && !isAbort(error);
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Why a read did not answer, for `extensions.sources`. */
export function reasonOf(error: unknown): SourceReason {
  if (error instanceof TaskCancelledError) return 'TIMEOUT';
  if (error instanceof BrokenCircuitError) return 'CIRCUIT_OPEN';
  if (error instanceof BulkheadRejectedError) return 'OVERLOADED';
  const cause = error instanceof PlumblineError ? error.cause : error;
  return hasReason(cause) ? cause.reason : 'FAILED';
}

function hasReason(value: unknown): value is { readonly reason: SourceReason } {
  return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string';
}
