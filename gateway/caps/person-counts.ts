import type { UsageBook } from '../../schema/access-book.js';
import { PlumblineError } from '../../schema/errors.js';
import { LruCache } from '../../schema/lru-cache.js';

/** Counts the different persons that are met under a matter, over every process of the hub. */
export interface PersonCounts {
  /**
   * Notes the persons of an answer before it leaves. Rejects with `CAP_EXCEEDED` when the matter would have met more than it
   * may; then none of them is noted, and the answer is withheld.
   */
  meet(matter: string, digests: readonly string[], cap: number): Promise<void>;
}

/** Matters whose persons are remembered; of others the book is asked again. */
const mattersRemembered = 1_000;

export function createPersonCounts(book: Pick<UsageBook, 'addPersons'>): PersonCounts {
  /** Persons that are known to be in the book. */
  const met = new LruCache<Set<string>>(mattersRemembered);
  return {
    async meet(matter, digests, cap) {
      const known = met.get(matter) ?? new Set();
      const strangers = digests.filter((digest) => !known.has(digest));
      if (strangers.length === 0) return;
      const persons = await book.addPersons(matter, strangers, cap);
      if (persons > cap) throw new PlumblineError('CAP_EXCEEDED', `The matter allows ${cap} persons to be met`);
      for (const digest of strangers) known.add(digest);
      met.set(matter, known);
    },
  };
}
