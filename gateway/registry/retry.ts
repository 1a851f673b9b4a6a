import { CallerGone } from './caller-gone.js';
import { reasonOf } from './reason.js';

/** Retries of one source: a small share of its calls, so that a system that struggles is not asked the harder for it. */
export interface RetryBudget {
  /** Notes a call. */
  spend(): void;
  /** Takes a retry, where one is left. */
  take(): boolean;
}

/** Of the calls of the last ten seconds; the floor lets a quiet source be retried at all. */
const budget = { share: 0.1, floor: 3, sliceMs: 1_000, slices: 10 } as const;

export function createRetryBudget(clock: () => Date): RetryBudget {
  let slices: { readonly at: number; calls: number; retries: number }[] = [];
  const current = () => {
    const at = Math.floor(clock().getTime() / budget.sliceMs);
    slices = slices.filter((slice) => at - slice.at < budget.slices && slice.at <= at);
    const last = slices.at(-1);
    if (last?.at === at) return last;
    const fresh = { at, calls: 0, retries: 0 };
    slices.push(fresh);
    return fresh;
  };
  const sum = (of: 'calls' | 'retries') => slices.reduce((total, slice) => total + slice[of], 0);
  return {
    spend: () => {
      current().calls += 1;
    },
    take: () => {
      const slice = current();
      if (sum('retries') >= Math.max(budget.floor, sum('calls') * budget.share)) return false;
      slice.retries += 1;
      return true;
    },
  };
}

/** Longest pauses before the first and the second retry, ms. */
const pauses = [40, 160] as const;

export interface RetrySetting {
  readonly budget: RetryBudget;
  /** When the call's time is over, ms since the epoch. */
  readonly until: number;
  readonly clock: () => Date;
  /** What the pauses are spread by: calls that failed together are not sent again together. */
  readonly seed: string;
  readonly signal: AbortSignal;
}

/** Tries again where nothing was answered (`REFUSED`: connections that were refused or broke), within the time that is left. */
export async function withRetries<T>(call: () => Promise<T>, setting: RetrySetting): Promise<T> {
  const { until, clock, seed, signal } = setting;
  setting.budget.spend();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const longest = pauses[attempt];
      if (longest === undefined || reasonOf(error) !== 'REFUSED' || signal.aborted) throw error;
      const pause = longest * (0.5 + spread(`${seed}/${attempt}`) / 2);
      if (clock().getTime() + pause >= until || !setting.budget.take()) throw error;
      await sleep(pause, signal);
    }
  }
}

/** A fraction that differs from text to text (FNV-1a). */
function spread(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(new CallerGone());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
}
