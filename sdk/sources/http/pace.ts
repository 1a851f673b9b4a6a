import { setTimeout as wait } from 'node:timers/promises';
import type { SourceReason } from '../../../schema/reader.js';
import { SourceFailure } from '../../source-failure.js';

/** A service's quota, kept from this side: calls wait for their turn rather than being refused. */
export interface Pace {
  /**
   * Resolves when a call may leave. Rejects when that is later than `untilMs` or the caller gives up: with `QUOTA`, with the
   * reason for which the service is held, or with `TIMEOUT` where the time was over before.
   */
  turn(untilMs: number, signal: AbortSignal): Promise<void>;
  /** The service said that it takes no calls for a while. */
  hold(ms: number, reason: SourceReason): void;
}

// Calls that leave a second apart may arrive a little closer together.
const second = 1_050;

/** A clock, ms, and how one waits by it. */
export interface PaceTime {
  now(): number;
  /** Rejects when the signal aborts before. */
  wait(ms: number, signal: AbortSignal): Promise<unknown>;
}

const monotonic: PaceTime = {
  now: () => performance.now(),
  wait: (ms, signal) => wait(ms, undefined, { signal }),
};

/** `callsPerSecond` undefined: every call may leave at once. */
export function openPace(callsPerSecond: number | undefined, time: PaceTime = monotonic): Pace {
  const starts: number[] = [];
  let held: { readonly until: number; readonly reason: SourceReason } = { until: 0, reason: 'QUOTA' };
  const reasonOf = (start: number, now: number): SourceReason => {
    if (start <= now) return 'TIMEOUT';
    return held.until >= start ? held.reason : 'QUOTA';
  };
  return {
    turn: async (untilMs, signal) => {
      const now = time.now();
      const nth = callsPerSecond === undefined ? undefined : starts.at(-callsPerSecond);
      const start = Math.max(now, held.until, nth === undefined ? 0 : nth + second);
      const reason = reasonOf(start, now);
      if (start > untilMs) throw new SourceFailure(reason, 'no call left within the time');
      if (callsPerSecond !== undefined) {
        starts.push(start);
        if (starts.length > callsPerSecond) starts.shift();
      }
      if (start <= now) return;
      await time.wait(start - now, signal).catch(() => {
        throw new SourceFailure(reason, 'given up while waiting for a turn');
      });
    },
    hold: (ms, reason) => {
      const until = time.now() + ms;
      if (until > held.until) held = { until, reason };
    },
  };
}
