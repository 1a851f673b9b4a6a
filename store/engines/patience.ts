import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { faultKind } from './fault.js';

/** How often and how long the store tries again when the database undid a transaction. */
export interface Patience {
  readonly attempts: number;
  /** Longest pause before the first retry, in milliseconds; each further one may take twice as long. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A number in [0, 1): the part of the pause that is taken, so that rivals do not meet again. */
  readonly jitter: () => number;
}

/** The jitter of processes that do not know of each other. */
export const randomPart = (): number => randomInt(1_000) / 1_000;

/** Waits before the given retry (from 1). */
export async function pause(patience: Patience, retry: number): Promise<void> {
  const bound = Math.min(patience.longestPauseMs, patience.firstPauseMs * 2 ** (retry - 1));
  await wait(Math.ceil(bound * patience.jitter()));
}

/** Runs a transaction until it holds; what is no passing fault, or fails `attempts` times, rejects as it came. */
export async function persist<T>(
  patience: Patience,
  work: () => Promise<T>,
  mayRepeat: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      if (faultKind(error) === 'DOWN' || retry >= patience.attempts || !mayRepeat(error)) throw error;
      await pause(patience, retry);
    }
  }
}
