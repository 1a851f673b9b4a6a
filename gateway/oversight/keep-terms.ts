import type { Logger } from 'pino';
import type { Swept } from '../../oversight/workflow/sweep.js';

/** The clock of the house: days that pass do what the law says they do. */
export interface KeptTerms {
  /** Ends after the matter that is being moved. */
  close(): Promise<void>;
}

export interface KeepTermsSetting {
  readonly sweep: (signal: AbortSignal) => Promise<Swept>;
  /** How often, ms. */
  readonly everyMs: number;
  readonly log: Logger;
}

/**
 * Sweeps matters whose day has passed, now and then. Every gateway may: a matter is moved once, whoever comes first. What cannot be
 * swept is swept the next time.
 */
export function keepTerms({ sweep, everyMs, log }: KeepTermsSetting): KeptTerms {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();

  async function once(): Promise<void> {
    try {
      const { lapsed, reminded } = await sweep(stop.signal);
      if (lapsed + reminded > 0) log.info({ lapsed, reminded }, 'terms of supervision have passed');
    } catch (error) {
      if (!stop.signal.aborted) log.error({ err: error }, 'terms of supervision could not be looked at');
    }
  }

  // The next one is reckoned from the end of the last: a slow store is not asked twice at once.
  function wait(): void {
    timer = setTimeout(() => {
      last = once().then(() => {
        if (!stop.signal.aborted) wait();
      });
    }, everyMs).unref();
  }

  wait();
  return {
    async close() {
      clearTimeout(timer);
      stop.abort();
      await last;
    },
  };
}
