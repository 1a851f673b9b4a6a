import { setTimeout as wait } from 'node:timers/promises';

/** How long a receiver is left alone that does not take events. */
export interface Pauses {
  /** Longest pause after the first failure, ms; after each further one twice as long. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** A number in [0, 1): the part of the second half of a pause that is taken, so that senders do not come together. */
  readonly jitter: () => number;
}

/** However long a receiver asks for. */
const longestAskedS = 3_600;

/** Length of the pause after so many failures in a row (from 1), ms. */
export function pauseMs({ firstMs, longestMs, jitter }: Pauses, failures: number, askedS: number | null): number {
  const bound = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  const own = Math.ceil(bound * (0.5 + 0.5 * jitter()));
  return Math.max(own, Math.min(askedS ?? 0, longestAskedS) * 1_000);
}

/** Waits it out, or until the signal aborts. */
export async function pauseOf(
  pauses: Pauses,
  failures: number,
  askedS: number | null,
  signal: AbortSignal,
): Promise<void> {
  await rest(pauseMs(pauses, failures, askedS), signal);
}

/** Waits, or until the signal aborts; never rejects, and keeps no process alive. */
export async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ref: false, signal }).catch(() => undefined);
}
