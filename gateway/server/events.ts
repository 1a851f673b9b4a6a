import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import { PlumblineError } from '../../schema/errors.js';
import type { Principal } from '../../schema/principal.js';
import { expiryOf } from '../authenticate/expiry.js';
import type { EventStreams } from '../oversight/events/streams.js';

type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger>;

export interface EventsParts {
  readonly streams: EventStreams;
  authenticate(headers: Readonly<Record<string, string | string[] | undefined>>, requestId: string): Promise<Principal>;
  /** When the token of a request ends that was let in. */
  readonly expiry?: (authorization: string | string[] | undefined) => Date;
  /** How long whoever follows may take to read what was told when a stream ends, ms. */
  readonly readingMs?: number;
}

/** `GET /oversight/events`: events as they come, as server-sent events (HTML standard 9.2). */
export function serveEvents(
  app: App,
  { streams, authenticate, expiry = expiryOf, readingMs = 2_000 }: EventsParts,
): void {
  app.addHook('preClose', async () => streams.close());
  app.get('/oversight/events', async (request, reply) => {
    const gone = new AbortController();
    let cutting: NodeJS.Timeout | undefined;
    reply.raw.once('close', () => {
      clearTimeout(cutting);
      gone.abort();
    });
    const principal = await authenticate(request.headers, request.id);
    try {
      const text = await streams.follow({
        principal,
        requestId: request.id,
        after: afterIn(request.headers['last-event-id'], request.query),
        until: expiry(request.headers.authorization),
        signal: gone.signal,
        // Who does not read would never see the end, and keep the connection, and a hub that closes, for ever.
        ended: () => {
          if (!reply.raw.closed) cutting = setTimeout(() => reply.raw.destroy(), readingMs).unref();
        },
      });
      return await reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        // A hub that closes does not wait for the next question of who followed.
        .header('connection', 'close')
        // One frame ahead of the reader, and no more.
        .send(Readable.from(text, { objectMode: true, highWaterMark: 1 }));
    } catch (error) {
      if (error instanceof PlumblineError && error.retryAfterS !== undefined)
        reply.header('retry-after', error.retryAfterS);
      throw error;
    }
  });
}

/** A reader that was there before says so by the header; one that begins elsewhere than now, by the address. */
function afterIn(header: string | string[] | undefined, query: unknown): string | undefined {
  if (typeof header === 'string' && header !== '') return header;
  const after = (query as Readonly<Record<string, unknown>>).after;
  return typeof after === 'string' && after !== '' ? after : undefined;
}
