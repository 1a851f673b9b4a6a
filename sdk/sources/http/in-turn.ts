import type { SourceSetting } from '../../source.js';
import type { Call, Endpoint, Reply } from './endpoint.js';
import type { Pace } from './pace.js';
import { retryAfterMs } from './retry-after.js';

/** A service that says how often it may be asked. */
export interface Paced {
  readonly endpoint: Endpoint;
  readonly pace: Pace;
  readonly setting: Pick<SourceSetting, 'clock'>;
}

export interface Bounds {
  readonly signal: AbortSignal;
  /** When the read must be over, by the monotonic clock. */
  readonly untilMs: number;
}

/**
 * Sends a call when its turn has come, and again when the service asked for patience (429; 503 with `Retry-After`). `written` is asked
 * each time: a signature holds for one sending. Rejects with `QUOTA` or `OVERLOADED` when no call left within the time.
 */
export async function sendInTurn(
  { endpoint, pace, setting }: Paced,
  written: () => Promise<Call> | Call,
  { signal, untilMs }: Bounds,
): Promise<{ readonly call: Call; readonly reply: Reply }> {
  for (;;) {
    await pace.turn(untilMs, signal);
    const call = await written();
    const reply = await endpoint.send(call, signal);
    const heldMs = heldFor(reply, setting.clock());
    if (heldMs === null) return { call, reply };
    pace.hold(heldMs, reply.status === 429 ? 'QUOTA' : 'OVERLOADED');
  }
}

/** Shortest pause before a call is sent again, and the one where the service does not say, ms. */
const [shortestPause, usualPause] = [100, 1_000];

/** How long the service is not to be asked, ms; null for an answer. One that is closed (503) is asked again only if it says when. */
function heldFor(reply: Reply, now: Date): number | null {
  if (reply.status !== 429 && reply.status !== 503) return null;
  const ms = retryAfterMs(reply, now) ?? (reply.status === 429 ? usualPause : null);
  return ms === null ? null : Math.max(ms, shortestPause);
}
