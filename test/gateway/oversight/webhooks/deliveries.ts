import { randomUUID } from 'node:crypto';
import type { Pauses } from '../../../../gateway/oversight/events/pauses.js';
import type { LeaseTerm } from '../../../../gateway/oversight/lease.js';
import { type Delivery, startDelivery } from '../../../../gateway/oversight/webhooks/delivery.js';
import { type ReceiverConfig, receiverShape } from '../../../../gateway/oversight/webhooks/receiver-config.js';
import { createLog } from '../../../../gateway/server/log.js';
import { createWebhookClient } from '../../../../gateway/transport/webhook-client.js';
import { now, policies, type TestProcess } from '../events/telling.js';
import { secret } from './receiver.js';

export const pauses: Pauses = { firstMs: 1, longestMs: 4, jitter: () => 0.5 };
export const term: LeaseTerm = { heldMs: 20_000, askMs: 2 };

export const chief = {
  agency: '371422-JCY',
  division: '371422',
  roles: ['deputy-chief-procurator'],
  purpose: 'SUPERVISION',
};

export function configOf(url: string, extra: Record<string, unknown> = {}): ReceiverConfig {
  return receiverShape.parse({ id: 'desk', url, secret, account: chief, ...extra });
}

export interface Delivering {
  readonly delivery: Delivery;
  readonly logged: string[];
  close(): Promise<void>;
}

export function deliver(
  process: TestProcess,
  receivers: readonly ReceiverConfig[],
  setting: { readonly timeoutMs?: number; readonly clock?: () => Date; readonly pauses?: Pauses } = {},
): Delivering {
  const logged: string[] = [];
  const client = createWebhookClient({ timeoutMs: setting.timeoutMs ?? 5_000 });
  const { outbox, feed, telling, holder } = process;
  const parts = {
    ...{ outbox, feed, telling, holder, client, term },
    clock: setting.clock ?? now,
    source: 'urn:plumbline:ningjin',
    pauses: setting.pauses ?? pauses,
    newId: randomUUID,
    log: createLog('info', { write: (line) => void logged.push(line) }),
  };
  const delivery = startDelivery(receivers, policies(), parts, 100);
  return {
    ...{ delivery, logged },
    close: async () => {
      await delivery.close();
      await client.close();
    },
  };
}
