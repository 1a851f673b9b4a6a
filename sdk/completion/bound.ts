import { PlumblineError } from '../../schema/errors.js';
import { SourceFailure } from '../source-failure.js';

/** Most rows that one read holds while it filters and sorts what the source could not. */
export const defaultBound = 20_000;

export function boundExceeded(adapter: string, entity: string, bound: number): PlumblineError {
  return new PlumblineError(
    'BOUND_EXCEEDED',
    `${adapter} would have to read more than ${bound} rows of ${entity}: narrow the filter`,
  );
}

/** Runs a call of the source; its failure leaves as `SOURCE_UNAVAILABLE` with the reason as the cause. */
export async function reaching<T>(adapter: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  try {
    if (signal.aborted) throw new SourceFailure('TIMEOUT', 'the request was given up');
    return await call();
  } catch (cause) {
    if (!(cause instanceof SourceFailure)) throw cause;
    throw new PlumblineError('SOURCE_UNAVAILABLE', `${adapter} did not answer (${cause.reason})`, { cause });
  }
}
