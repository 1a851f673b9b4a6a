import { eq, sql } from 'drizzle-orm';
import { PlumblineError } from '../../schema/errors.js';
import type { Engine, Queries } from '../engines/engine.js';
import { isInDoubt, storeFault } from '../engines/fault.js';
import { type Patience, persist } from '../engines/patience.js';

/** The one row of `access_revision`. */
export const theBook = 1;

const changeMs = 10_000;

/** The transaction of a change. */
export interface Change {
  readonly queries: Queries;
  /** The attempt before this one broke off: its commit may have come through, and what it wrote is then ours. */
  readonly isRepeated: boolean;
}

/**
 * Runs one change of the access book and moves the revision with it. The revision is moved first: its row is the lock that
 * lets changes of every process come one after the other, each reading what the one before has written.
 */
export async function changeBook<T>(
  engine: Engine,
  patience: Patience,
  what: string,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const { accessRevision } = engine.tables;
  let isRepeated = false;
  try {
    return await persist(patience, () =>
      engine
        .attempt(changeMs, async (queries) => {
          await queries
            .update(accessRevision)
            .set({ revision: sql`${accessRevision.revision} + 1` })
            .where(eq(accessRevision.book, theBook));
          return work({ queries, isRepeated });
        })
        .catch((error: unknown) => {
          isRepeated ||= isInDoubt(error);
          throw error;
        }),
    );
  } catch (error) {
    throw storeFault(`${what} could not be written`, error);
  }
}

/** Runs a read of the access book. Rejects with `STORE_UNAVAILABLE`. */
export async function readBook<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(`${what} could not be read`, error);
  }
}

export function refuse(message: string): never {
  throw new PlumblineError('ACCESS_STATE', message);
}
