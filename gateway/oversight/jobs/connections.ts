import type { Redis, RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { PlumblineError } from '../../../schema/errors.js';
import type { JobsConfig } from './jobs-config.js';

/** The ways of a process to Redis. */
export interface Connections {
  /** Fails at once while Redis is away. */
  readonly asking: Redis;
  /** Waits until Redis is back. */
  readonly waiting: Redis;
  /** Calls at each connection, and now where there is one: Redis may have lost what it knew. */
  onThere(work: () => void): void;
  /** Rejects with `JOBS_UNAVAILABLE` while Redis does not answer. */
  expectThere(): Promise<void>;
  /** Whatever still waits for an answer is rejected. */
  close(): void;
}

/** Longest time for an answer of Redis, ms. */
const answerMs = 3_000;
const longestPauseMs = 5_000;

/** Connects to Redis, now or when it is there: a process starts without it, after a short wait. */
export async function connect(config: JobsConfig, log: Logger): Promise<Connections> {
  // Loaded where it is configured: the programs of most hubs know no Redis.
  const { Redis } = await import('ioredis');
  const both: RedisOptions = {
    connectTimeout: answerMs,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), longestPauseMs),
    ...(config.ca === undefined ? {} : { tls: { ca: config.ca } }),
  };
  const asking = new Redis(config.redis, {
    ...both,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: answerMs,
  });
  const waiting = new Redis(config.redis, { ...both, maxRetriesPerRequest: null });
  let isAway = false;
  let isClosing = false;
  function miss(error?: Error): void {
    if (!isAway && !isClosing) log.warn({ err: error }, 'Redis is away: rules of oversight are not shared out');
    isAway = true;
  }
  asking.on('error', miss);
  // A connection that is lost comes without a reason.
  asking.on('close', () => miss());
  asking.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
  });
  // Both come and go together: one of them says so.
  waiting.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    for (const event of ['ready', 'error', 'close']) asking.once(event, () => resolve());
    setTimeout(resolve, answerMs).unref();
  });
  return {
    ...{ asking, waiting },
    onThere: (work) => {
      asking.on('ready', work);
      if (asking.status === 'ready') work();
    },
    expectThere: async () => {
      try {
        await asking.ping();
      } catch (cause) {
        throw away(cause);
      }
    },
    close: () => {
      if (isClosing) return;
      isClosing = true;
      asking.disconnect();
      waiting.disconnect();
    },
  };
}

/** What Redis did not do, as the hub says it. */
export function away(cause: unknown): PlumblineError {
  return new PlumblineError('JOBS_UNAVAILABLE', 'Redis (oversight.jobs.redis) does not answer', { cause });
}
