import { setTimeout as wait } from 'node:timers/promises';
import type { Outbox, OversightBooks } from '../../../schema/oversight/book.js';

/** Says when the outbox has more: it is asked once for all who wait in this process. */
export interface OutboxFeed extends Pick<Outbox, 'after' | 'last'> {
  /** Resolves when there is something after a place, or the signal aborts. */
  more(place: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** How often the outbox is asked while anybody waits, ms. */
const pollMs = 500;

export function createOutboxFeed(outbox: OversightBooks['outbox'], everyMs = pollMs): OutboxFeed {
  const closing = new AbortController();
  const waiting = new Set<{ readonly place: number; readonly wake: () => void }>();
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
    more: (place, signal) =>
      new Promise<void>((resolve) => {
        const over = AbortSignal.any([signal, closing.signal]);
        if (over.aborted) return resolve();
        const each = { place, wake };
        function wake(): void {
          waiting.delete(each);
          over.removeEventListener('abort', wake);
          resolve();
        }
        over.addEventListener('abort', wake);
        waiting.add(each);
        if (!isAsking) void ask();
      }),
    close: () => closing.abort(),
  };
}
