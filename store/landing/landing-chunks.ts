import type { LandingRecord, QuarantinedRecord } from '../../schema/landing.js';
import { utcOf } from '../instant.js';

export type Delivered = LandingRecord | QuarantinedRecord;

/** What is held in memory and sent to the database at once: below SQLite's variables and MySQL's packet. */
const limits = { records: 500, characters: 2_000_000, keyLength: 255, indexLength: 255 };

/** Cuts a batch into pieces of bounded size. */
export async function* chunksOf(records: AsyncIterable<Delivered>): AsyncGenerator<readonly Delivered[]> {
  let chunk: Delivered[] = [];
  let characters = 0;
  for await (const record of records) {
    const admitted = admit(record);
    chunk.push(admitted);
    characters += sizeOf(admitted);
    if (chunk.length < limits.records && characters < limits.characters) continue;
    yield chunk;
    chunk = [];
    characters = 0;
  }
  if (chunk.length > 0) yield chunk;
}

export function isLandable(record: Delivered): record is LandingRecord {
  return !('reason' in record);
}

/** A record that the tables cannot hold is put aside: one such must not undo the batch it came with. */
function admit(record: Delivered): Delivered {
  if (!isLandable(record)) return record;
  // MySQL compares keys without regard to trailing spaces; without them both databases agree on what is one key.
  const key = record.key.replace(/ +$/, '');
  if (key.length > limits.keyLength) return putAside(record, key, 'KEY_TOO_LONG');
  if (record.index.some((value) => value !== null && value.length > limits.indexLength)) {
    return putAside(record, key, 'INDEX_TOO_LONG');
  }
  if (record.updatedAt === undefined) return key === record.key ? record : { ...record, key };
  const updatedAt = utcOf(record.updatedAt);
  return updatedAt === null ? putAside(record, key, 'UPDATE_TIME_INVALID') : { ...record, key, updatedAt };
}

function putAside({ entity, values }: LandingRecord, key: string, reason: string): QuarantinedRecord {
  return { entity, key, reason, raw: JSON.stringify(values) };
}

function sizeOf(record: Delivered): number {
  if (!isLandable(record)) return record.raw.length;
  return Object.values(record.values).reduce<number>(
    (sum, value) =>
      sum + 20 + (typeof value === 'string' ? value.length : Array.isArray(value) ? 20 * value.length : 0),
    0,
  );
}
