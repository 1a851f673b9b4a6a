import type { Outbox } from '../../../schema/oversight/book.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { OversightEvent } from '../../../schema/oversight/matter.js';
import { dayOf } from '../../../schema/values/day.js';
import { keepWatch, type Watch, type WatchSetting } from '../watch.js';
import { type AgencyOf, readCorrectionsAgencies } from './corrections-agencies.js';
import { readEffective } from './effective-judgments.js';
import type { HandoverConfig } from './handover-config.js';
import { handoverEvents, rulingEvents } from './handover-events.js';
import { followRulings } from './outside-rulings.js';

export interface WatchParts extends Pick<WatchSetting, 'holder' | 'clock' | 'log'> {
  readonly config: HandoverConfig;
  /** The hub as the engine asks it. */
  readonly client: OversightClient;
  readonly outbox: Pick<Outbox, 'append' | 'hold' | 'letGo'>;
}

const dayMs = 24 * 3_600_000;

/**
 * Watches for judgments and rulings that take effect, and puts into the outbox whom they have to reach: in one of several gateways.
 * Between whole looks it looks at the last days; what it told before, the book knows by its id.
 */
export function watchJudgments({ config, client, ...parts }: WatchParts): Watch {
  const { outbox, clock } = parts;
  const told = new Set<string>();
  let wholeAt = Number.NEGATIVE_INFINITY;
  let agencyOf: AgencyOf | null = null;

  // Agencies change seldom: a directory that does not answer holds nothing up that was asked before.
  async function agencies(isWhole: boolean, signal: AbortSignal): Promise<AgencyOf> {
    if (agencyOf !== null && !isWhole) return agencyOf;
    try {
      agencyOf = await readCorrectionsAgencies(client, signal);
    } catch (cause) {
      if (agencyOf === null) throw cause;
    }
    return agencyOf;
  }

  async function look(signal: AbortSignal): Promise<void> {
    const now = clock();
    const isWhole = now.getTime() - wholeAt >= config.wholeEveryMs;
    if (isWhole) told.clear();
    const back = (isWhole ? config.wholeDays : config.days) * dayMs;
    const days = { from: dayOf(new Date(now.getTime() - back)), to: dayOf(now) };
    const tell = async (events: readonly OversightEvent[]) => {
      const fresh = events.filter(({ id }) => !told.has(id));
      await outbox.append(fresh);
      for (const { id } of fresh) told.add(id);
    };
    const at = now.toISOString();
    const executing = await agencies(isWhole, signal);
    for await (const { judgments, rulings } of readEffective(client, days, signal))
      await tell([
        ...judgments.flatMap((judgment) => handoverEvents(judgment, at, executing)),
        ...rulings.flatMap((ruling) => rulingEvents(ruling, at, executing)),
      ]);
    if (!isWhole) return;
    for await (const rulings of followRulings(client, days, signal))
      await tell(rulings.flatMap((ruling) => rulingEvents(ruling, at, executing)));
    wholeAt = now.getTime();
  }

  const failing = 'judgments are not handed over';
  return keepWatch({ ...parts, task: 'handover', everyMs: config.everyMs, failing, look });
}
