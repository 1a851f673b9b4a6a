import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Seals } from '../../schema/context.js';
import type { Outbox } from '../../schema/oversight/book.js';
import type { OversightClient } from '../../schema/oversight/desk.js';
import { randomPart } from '../../store/engines/patience.js';
import type { Recording } from '../audit/recording.js';
import type { Caps } from '../caps/caps.js';
import type { Policies } from '../policies/policies.js';
import { createWebhookClient } from '../transport/webhook-client.js';
import { keepTrimmed } from './events/keep-trimmed.js';
import { createOutboxFeed } from './events/outbox-feed.js';
import type { Pauses } from './events/pauses.js';
import { createStreams, type EventStreams } from './events/streams.js';
import { createTelling } from './events/telling.js';
import type { HandoverConfig } from './handover/handover-config.js';
import { watchJudgments } from './handover/watch-judgments.js';
import type { Watch } from './watch.js';
import { startDelivery } from './webhooks/delivery.js';
import type { ReceiverConfig } from './webhooks/receiver-config.js';

export interface TellingConfig {
  /** What events call this hub: an URI (CloudEvents `source`). */
  readonly source: string;
  readonly receivers: readonly ReceiverConfig[];
  /** How long an event is kept at least, days. */
  readonly eventsKeptDays: number;
  /** Absent: judgments are not handed over. */
  readonly handover?: HandoverConfig | undefined;
}

/** What of a hub is needed to tell others. */
export interface TellingGround {
  readonly policies: Pick<Policies, 'current'>;
  readonly seals: Pick<Seals, 'sealCursor' | 'openCursor'>;
  readonly clock: () => Date;
  readonly outbox: Outbox;
  readonly recording: Recording;
  readonly caps: Pick<Caps, 'admit'>;
  /** The hub as the engine asks it; null where the engine has no account: judgments are then not handed over. */
  readonly client: OversightClient | null;
}

/** Others are told: by streams that they follow, by deliveries, and of judgments that take effect. */
export interface OpenTelling {
  readonly streams: EventStreams;
  warnings(): readonly string[];
  close(): Promise<void>;
}

const pauses: Pauses = { firstMs: 1_000, longestMs: 300_000, jitter: randomPart };

/** Begins to tell. Throws `CONFIG_INVALID` for a receiver whose account may not be told anything. */
export function openTelling(config: TellingConfig, ground: TellingGround, log: Logger): OpenTelling {
  const { outbox, recording, caps, policies, seals, clock, client } = ground;
  const { source, receivers, eventsKeptDays: days, handover } = config;
  const feed = createOutboxFeed(outbox);
  const telling = createTelling({ policies, recording, clock });
  const streams = createStreams({ feed, telling, caps, policies, seals, clock, source, log });
  const holder = randomUUID();
  const webhooks = createWebhookClient();
  const delivery = startDelivery(receivers, policies, {
    ...{ outbox, feed, telling, clock, source, pauses, holder, log },
    client: webhooks,
    newId: randomUUID,
  });
  const watch: Watch | null =
    handover === undefined || client === null
      ? null
      : watchJudgments({ config: handover, client, outbox, holder, clock, log });
  const trimming = keepTrimmed({ outbox, receivers: receivers.map(({ id }) => id), days, holder, clock, log });
  return {
    streams,
    warnings: () => [...delivery.warnings(), ...[watch, trimming].flatMap((each) => each?.warning() ?? [])],
    close: async () => {
      streams.close();
      await Promise.all([delivery.close(), watch?.close(), trimming.close()]);
      feed.close();
      await webhooks.close();
    },
  };
}
