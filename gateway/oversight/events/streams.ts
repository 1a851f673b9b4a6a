import type { Logger } from 'pino';
import type { Seals } from '../../../schema/context.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Principal } from '../../../schema/principal.js';
import type { Caps } from '../../caps/caps.js';
import type { Policies } from '../../policies/policies.js';
import { cloudEvent } from './cloud-event.js';
import type { OutboxFeed } from './outbox-feed.js';
import type { Tellable, Telling } from './telling.js';

/** Who follows events, from where on and until when. */
export interface Following {
  readonly principal: Principal;
  readonly requestId: string;
  /** Id of the last event that was told; from now on when absent. */
  readonly after: string | undefined;
  /** When the token of the caller ends. */
  readonly until: Date;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
  /** Told when the stream is over, whether what it told was read or not. */
  readonly ended?: () => void;
}

/** Streams of events for whoever follows them (server-sent events). */
export interface EventStreams {
  /**
   * Text of an event stream, made as it is read: who does not read holds nothing up, and nothing is kept for him. It ends with
   * the token. Rejects with `CURSOR_INVALID`, `EVENTS_GONE`, `BAD_REQUEST`, `TOO_MANY_REQUESTS`, `CAP_EXCEEDED`, `AUDIT_UNAVAILABLE` and
   * `STORE_UNAVAILABLE`; the entry of its opening is durable before it resolves.
   */
  follow(following: Following): Promise<AsyncGenerator<string, void, void>>;
  close(): void;
}

export interface StreamsParts {
  readonly feed: OutboxFeed;
  readonly telling: Telling;
  readonly caps: Pick<Caps, 'admit'>;
  readonly policies: Pick<Policies, 'current'>;
  readonly seals: Pick<Seals, 'sealCursor' | 'openCursor'>;
  readonly clock: () => Date;
  readonly source: string;
  readonly log: Pick<Logger, 'warn'>;
  readonly bounds?: StreamBounds;
}

export interface StreamBounds {
  /** Streams at once, of one account and of all. */
  readonly ofAccount: number;
  readonly ofAll: number;
  /** So often a stream gives a sign of life, ms. */
  readonly beatMs: number;
  /** How long a stream lasts at most, ms: then it is opened anew, under what holds then. */
  readonly longestMs: number;
}

const usualBounds: StreamBounds = { ofAccount: 4, ofAll: 256, beatMs: 15_000, longestMs: 3_600_000 };

/** How long a stream is open; it counts until it ends, whether anybody reads it or not. */
interface Span {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/** Events that are looked at in one go. */
const pageSize = 100;

/** When to come back after a stream ended, ms. */
const comeBackMs = 3_000;

export function createStreams(parts: StreamsParts): EventStreams {
  const { feed, telling, caps, policies, seals, clock, log, bounds = usualBounds } = parts;
  /** Ends of the streams that are open. */
  const open = new Set<() => void>();
  const ofAccount = new Map<string, number>();
  let isClosed = false;

  /** Rejects with `TOO_MANY_REQUESTS`. */
  function begin({ principal: { id }, until, signal: gone, ended }: Following): Span {
    const own = ofAccount.get(id) ?? 0;
    if (own >= bounds.ofAccount || open.size >= bounds.ofAll)
      throw new PlumblineError('TOO_MANY_REQUESTS', 'too many event streams are open', { retryAfterS: 60 });
    ofAccount.set(id, own + 1);
    const over = new AbortController();
    const leftMs = Math.max(until.getTime() - clock().getTime(), 0);
    const timer = setTimeout(end, Math.min(leftMs, bounds.longestMs)).unref();
    function end(): void {
      if (!open.delete(end)) return;
      clearTimeout(timer);
      gone.removeEventListener('abort', end);
      const left = (ofAccount.get(id) ?? 1) - 1;
      if (left > 0) ofAccount.set(id, left);
      else ofAccount.delete(id);
      over.abort();
      ended?.();
    }
    open.add(end);
    gone.addEventListener('abort', end);
    if (gone.aborted || isClosed) end();
    return { signal: over.signal, end };
  }

  async function* tell({ principal, requestId }: Following, from: number, span: Span) {
    let place = from;
    // Events that this account is not told change nothing of when a sign is given.
    let beatAt = performance.now() + bounds.beatMs;
    try {
      yield `retry: ${comeBackMs}\n\n`;
      while (!span.signal.aborted) {
        const page = await feed.after(place, pageSize);
        const told = telling.see(principal, page);
        if (told.length > 0) {
          await telling.record(principal, told, { requestId, by: 'stream' });
          if (span.signal.aborted) return;
          yield told.map(frame).join('');
          beatAt = performance.now() + bounds.beatMs;
        }
        place = page.at(-1)?.place ?? place;
        if (page.length < pageSize) await feed.more(place, span.signal, Math.max(beatAt - performance.now(), 1));
        if (performance.now() >= beatAt && !span.signal.aborted) {
          yield ':\n\n';
          beatAt = performance.now() + bounds.beatMs;
        }
      }
    } catch (cause) {
      // The caller comes back, and is told then what is the matter.
      log.warn({ err: cause, requestId }, 'event stream ended');
    } finally {
      span.end();
    }
  }

  function frame({ place, event }: Tellable): string {
    return `id: ${seals.sealCursor(`${prefix}${place}`)}\ndata: ${cloudEvent(event, parts.source)}\n\n`;
  }

  return {
    async follow(following) {
      const { principal, requestId, after } = following;
      if (principal.purpose === undefined)
        throw new PlumblineError('PURPOSE_REQUIRED', 'events are told for a purpose');
      if (principal.matter !== undefined)
        throw new PlumblineError('BAD_REQUEST', 'events are followed under no matter: leave x-plumbline-matter out');
      const span = begin(following);
      try {
        await caps.admit(principal, policies.current());
        const place = after === undefined ? await feed.last() : placeIn(seals.openCursor(after));
        if (place < (await feed.trimmed()))
          throw new PlumblineError('EVENTS_GONE', 'events after the last that you were told are kept no longer');
        await telling.record(principal, [], { requestId, by: 'stream' });
        return tell(following, place, span);
      } catch (cause) {
        span.end();
        throw cause;
      }
    },
    close() {
      isClosed = true;
      for (const end of open) end();
    },
  };
}

const prefix = 'oversight-event ';

/** Places are sealed: how many events lie between two is not everybody's to know. */
function placeIn(cursor: string | null): number {
  const place = cursor?.startsWith(prefix) ? Number(cursor.slice(prefix.length)) : Number.NaN;
  if (!Number.isSafeInteger(place) || place < 0)
    throw new PlumblineError('CURSOR_INVALID', 'the id of the last event is none of this hub');
  return place;
}
