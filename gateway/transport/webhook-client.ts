import { Pool } from 'undici';

/** How a receiver answered; `fault` when it did not. */
export type WebhookReply =
  | { readonly status: number; readonly retryAfterS: number | null }
  | { readonly fault: 'TIMEOUT' | 'UNREACHABLE' };

/** Posts events to receivers, without following where they point to. */
export interface WebhookClient {
  /** Never rejects but with what the signal says. */
  post(url: URL, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal): Promise<WebhookReply>;
  close(): Promise<void>;
}

export interface WebhookClientSetting {
  /** Longest time of one attempt, ms. */
  readonly timeoutMs?: number;
  readonly connections?: number;
}

const defaults = { timeoutMs: 15_000, connections: 4 } as const;

/** Of an answer's body so much is read that the connection can be used again, and nothing of it is kept. */
const mostBytes = 16_384;

export function createWebhookClient(setting: WebhookClientSetting = {}): WebhookClient {
  const { timeoutMs, connections } = { ...defaults, ...setting };
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const pool = new Pool(origin, {
      ...{ connections, pipelining: 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
      connect: { timeout: Math.min(timeoutMs, 5_000) },
      maxHeaderSize: 16_384,
    });
    pools.set(origin, pool);
    return pool;
  };
  return {
    async post({ origin, pathname, search }, headers, body, signal) {
      signal.throwIfAborted();
      const over = new AbortController();
      const abort = () => over.abort();
      const timer = setTimeout(abort, timeoutMs);
      signal.addEventListener('abort', abort);
      try {
        const answer = await poolOf(origin).request({
          path: `${pathname}${search}`,
          method: 'POST',
          headers: { ...headers, 'user-agent': 'plumbline' },
          body,
          signal: over.signal,
        });
        const reply = { status: answer.statusCode, retryAfterS: seconds(answer.headers['retry-after']) };
        // What it said is said with the status: a body that does not end changes nothing of it.
        await answer.body.dump({ limit: mostBytes, signal: over.signal }).catch(() => undefined);
        return reply;
      } catch (cause) {
        signal.throwIfAborted();
        return { fault: over.signal.aborted || isTimeout(cause) ? 'TIMEOUT' : 'UNREACHABLE' };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      }
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && /Timeout/.test(cause.name);
}

/** Retry-After in seconds (RFC 9110 10.2.3); dates are not waited for. */
function seconds(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : null;
}
