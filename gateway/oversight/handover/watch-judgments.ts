import type { Logger } from 'pino';
import { PlumblineError } from '../../../schema/errors.js';
import type { Outbox } from '../../../schema/oversight/book.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import { dayOf } from '../../../schema/values/day.js';
import { rest } from '../events/pauses.js';
import { createLease, type LeaseParts } from '../webhooks/lease.js';
import { readEffective } from './effective-judgments.js';
import type { HandoverConfig } from './handover-config.js';
import { handoverEvents } from './handover-events.js';

export interface WatchParts extends LeaseParts {
  readonly config: HandoverConfig;
  /** The hub as the engine asks it. */
  readonly client: OversightClient;
  readonly outbox: Pick<Outbox, 'append' | 'hold' | 'letGo'>;
  readonly log: Pick<Logger, 'warn'>;
}

export interface JudgmentWatch {
  /** What its operator should know; null when all is well. */
  warning(): string | null;
  close(): Promise<void>;
}

const dayMs = 24 * 3_600_000;

/**
 * Watches for judgments that take effect, and puts into the outbox whom they have to reach: in one of several gateways. Between
 * whole looks it looks at the last days; what it told before, the book knows by its id.
 */
export function watchJudgments(parts: WatchParts): JudgmentWatch {
  const { config, client, outbox, clock, log } = parts;
  const lease = createLease('handover', parts);
  const closing = new AbortController();
  const told = new Set<string>();
  let wholeAt = Number.NEGATIVE_INFINITY;
  let trouble: { readonly code: string; readonly since: string } | null = null;

  async function look(): Promise<void> {
    const now = clock();
    const isWhole = now.getTime() - wholeAt >= config.wholeEveryMs;
    if (isWhole) told.clear();
    const back = (isWhole ? config.wholeDays : config.days) * dayMs;
    const days = { from: dayOf(new Date(now.getTime() - back)), to: dayOf(now) };
    for await (const judgments of readEffective(client, days, closing.signal)) {
      const events = judgments
        .flatMap((judgment) => handoverEvents(judgment, now.toISOString()))
        .filter(({ id }) => !told.has(id));
      await outbox.append(events);
      for (const { id } of events) told.add(id);
    }
    if (isWhole) wholeAt = now.getTime();
  }

  async function turn(): Promise<void> {
    try {
      if ((await lease.keep()) !== null) await look();
      trouble = null;
    } catch (cause) {
      if (closing.signal.aborted) return;
      const code = cause instanceof PlumblineError ? cause.code : 'INTERNAL';
      if (trouble === null) log.warn({ err: cause }, 'judgments that take effect cannot be handed over');
      trouble = { code, since: trouble?.since ?? clock().toISOString() };
    }
  }

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      await turn();
      await rest(config.everyMs, closing.signal);
    }
    await lease.letGo();
  }

  const running = run();
  return {
    warning: () => (trouble === null ? null : `judgments are not handed over since ${trouble.since}: ${trouble.code}`),
    close: async () => {
      closing.abort();
      await running;
    },
  };
}
