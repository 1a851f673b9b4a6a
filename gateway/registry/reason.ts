import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel';
import { type SourceReason, sourceReasons } from '../../schema/reader.js';

/** Why a read did not answer, for `extensions.sources`. By shape: an adapter from outside may bring an SDK of its own. */
export function reasonOf(error: unknown): SourceReason {
  if (error instanceof BrokenCircuitError) return 'CIRCUIT_OPEN';
  if (error instanceof BulkheadRejectedError) return 'OVERLOADED';
  const cause = codeOf(error) === 'SOURCE_UNAVAILABLE' ? propertyOf(error, 'cause') : error;
  const reason = propertyOf(cause, 'reason');
  return sourceReasons.find((each) => each === reason) ?? 'FAILED';
}

/** A question that is too broad is its caller's, whatever source found it out. */
export function isTooBroad(error: unknown): boolean {
  return codeOf(error) === 'BOUND_EXCEEDED';
}

function codeOf(error: unknown): unknown {
  return propertyOf(error, 'code');
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
