import type { UsageBook } from '../../schema/access-book.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Purpose } from '../../schema/purpose.js';

/** Counts what accounts ask for a purpose on a day, over every process of the hub. */
export interface RequestCounts {
  /** Counts one more. Rejects with `CAP_EXCEEDED` when the day has had as many as it may, and then counts nothing. */
  admit(account: string, purpose: Purpose, day: string, cap: number): Promise<void>;
  /** Writes what is not written yet, and learns what other processes counted. */
  flush(): Promise<void>;
}

export interface RequestCountsSetting {
  readonly book: Pick<UsageBook, 'addRequests'>;
  readonly clock: () => Date;
}

interface Count {
  readonly account: string;
  readonly purpose: Purpose;
  readonly day: string;
  /** Over all processes, as of `readAt`; null before it was read. */
  total: number | null;
  /** Admitted here and on its way to the book, or not yet. */
  unwritten: number;
  readAt: number;
  writing: Promise<void> | null;
}

/** How old what other processes counted may be when a request is admitted, ms. */
const oldestMs = 1_000;

/**
 * Several gateways share a cap without asking the book at every request: each writes what it admitted in the background and
 * reads the sum back. A cap may so be overshot by what the other gateways admit within a second, and by nothing else.
 */
export function createRequestCounts({ book, clock }: RequestCountsSetting): RequestCounts {
  const counts = new Map<string, Count>();
  let today = '';

  function countOf(account: string, purpose: Purpose, day: string): Count {
    // Of the day before nothing is asked any more, once it is written.
    if (day !== today) {
      today = day;
      for (const [key, count] of counts) if (count.day !== day && count.unwritten === 0) counts.delete(key);
    }
    const key = JSON.stringify([account, purpose, day]);
    const known = counts.get(key);
    if (known !== undefined) return known;
    const count = { account, purpose, day, total: null, unwritten: 0, readAt: Number.NEGATIVE_INFINITY, writing: null };
    counts.set(key, count);
    return count;
  }

  async function write(count: Count): Promise<void> {
    const began = clock().getTime();
    const requests = count.unwritten;
    const total = await book.addRequests(count.account, count.purpose, count.day, requests);
    count.unwritten -= requests;
    count.total = total;
    count.readAt = began;
  }

  function settle(count: Count): Promise<void> {
    count.writing ??= write(count).finally(() => {
      count.writing = null;
    });
    return count.writing;
  }

  return {
    async admit(account, purpose, day, cap) {
      const count = countOf(account, purpose, day);
      const age = clock().getTime() - count.readAt;
      if (count.total === null || age < 0 || age > oldestMs) await settle(count);
      if ((count.total ?? 0) + count.unwritten >= cap)
        throw new PlumblineError('CAP_EXCEEDED', `${purpose} allows ${cap} requests a day`);
      count.unwritten += 1;
    },
    async flush() {
      const pending = [...counts.values()].filter(({ unwritten }) => unwritten > 0);
      await Promise.allSettled(pending.map(settle));
    },
  };
}
