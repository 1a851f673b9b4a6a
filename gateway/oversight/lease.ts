import type { Outbox } from '../../schema/oversight/book.js';
import { rest } from './events/pauses.js';

export interface LeaseParts {
  readonly outbox: Pick<Outbox, 'hold' | 'letGo'>;
  /** Name of this process, another's is another. */
  readonly holder: string;
  readonly clock: () => Date;
  readonly term?: LeaseTerm;
}

export interface LeaseTerm {
  /** For how long a task is held, ms: so long it lies when a process dies. */
  readonly heldMs: number;
  /** How often another process asks whether it is free, ms. */
  readonly askMs: number;
}

const usualTerm: LeaseTerm = { heldMs: 20_000, askMs: 5_000 };

/** A task that one of several processes does at a time. */
export interface Lease {
  /**
   * Number of the time that this process holds it without a break; null while another does. Rejects with `STORE_UNAVAILABLE`.
   * With another number than before somebody else may have gone on meanwhile.
   */
  keep(): Promise<number | null>;
  wait(signal: AbortSignal): Promise<void>;
  /** Lets others have it; never rejects. */
  letGo(): Promise<void>;
}

export function createLease(task: string, { outbox, holder, clock, term = usualTerm }: LeaseParts): Lease {
  let heldUntil = Number.NEGATIVE_INFINITY;
  let times = 0;
  let asking: Promise<number | null> | undefined;

  async function ask(): Promise<number | null> {
    const now = clock().getTime();
    const until = now + term.heldMs;
    const wasHeld = heldUntil > now;
    const isHeld = await outbox.hold(task, holder, { at: instant(now), until: instant(until) });
    heldUntil = isHeld ? until : Number.NEGATIVE_INFINITY;
    if (!isHeld) return null;
    if (!wasHeld) times += 1;
    return times;
  }

  return {
    keep() {
      // The book is asked in the second half of a term, by one for all that are under way.
      if (heldUntil - clock().getTime() > term.heldMs / 2) return Promise.resolve(times);
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    wait: (signal) => rest(term.askMs, signal),
    async letGo() {
      if (heldUntil === Number.NEGATIVE_INFINITY) return;
      heldUntil = Number.NEGATIVE_INFINITY;
      // Who cannot say so is waited for until the term is over.
      await outbox.letGo(task, holder, instant(clock().getTime())).catch(() => undefined);
    },
  };
}

const instant = (ms: number): string => new Date(ms).toISOString();
