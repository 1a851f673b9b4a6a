import type { Logger } from 'pino';
import { PlumblineError } from '../../schema/errors.js';
import { rest } from './events/pauses.js';
import { createLease, type LeaseParts } from './lease.js';

/** What one of several gateways looks at again and again. */
export interface WatchSetting extends LeaseParts {
  /** One process looks at a time. */
  readonly task: string;
  readonly everyMs: number;
  /** Whether the first look has time, too: by default it is now. */
  readonly isPatient?: boolean;
  /** What its operator is told when a look fails: `judgments are not handed over`. */
  readonly failing: string;
  readonly look: (signal: AbortSignal) => Promise<void>;
  readonly log: Pick<Logger, 'warn'>;
}

export interface Watch {
  /** What its operator should know; null when all is well. */
  warning(): string | null;
  close(): Promise<void>;
}

/** Looks now and then, in one of several gateways. What cannot be looked at now is looked at the next time. */
export function keepWatch({ task, everyMs, isPatient = false, failing, look, log, ...parts }: WatchSetting): Watch {
  const lease = createLease(task, parts);
  const closing = new AbortController();
  const { signal } = closing;
  let trouble: { readonly code: string; readonly since: string } | null = null;

  async function turn(): Promise<void> {
    try {
      if ((await lease.keep()) !== null) await look(signal);
      trouble = null;
    } catch (cause) {
      if (signal.aborted) return;
      const code = cause instanceof PlumblineError ? cause.code : 'INTERNAL';
      if (trouble === null) log.warn({ err: cause }, failing);
      trouble = { code, since: trouble?.since ?? parts.clock().toISOString() };
    }
  }

  async function run(): Promise<void> {
    if (isPatient) await rest(everyMs, signal);
    while (!signal.aborted) {
      await turn();
      await rest(everyMs, signal);
    }
    await lease.letGo();
  }

  const running = run();
  return {
    warning: () => (trouble === null ? null : `${failing} since ${trouble.since}: ${trouble.code}`),
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
