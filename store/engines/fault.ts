import { DrizzleQueryError } from 'drizzle-orm/errors';
import { PlumblineError } from '../../schema/errors.js';

/**
 * What a driver's error means for the one who asked: `RETRY` (the database undid the transaction, or the connection
 * broke: the same work may succeed now), `CONFLICT` (somebody else wrote that key first), `DOWN` (anything else).
 */
export type FaultKind = 'RETRY' | 'CONFLICT' | 'DOWN';

const retryCodes: ReadonlySet<unknown> = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  // MariaDB 11.6+: a row changed after the snapshot was taken.
  'ER_CHECKREAD',
  // Galera, while a node joins or leaves.
  'ER_UNKNOWN_COM_ERROR',
]);
/** The connection broke: what was under way may have been committed, or not. */
const brokenCodes: ReadonlySet<unknown> = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE']);
const conflictCodes: ReadonlySet<unknown> = new Set([
  'ER_DUP_ENTRY',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
]);

/** Thrown by the store's own transactions when what they built on has moved. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

export function faultKind(error: unknown): FaultKind {
  if (error instanceof Conflict) return 'CONFLICT';
  const codes = codesOf(driverError(error));
  if (codes.some((code) => conflictCodes.has(code))) return 'CONFLICT';
  return codes.some((code) => retryCodes.has(code) || brokenCodes.has(code)) ? 'RETRY' : 'DOWN';
}

/** Whether the work may have been done although it failed. */
export function isInDoubt(error: unknown): boolean {
  return codesOf(driverError(error)).some((code) => brokenCodes.has(code));
}

/** The driver's error under drizzle's, whose message repeats the statement with its values. */
export function driverError(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? driverError(error.cause) : error;
}

/**
 * A `STORE_UNAVAILABLE` that is safe to log: MySQL's messages quote values of the row, so where there is a code,
 * the code is all that is kept. Errors of the table pass unchanged.
 */
export function storeFault(message: string, error: unknown): PlumblineError {
  if (error instanceof PlumblineError) return error;
  return new PlumblineError('STORE_UNAVAILABLE', message, { cause: withoutValues(error) });
}

/** The same fact without statement, parameters and values. */
export function withoutValues(error: unknown): Error {
  const driver = driverError(error);
  const codes = codesOf(driver);
  if (codes.length > 0) return new Error(codes.join(' '));
  return driver instanceof Error ? new Error(driver.name) : new Error('unknown');
}

function codesOf(error: unknown): readonly (string | number)[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, extendedCode, errno } = error as { code?: unknown; extendedCode?: unknown; errno?: unknown };
  const own = [code, extendedCode, errno].filter((c) => typeof c === 'string' || typeof c === 'number');
  // Node gathers the failures of several addresses (::1, 127.0.0.1) in one AggregateError.
  return own.length > 0 || !(error instanceof AggregateError) ? own : error.errors.flatMap(codesOf);
}
