import type { Logger } from 'pino';
import { deliveryTask, type Outbox } from '../../../schema/oversight/book.js';
import type { Principal } from '../../../schema/principal.js';
import type { WebhookClient, WebhookReply } from '../../transport/webhook-client.js';
import { cloudEvent, cloudEventType } from '../events/cloud-event.js';
import type { OutboxFeed } from '../events/outbox-feed.js';
import { type Pauses, pauseOf } from '../events/pauses.js';
import type { Placed, Tellable, Telling } from '../events/telling.js';
import { createLease, type LeaseParts } from '../lease.js';
import { concerns } from './concern.js';
import type { ReceiverConfig } from './receiver-config.js';
import { sign } from './signature.js';

export interface LineParts extends LeaseParts {
  readonly outbox: Pick<Outbox, 'delivered' | 'advance' | 'hold' | 'letGo'>;
  readonly feed: OutboxFeed;
  readonly client: WebhookClient;
  readonly telling: Telling;
  /** `source` of the events: an URI of this hub. */
  readonly source: string;
  readonly pauses: Pauses;
  readonly newId: () => string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** The way of events to one receiver. */
export interface Line {
  /** Delivers until it is told to end or the receiver is gone; never rejects. */
  run(ending: Ending): Promise<void>;
  /** What its operator should know; null when all is well. */
  warning(): string | null;
}

export interface Ending {
  /** Aborts when nothing more is to be sent. */
  readonly closing: AbortSignal;
  /** Aborts when what is under way is waited for no longer. */
  readonly over: AbortSignal;
}

/** Events that are on their way at once, and of how many subjects. */
const window = { events: 100, subjects: 4 } as const;

/** Why an event was not taken. */
type Refusal = { readonly reason: string; readonly retryAfterS: number | null; readonly isGone: boolean };

/**
 * Delivers to one receiver: in the order of each subject, at least once, and nothing else until it was taken. An event is done
 * with when the receiver said 2xx; the place in the book moves on behind the last one before which all are done with.
 */
export function createLine(receiver: ReceiverConfig, principal: Principal, parts: LineParts): Line {
  const { outbox, feed, client, telling, source, pauses, clock, newId, log } = parts;
  const url = new URL(receiver.url);
  const secrets = [receiver.secret, ...(receiver.formerSecret === undefined ? [] : [receiver.formerSecret])];
  const lease = createLease(deliveryTask(receiver.id), parts);
  /** Places after `place` whose events were taken, and those that the log knows to be told. */
  const done = new Set<number>();
  const recorded = new Set<number>();
  let place = 0;
  /** Time of the lease in which the three are right. */
  let time = 0;
  let trouble: { readonly reason: string; readonly since: string } | null = null;
  let isGone = false;

  async function send({ event }: Tellable, over: AbortSignal): Promise<Refusal | null> {
    const body = cloudEvent(event, source);
    const headers = { 'content-type': cloudEventType, ...sign(secrets, event.id, clock(), body) };
    return refusalOf(await client.post(url, headers, body, over));
  }

  /** One subject's events, one after the other; the first that is not taken ends it. */
  async function sendInOrder(events: readonly Tellable[], { closing, over }: Ending): Promise<Refusal | null> {
    for (const each of events) {
      if (isGone || closing.aborted || (await lease.keep()) !== time) return null;
      const refusal = await send(each, over);
      if (refusal?.isGone) isGone = true;
      if (refusal !== null) return refusal;
      done.add(each.place);
    }
    return null;
  }

  async function deliver(page: readonly Placed[], ending: Ending): Promise<Refusal | null> {
    const wanted = page.filter((each) => !done.has(each.place) && concerns(receiver, each.event));
    const told = telling.see(principal, wanted);
    const fresh = told.filter((each) => !recorded.has(each.place));
    if (fresh.length > 0) {
      await telling.record(principal, fresh, { requestId: newId(), by: `receiver:${receiver.id}` });
      for (const each of fresh) recorded.add(each.place);
    }
    const lanes = bySubject(told);
    const refusals: Refusal[] = [];
    const work = async () => {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
        const refusal = await sendInOrder(lane, ending);
        if (refusal !== null) refusals.push(refusal);
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: window.subjects }, work));
    await advance(page, told);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return refusals.sort((a, b) => (b.retryAfterS ?? 0) - (a.retryAfterS ?? 0))[0] ?? null;
  }

  async function advance(page: readonly Placed[], told: readonly Tellable[]): Promise<void> {
    const open = told.find((each) => !done.has(each.place));
    const to = open === undefined ? (page.at(-1)?.place ?? place) : open.place - 1;
    if (to <= place) return;
    await outbox.advance(receiver.id, to);
    place = to;
    for (const places of [done, recorded]) for (const each of places) if (each <= place) places.delete(each);
  }

  /** One turn; how long to wait before the next, ms, or that there is nothing to do. */
  async function turn(ending: Ending): Promise<'MORE' | 'IDLE' | 'HELD' | Refusal> {
    const held = await lease.keep();
    if (held === null) return 'HELD';
    if (held !== time) {
      place = await outbox.delivered(receiver.id);
      done.clear();
      time = held;
    }
    const page = await feed.after(place, window.events);
    if (page.length === 0) return 'IDLE';
    return (await deliver(page, ending)) ?? 'MORE';
  }

  function fail(refusal: Refusal, failures: number): void {
    trouble = { reason: refusal.reason, since: trouble?.since ?? clock().toISOString() };
    const told = { receiver: receiver.id, reason: refusal.reason, failures };
    log.warn(told, refusal.isGone ? 'receiver is gone: it is told no more' : 'receiver does not take events');
  }

  async function run(ending: Ending): Promise<void> {
    const { closing } = ending;
    let failures = 0;
    while (!closing.aborted && !isGone) {
      const came = await turn(ending).catch(
        (cause: unknown): Refusal => ({ reason: codeOf(cause), retryAfterS: null, isGone }),
      );
      if (closing.aborted) break;
      if (typeof came === 'object') {
        failures += 1;
        fail(came, failures);
        if (!isGone) await pauseOf(pauses, failures, came.retryAfterS, closing);
        continue;
      }
      if (came === 'HELD') {
        await lease.wait(closing);
        continue;
      }
      if (failures > 0) log.info({ receiver: receiver.id, failures }, 'receiver takes events again');
      failures = 0;
      trouble = null;
      if (came === 'IDLE') await feed.more(place, closing);
    }
    await lease.letGo();
  }

  return {
    run,
    warning: () => {
      if (isGone) return `receiver ${receiver.id} is gone (410): it is told no more until the hub starts anew`;
      return trouble === null
        ? null
        : `receiver ${receiver.id} takes no events since ${trouble.since}: ${trouble.reason}`;
    },
  };
}

function bySubject(told: readonly Tellable[]): Tellable[][] {
  const lanes = new Map<string, Tellable[]>();
  for (const each of told) {
    const lane = lanes.get(each.event.subject);
    if (lane === undefined) lanes.set(each.event.subject, [each]);
    else lane.push(each);
  }
  return [...lanes.values()];
}

function refusalOf(reply: WebhookReply): Refusal | null {
  if ('fault' in reply) return { reason: reply.fault, retryAfterS: null, isGone: false };
  const { status, retryAfterS } = reply;
  if (status >= 200 && status < 300) return null;
  return { reason: `HTTP_${status}`, retryAfterS, isGone: status === 410 };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'INTERNAL';
}
