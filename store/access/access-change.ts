import { eq, sql } from 'drizzle-orm';
import { PlumblineError } from '../../schema/errors.js';
import { type BookChange, changeBook } from '../book-change.js';
import type { Engine, Queries } from '../engines/engine.js';
import type { Patience } from '../engines/patience.js';

/** The one row of `access_revision`. */
export const theBook = 1;

const withinMs = 10_000;

/**
 * Runs one change of the access book and moves the revision with it. The revision is moved first: its row is the lock that
 * lets changes of every process come one after the other, each reading what the one before has written.
 */
export function changeAccess<T>(
  engine: Engine,
  patience: Patience,
  what: string,
  work: (change: BookChange) => Promise<T>,
): Promise<T> {
  return changeBook(engine, { patience, withinMs }, what, async (change) => {
    await moveRevision(engine, change.queries);
    return work(change);
  });
}

/** What a change of the access book begins with, whichever book it is a part of. */
export async function moveRevision({ tables: { accessRevision } }: Engine, queries: Queries): Promise<void> {
  await queries
    .update(accessRevision)
    .set({ revision: sql`${accessRevision.revision} + 1` })
    .where(eq(accessRevision.book, theBook));
}

export function refuse(message: string): never {
  throw new PlumblineError('ACCESS_STATE', message);
}
