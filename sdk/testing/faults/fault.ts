import type { SourceReason } from '../../../schema/reader.js';

/** What must be seen of an adapter while its system fails in one way. */
export type Seen =
  /** Nothing: the answer is the one of a system that is well. */
  | 'the same answer'
  /** `SOURCE_UNAVAILABLE` whose cause is a `SourceFailure` with one of these reasons. */
  | readonly SourceReason[];

interface Named {
  /** Last words of the check's id: `http.html-200`. */
  readonly id: string;
  /** `answers a web page instead`: what the system does. */
  readonly does: string;
  readonly seen: Seen;
}

/** A fault of the way between hub and agency. */
export interface Fault<Way> extends Named {
  /** Breaks the system; the function that is answered mends it. Null: what was broken is not mended within a check's time. */
  readonly breaks: (way: Way) => Promise<(() => Promise<void> | void) | null> | ((() => Promise<void> | void) | null);
  /** Most that the process may grow by while it reads, bytes. Default: it is not looked at. */
  readonly mostGrowth?: number;
  /** When the caller gives up, ms. Default: never, as the adapter is to notice by itself. */
  readonly patienceMs?: number;
}
