import { requestsADay } from '../../policies/language/sets.js';
import type { UsageBook } from '../../schema/access-book.js';
import type { Principal } from '../../schema/principal.js';
import { dayOf } from '../../schema/values/day.js';
import type { Rulebook } from '../policies/rulebook.js';
import { createPersonCounts } from './person-counts.js';
import { createRequestCounts } from './request-counts.js';

/** Holds requests to what their purpose allows a day and a matter (domain 5.5). Rejects with `CAP_EXCEEDED`. */
export interface Caps {
  /** Before anything is read. */
  admit(principal: Principal, rules: Rulebook): Promise<void>;
  /** Before the answer leaves: `subjects` are the digests of the persons whose records it read. */
  release(principal: Principal, rules: Rulebook, subjects: readonly string[]): Promise<void>;
  /** Writes what was counted. */
  close(): Promise<void>;
}

/** How often counts go to the book in the background, ms. */
const flushMs = 250;

export function createCaps(book: UsageBook, clock: () => Date): Caps {
  const requests = createRequestCounts({ book, clock });
  const persons = createPersonCounts(book);
  const timer = setInterval(requests.flush, flushMs).unref();
  return {
    async admit({ id, roles, purpose }, { sets }) {
      if (purpose === undefined) return;
      const cap = requestsADay(sets, roles, purpose);
      if (cap === null) return;
      await requests.admit(id, purpose, dayOf(clock()), cap);
    },
    async release({ purpose, matter }, { sets }, subjects) {
      const cap = purpose === undefined ? undefined : sets.purposes.get(purpose)?.personsAMatter;
      if (matter === undefined || cap === undefined || cap === null || subjects.length === 0) return;
      await persons.meet(matter, subjects, cap);
    },
    async close() {
      clearInterval(timer);
      await requests.flush();
    },
  };
}
