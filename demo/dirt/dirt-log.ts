import type { DirtKind } from './kinds.js';

/** What was dirtied: counts for all, and each case handed to `each` (which must not keep them all at large scales). */
export interface DirtLog {
  /** A value that this kind could have befallen was met. */
  met(kind: DirtKind): void;
  /** It was dirtied. */
  dirtied(kind: DirtKind, record: string, column: string): void;
  counts(): Readonly<Partial<Record<DirtKind, { readonly met: number; readonly dirtied: number }>>>;
}

/** Opens a log that counts, and passes each dirtied value on. */
export function openDirtLog(each?: (kind: DirtKind, record: string, column: string) => void): DirtLog {
  const counts: Partial<Record<DirtKind, { met: number; dirtied: number }>> = {};
  const of = (kind: DirtKind) => {
    const known = counts[kind] ?? { met: 0, dirtied: 0 };
    counts[kind] = known;
    return known;
  };
  return {
    met: (kind) => {
      of(kind).met += 1;
    },
    dirtied: (kind, record, column) => {
      of(kind).dirtied += 1;
      each?.(kind, record, column);
    },
    counts: () => counts,
  };
}
