import type { DeliveredRecord } from '../../../schema/landing.js';

/**
 * A time of update that lies after the delivery (`latest`, ms since 1970) is a slip, and would win for ever: the delivery's own
 * time counts instead.
 */
export function timely(record: DeliveredRecord, latest: number): DeliveredRecord {
  if ('reason' in record || record.updatedAt === undefined || Date.parse(record.updatedAt) < latest) return record;
  const { updatedAt: _, ...undated } = record;
  return undated;
}
