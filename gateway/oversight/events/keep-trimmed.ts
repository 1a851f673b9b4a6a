import type { Outbox } from '../../../schema/oversight/book.js';
import { keepWatch, type Watch, type WatchSetting } from '../watch.js';

export interface KeepTrimmedSetting extends Pick<WatchSetting, 'holder' | 'clock' | 'log'> {
  readonly outbox: Pick<Outbox, 'trim' | 'hold' | 'letGo'>;
  /** Ids of the receivers of this gateway. */
  readonly receivers: readonly string[];
  /** How long an event is kept at least, days. */
  readonly days: number;
  readonly everyMs?: number;
}

const hourMs = 3_600_000;

/** Events a transaction. */
const atOnce = 1_000;

/**
 * Trims away old events now and then, in one of several gateways. Not at the start: receivers of other gateways have to be seen to be
 * delivered to.
 */
export function keepTrimmed({ outbox, receivers, days, everyMs = hourMs, ...parts }: KeepTrimmedSetting): Watch {
  const look = async (signal: AbortSignal) => {
    const before = new Date(parts.clock().getTime() - days * 24 * hourMs).toISOString();
    let trimmed = atOnce;
    while (trimmed === atOnce && !signal.aborted) trimmed = await outbox.trim({ before, most: atOnce }, receivers);
  };
  return keepWatch({
    ...parts,
    outbox,
    task: 'trim',
    everyMs,
    isPatient: true,
    failing: 'old events are not trimmed',
    look,
  });
}
