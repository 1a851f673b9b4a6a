import type { Reply } from './endpoint.js';

/**
 * How long a service wants to be left alone, ms (RFC 9110 10.2.3): seconds, or an HTTP date, which is taken against the answer's own
 * `Date` so that a clock that is off does no harm. Null where the answer does not say.
 */
export function retryAfterMs(reply: Pick<Reply, 'header'>, now: Date): number | null {
  const value = reply.header('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  // Three notations, each of which begins with the name of a day (RFC 9110 5.6.7).
  const until = /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const told = Date.parse(reply.header('date') ?? '');
  return Math.max(0, until - (Number.isNaN(told) ? now.getTime() : told));
}
