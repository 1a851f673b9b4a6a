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

/** How long a receiver may take to say that it has what was sent when the hub closes, ms: else it is sent again. */
const usualGraceMs = 2_000;

/** Delivers to each receiver by itself: none waits for another. Throws `CONFIG_INVALID` for an account that may not be told anything. */
export function startDelivery(
  receivers: readonly ReceiverConfig[],
  policies: Pick<Policies, 'current'>,
  parts: LineParts,
  graceMs = usualGraceMs,
): Delivery {
  const ids = receivers.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new PlumblineError('CONFIG_INVALID', `oversight.receivers: two are called ${twice}`);
  const lines = receivers.map((receiver) => createLine(receiver, principalOf(receiver, policies), parts));
  const [closing, over] = [new AbortController(), new AbortController()];
  const running = lines.map((line) => line.run({ closing: closing.signal, over: over.signal }));
  return {
    warnings: () => lines.flatMap((line) => line.warning() ?? []),
    close: async () => {
      closing.abort();
      const timer = setTimeout(() => over.abort(), graceMs);
      await Promise.all(running);
      clearTimeout(timer);
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
