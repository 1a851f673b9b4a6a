import type { DeliveredRecord, ExcludedRecord, LandingRecord, QuarantinedRecord } from '../../schema/landing.js';
import { utcOf } from '../instant.js';

export type Delivered = DeliveredRecord;

/** A record as the table holds it; `text` is its values as JSON. */
export interface Landable extends LandingRecord {
  readonly text: string;
}

/** Some records of a batch, sorted by what becomes of them. */
export interface Chunk {
  readonly landable: readonly Landable[];
  readonly excluded: readonly ExcludedRecord[];
  /** With their place in the batch, from 1. */
  readonly aside: readonly { readonly position: number; readonly record: QuarantinedRecord }[];
}

/** What is held in memory and sent to the database at once: below SQLite's variables and MySQL's packet. */
const limits = { records: 500, characters: 2_000_000, keyLength: 255, indexLength: 255 };

/** Cuts a batch into pieces of bounded size. */
export async function* chunksOf(records: AsyncIterable<Delivered | readonly Delivered[]>): AsyncGenerator<Chunk> {
  let [chunk, position] = [emptyChunk(), 0];
  for await (const some of records) {
    for (const record of isList(some) ? some : [some]) {
      position += 1;
      sort(record, position, chunk);
      if (chunk.records < limits.records && chunk.characters < limits.characters) continue;
      yield chunk;
      chunk = emptyChunk();
    }
  }
  if (chunk.records > 0) yield chunk;
}

interface Growing {
  readonly landable: Landable[];
  readonly excluded: ExcludedRecord[];
  readonly aside: { readonly position: number; readonly record: QuarantinedRecord }[];
  records: number;
  characters: number;
}

const emptyChunk = (): Growing => ({ landable: [], excluded: [], aside: [], records: 0, characters: 0 });

const isList = (some: Delivered | readonly Delivered[]): some is readonly Delivered[] => Array.isArray(some);

export function isLandable(record: Delivered): record is LandingRecord {
  return !('reason' in record || 'isExcluded' in record);
}

/** A record that the tables cannot hold is put aside: one such must not undo the batch it came with. */
function sort(record: Delivered, position: number, chunk: Growing): void {
  chunk.records += 1;
  const putAside = (spoiled: QuarantinedRecord) => {
    chunk.aside.push({ position, record: spoiled });
    chunk.characters += spoiled.raw?.length ?? 0;
  };
  if ('reason' in record) {
    putAside(record);
    return;
  }
  // MySQL compares keys without regard to trailing spaces; without them both databases agree on what is one key.
  const key = record.key?.endsWith(' ') ? record.key.replace(/ +$/, '') : record.key;
  const updatedAt = record.updatedAt === undefined ? undefined : utcOf(record.updatedAt);
  const dated = typeof updatedAt === 'string' ? { updatedAt } : {};
  if ('isExcluded' in record) {
    const { entity, isExcluded } = record;
    chunk.excluded.push({ entity, key, isExcluded, ...dated });
    return;
  }
  const text = JSON.stringify(record.values);
  const reason = reasonAgainst(key ?? '', record.index, updatedAt);
  if (reason !== null) {
    putAside({ entity: record.entity, key, reason, raw: text });
    return;
  }
  const { entity, values, flags, index, hash } = record;
  chunk.landable.push({ entity, key: key ?? '', values, flags, index, hash, text, ...dated });
  chunk.characters += text.length;
}

function reasonAgainst(
  key: string,
  index: LandingRecord['index'],
  updatedAt: string | null | undefined,
): string | null {
  // SQLite's JSON ends a text at NUL: two keys could become one.
  if (key.includes('\0') || index.some((value) => value?.includes('\0'))) return 'NUL_IN_KEY';
  if (key.length > limits.keyLength) return 'KEY_TOO_LONG';
  if (index.some((value) => value !== null && value.length > limits.indexLength)) return 'INDEX_TOO_LONG';
  return updatedAt === null ? 'UPDATE_TIME_INVALID' : null;
}
