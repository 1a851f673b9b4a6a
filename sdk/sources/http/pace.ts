import { setTimeout as wait } from 'node:timers/promises';
import { SourceFailure } from '../../source-failure.js';

/** A service's quota, kept from this side: calls wait for their turn rather than being refused. */
export interface Pace {
  /** Resolves when a call may leave; rejects with `QUOTA` when that is later than `untilMs` or the caller gives up. */
  turn(untilMs: number, signal: AbortSignal): Promise<void>;
  /** The service said that it takes no calls for a while. */
  hold(ms: number): void;
}

// Calls that leave a second apart may arrive a little closer together.
const second = 1_050;

/** `callsPerSecond` undefined: every call may leave at once. Times are of the monotonic clock, `performance.now()`. */
export function openPace(callsPerSecond: number | undefined): Pace {
  const starts: number[] = [];
  let heldUntil = 0;
  return {
    turn: async (untilMs, signal) => {
      const now = performance.now();
      const nth = callsPerSecond === undefined ? undefined : starts.at(-callsPerSecond);
      const start = Math.max(now, heldUntil, nth === undefined ? 0 : nth + second);
      if (start > untilMs) throw new SourceFailure('QUOTA', 'no call left within the time');
      if (callsPerSecond !== undefined) {
        starts.push(start);
        if (starts.length > callsPerSecond) starts.shift();
      }
      if (start > now) await waitUntil(start - now, signal);
    },
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, performance.now() + ms);
    },
  };
}

async function waitUntil(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    throw new SourceFailure('QUOTA', 'given up while waiting for a turn');
  }
}
