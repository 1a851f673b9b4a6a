import { Pool } from 'undici';
import type { SourceSetting } from '../../source.js';
import { aborted, failureOf, isBrokenConnection } from './failure.js';

/** A system behind HTTP: connections that are kept, answers that are bounded. */
export interface Endpoint {
  /** Rejects with `SourceFailure` when no whole answer came; any status is an answer. */
  send(call: Call, signal: AbortSignal): Promise<Reply>;
  close(): Promise<void>;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  /** Path and query, below the endpoint's origin. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface Reply {
  readonly status: number;
  /** By its name in lower case. */
  header(name: string): string | null;
  readonly body: Buffer;
}

/** Most bytes of one answer. */
export const defaultBodyLimit = 32 * 1024 * 1024;

/** Nothing is connected before the first call. `origin` is scheme, host and port. */
export function openEndpoint(
  origin: string,
  { timeoutMs, concurrency }: Pick<SourceSetting, 'timeoutMs' | 'concurrency'>,
  bodyLimit = defaultBodyLimit,
): Endpoint {
  const pool = new Pool(origin, {
    connections: concurrency,
    connect: { timeout: timeoutMs },
    // The caller's signal ends a call that takes too long.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: bodyLimit,
  });
  const request = (call: Call, signal: AbortSignal) => pool.request({ ...call, headers: { ...call.headers }, signal });
  return {
    send: async (call, signal) => {
      if (signal.aborted) throw aborted();
      try {
        // What is asked here are queries: asking again does no harm, and only a connection that had gone stale is tried again.
        const answer = await request(call, signal).catch((error: unknown) => {
          if (isBrokenConnection(error) && !signal.aborted) return request(call, signal);
          throw error;
        });
        const body = Buffer.from(await answer.body.arrayBuffer());
        return { status: answer.statusCode, header: (name) => joined(answer.headers[name]), body };
      } catch (error) {
        throw signal.aborted ? aborted() : failureOf(error);
      }
    },
    close: () => pool.destroy(),
  };
}

/** Several headers of a name mean one whose values are joined by commas (RFC 9110 5.3). */
function joined(value: string | string[] | undefined): string | null {
  return (typeof value === 'object' ? value.join(', ') : value) ?? null;
}
