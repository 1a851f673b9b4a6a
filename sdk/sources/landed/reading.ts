import type { Landing } from '../../../schema/landing.js';
import type { SqlDatabase } from '../../../schema/sql.js';
import { aborted, failureOf } from '../sql/failure.js';

/** The store as a source reads it: every fault is a `SourceFailure`, and closing leaves the store open. */
export interface LandedDatabase extends SqlDatabase {
  /** How fresh what has landed is, ISO 8601; null before the first delivery. */
  latest(): Promise<string | null>;
  close(): Promise<void>;
}

/** Opens what an adapter landed for reading; every statement waits until it may be asked. */
export function landedDatabase(
  adapter: string,
  landing: Landing,
  ready: (signal: AbortSignal | undefined) => Promise<void>,
): LandedDatabase {
  const { database } = landing;
  return {
    dialect: database.dialect,
    query: (statement, signal) =>
      failing(async () => {
        await ready(signal);
        return database.query(statement, signal);
      }, signal),
    latest: () => failing(() => landing.latest(adapter)),
    close: async () => {},
  };
}

async function failing<T>(ask: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw signal?.aborted ? aborted() : failureOf(cause);
  }
}
