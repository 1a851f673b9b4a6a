import type { ReadRequest } from '../schema/adapter.js';
import type { Reader, ReaderResult } from '../schema/reader.js';

/**
 * A reader that asks the sources once and answers the same read from memory ever after, so that what is left is the
 * work of whoever asks. Reads are told apart by entity, keys, page and fields, not by their row conditions: a memory is for
 * one question, and holds the rows of whoever asked it first.
 */
export function createReplay(reader: Reader): Reader {
  const known = new Map<string, Promise<ReaderResult>>();
  return {
    holds: (entity, field) => reader.holds(entity, field),
    read: (request, context) => {
      const key = keyOf(request);
      const before = known.get(key);
      if (before !== undefined) return before;
      const read = reader.read(request, { ...context, signal: AbortSignal.timeout(60_000) });
      known.set(key, read);
      return read;
    },
  };
}

function keyOf({ entity, fields, by, first }: ReadRequest): string {
  return `${entity} ${by?.field ?? ''} ${by?.values.length ?? 0} ${by?.values[0] ?? ''} ${first} ${fields.join()}`;
}
