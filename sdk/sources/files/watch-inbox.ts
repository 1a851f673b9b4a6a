import { SourceFailure } from '../../source-failure.js';
import { failureOf, unlessAborted } from '../sql/failure.js';
import { type Arrival, arrivals } from './arrivals.js';
import { type Delivery, type DeliveryOutcome, DeliveryRefused } from './delivery.js';
import type { Inbox, InboxVisit } from './inbox.js';
import { type LandingSetting, landArrival } from './land.js';

/** Calls `run` every so many milliseconds, until the answer is called. */
export type Every = (milliseconds: number, run: () => void) => () => void;

export interface InboxSetting extends LandingSetting {
  readonly inbox: Inbox;
  readonly deliveries: readonly Delivery[];
  readonly scanIntervalMs: number;
  readonly clock: () => Date;
  readonly every: Every;
  readonly onDelivery: (outcome: DeliveryOutcome) => void;
}

export interface InboxWatch {
  /**
   * Resolves when landed records may be read: after the first scan, as long as the drop folder is there. Rejects with
   * `SourceFailure` otherwise, and while nothing was ever landed: no record is not the same as no delivery.
   */
  ready(signal: AbortSignal | undefined): Promise<void>;
  /** Scans now, or joins the scan under way. Rejects with `SourceFailure`. */
  scan(): Promise<void>;
  /** Ends the scan under way; what it was landing is rolled back. */
  close(): Promise<void>;
}

/** Lands what arrives in a drop folder: at once, then again and again. */
export function watchInbox(setting: InboxSetting): InboxWatch {
  const { inbox, scanIntervalMs, landing } = setting;
  const closing = new AbortController();
  const settled = new Map<string, Settled>();
  let running: Promise<void> | null = null;
  let scannedAt: number | null = null;
  let isFailing = false;
  let hasLanded = false;

  const scan = () => {
    running ??= scanOnce(setting, settled, closing.signal)
      .then(
        () => {
          scannedAt = setting.clock().getTime();
          isFailing = false;
        },
        (cause: unknown) => {
          isFailing = true;
          throw failureOf(cause);
        },
      )
      .finally(() => {
        running = null;
      });
    return running;
  };
  const scanUnasked = () => {
    if (!closing.signal.aborted) scan().catch(() => {});
  };
  const stop = setting.every(scanIntervalMs, scanUnasked);
  scanUnasked();

  return {
    scan,
    ready: async (signal) => {
      await inbox.assertThere();
      const isDue = scannedAt === null || setting.clock().getTime() - scannedAt >= scanIntervalMs;
      if (scannedAt === null) await unlessAborted(scan(), signal, () => {});
      else if (isDue || isFailing) scanUnasked();
      if (hasLanded) return;
      if (running !== null) await unlessAborted(running, signal, () => {});
      hasLanded = (await landing.latest()) !== null;
      if (!hasLanded) throw new SourceFailure(hasRefused(settled) ? 'MALFORMED' : 'FAILED', 'NOTHING_LANDED');
    },
    close: async () => {
      stop();
      closing.abort();
      await running?.catch(() => {});
    },
  };
}

interface Settled {
  readonly state: string;
  readonly isRefused: boolean;
}

function scanOnce(setting: InboxSetting, settled: Map<string, Settled>, signal: AbortSignal): Promise<void> {
  return setting.inbox.visit(signal, async (visit) => {
    const found = await arrivals(visit, setting.deliveries);
    const present = new Set(found.map(placeOf));
    for (const place of settled.keys()) if (!present.has(place)) settled.delete(place);
    for (const arrival of found) {
      signal.throwIfAborted();
      if (settled.get(placeOf(arrival))?.state === arrival.state) continue;
      const outcome = await outcomeOf(arrival, visit, setting, signal);
      settled.set(placeOf(arrival), { state: arrival.state, isRefused: outcome.outcome === 'REFUSED' });
      setting.onDelivery(outcome);
    }
  });
}

const placeOf = ({ folder, name }: Arrival) => `${folder}/${name}`;

async function outcomeOf(
  arrival: Arrival,
  visit: InboxVisit,
  setting: InboxSetting,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const delivery = arrival.name;
  try {
    return { delivery, outcome: 'LANDED', receipt: await landArrival(arrival, visit, setting, signal) };
  } catch (cause) {
    if (!(cause instanceof DeliveryRefused)) throw cause;
    return { delivery, outcome: 'REFUSED', reason: cause.reason };
  }
}

function hasRefused(settled: ReadonlyMap<string, Settled>): boolean {
  return [...settled.values()].some(({ isRefused }) => isRefused);
}
