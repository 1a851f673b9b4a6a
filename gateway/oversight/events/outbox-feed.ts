import { setTimeout as wait } from 'node:timers/promises';
import type { Outbox } from '../../../schema/oversight/book.js';

/** Says when the outbox has more: it is asked once for all who wait in this process. */
export interface OutboxFeed extends Pick<Outbox, 'after' | 'last' | 'trimmed'> {
  /** Resolves when there is something after a place, the signal aborts, or so much time has passed. */
  more(place: number, signal: AbortSignal, mostMs?: number): Promise<void>;
  close(): void;
}

/** How often the outbox is asked while anybody waits, ms. */
const pollMs = 500;

interface Waiting {
  readonly place: number;
  readonly wake: () => void;
}

export function createOutboxFeed(outbox: Pick<Outbox, 'after' | 'last' | 'trimmed'>, everyMs = pollMs): OutboxFeed {
  const closing = new AbortController();
  const waiting = new Set<Waiting>();
  let isAsking = false;

  async function ask(): Promise<void> {
    isAsking = true;
    while (waiting.size > 0 && !closing.signal.aborted) {
      // A book that does not answer now is asked again: who waits has lost nothing.
      const last = await outbox.last().catch(() => 0);
      for (const each of waiting) if (last > each.place) each.wake();
      if (waiting.size > 0) await wait(everyMs, undefined, { ref: false, signal: closing.signal }).catch(() => {});
    }
    isAsking = false;
  }

  return {
    after: (place, most) => outbox.after(place, most),
    last: () => outbox.last(),
    trimmed: () => outbox.trimmed(),
    more: (place, signal, mostMs) =>
      new Promise<void>((resolve) => {
        const each: Waiting = { place, wake };
        const timer = mostMs === undefined ? undefined : setTimeout(wake, mostMs).unref();
        function wake(): void {
          clearTimeout(timer);
          waiting.delete(each);
          signal.removeEventListener('abort', wake);
          resolve();
        }
        signal.addEventListener('abort', wake);
        waiting.add(each);
        if (signal.aborted || closing.signal.aborted) wake();
        else if (!isAsking) void ask();
      }),
    close() {
      closing.abort();
      for (const each of waiting) each.wake();
    },
  };
}
