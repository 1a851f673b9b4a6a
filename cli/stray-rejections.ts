import type { Logger } from 'pino';

/**
 * Keeps a rejection that nobody awaits from ending the process, and its words from standard error: a module from outside the
 * program can make one, and they may hold values of records. The log tells its class and place.
 * @returns takes the watch away
 */
export function noteStrayRejections(log: Pick<Logger, 'error'>): () => void {
  const note = (reason: unknown) => void log.error({ err: reason }, 'a rejection that nobody awaited');
  process.on('unhandledRejection', note);
  return () => void process.off('unhandledRejection', note);
}
