import { PlumblineError } from '../../../schema/errors.js';
import type { Principal } from '../../../schema/principal.js';
import { declarePurpose } from '../../authenticate/purpose.js';
import type { Policies } from '../../policies/policies.js';
import { createLine, type LineParts } from './line.js';
import type { ReceiverConfig } from './receiver-config.js';

/** Delivery to every receiver of a configuration. */
export interface Delivery {
  /** Receivers that do not take events, a line each. */
  warnings(): readonly string[];
  /** Ends what is under way: what was not taken by then is delivered by whoever goes on. */
  close(): Promise<void>;
}

/** Delivers to each receiver by itself: none waits for another. Throws `CONFIG_INVALID` for an account that may not be told anything. */
export function startDelivery(
  receivers: readonly ReceiverConfig[],
  policies: Pick<Policies, 'current'>,
  parts: LineParts,
): Delivery {
  const ids = receivers.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new PlumblineError('CONFIG_INVALID', `oversight.receivers: two are called ${twice}`);
  const lines = receivers.map((receiver) => createLine(receiver, principalOf(receiver, policies), parts));
  const closing = new AbortController();
  const running = lines.map((line) => line.run(closing.signal));
  return {
    warnings: () => lines.flatMap((line) => line.warning() ?? []),
    close: async () => {
      closing.abort();
      await Promise.all(running);
    },
  };
}

/** The account of a receiver, as the door would let it in. */
function principalOf({ id, account }: ReceiverConfig, policies: Pick<Policies, 'current'>): Principal {
  const { purpose, ...bearer } = account;
  try {
    return declarePurpose({ ...bearer, id: `receiver:${id}`, kind: 'service' }, purpose, undefined, policies.current());
  } catch (cause) {
    if (!(cause instanceof PlumblineError)) throw cause;
    throw new PlumblineError('CONFIG_INVALID', `oversight.receivers ${id}: ${cause.message}`, { cause });
  }
}
