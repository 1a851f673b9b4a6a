import type { Engine, Queries, Run } from './engines/engine.js';
import { isInDoubt, storeFault } from './engines/fault.js';
import { type Patience, persist } from './engines/patience.js';

/** The transaction of a change of one of the hub's books. */
export interface BookChange {
  readonly queries: Queries;
  readonly run: Run;
  /** The attempt before this one broke off: its commit may have come through, and what it wrote is then ours. */
  readonly isRepeated: boolean;
}

/** Runs a change of a book: whole or not at all, tried again where the database undid it. Rejects with `STORE_UNAVAILABLE`. */
export async function changeBook<T>(
  engine: Engine,
  { patience, withinMs }: { readonly patience: Patience; readonly withinMs: number },
  what: string,
  work: (change: BookChange) => Promise<T>,
): Promise<T> {
  let isRepeated = false;
  try {
    return await persist(patience, () =>
      engine
        .attempt(withinMs, (queries, run) => work({ queries, run, isRepeated }))
        .catch((error: unknown) => {
          isRepeated ||= isInDoubt(error);
          throw error;
        }),
    );
  } catch (error) {
    throw storeFault(`${what} could not be written`, error);
  }
}

/** Runs a read of a book. Rejects with `STORE_UNAVAILABLE`. */
export async function readBook<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(`${what} could not be read`, error);
  }
}
