import type { Page, ReadContext, ReadRequest } from './adapter.js';

/** Why a source did not answer. */
export const sourceReasons = [
  'TIMEOUT',
  'REFUSED',
  'MALFORMED',
  'QUOTA',
  'CIRCUIT_OPEN',
  'OVERLOADED',
  'CREDENTIALS',
  'MAINTENANCE',
  'FAILED',
] as const;
export type SourceReason = (typeof sourceReasons)[number];

/** How one adapter answered one read. */
export interface SourceStatus {
  readonly adapter: string;
  readonly agency: string;
  readonly status: 'OK' | 'STALE' | 'UNAVAILABLE';
  /** Freshness, ISO 8601. */
  readonly asOf: string | null;
  readonly reason: SourceReason | null;
  /** When the maintenance ends that is the `reason`, ISO 8601. */
  readonly until?: string;
}

/** How bad a status is: of several the worst is told. */
export const severity = { OK: 0, STALE: 1, UNAVAILABLE: 2 } as const satisfies Record<SourceStatus['status'], number>;

export interface ReaderResult {
  readonly groups: ReadonlyMap<string, Page>;
  readonly sources: readonly SourceStatus[];
  /** True when no adapter answered: the rows are unavailable, not absent. */
  readonly unavailable: boolean;
  /** Canonical fields whose authority did not answer: null in the rows, and unavailable rather than empty. */
  readonly missing: ReadonlySet<string>;
}

/** Every adapter behind one door: fan-out, merge, time-outs and breakers are behind it. */
export interface Reader {
  /** Never rejects for a source that fails (see `sources`); rejects with `BOUND_EXCEEDED`, with `BAD_USER_INPUT` for `since` where a source cannot say it, or when aborted. */
  read(request: ReadRequest, context: ReadContext): Promise<ReaderResult>;
  /** Whether any adapter holds the field of the entity: what none holds is unknown, never empty. */
  holds(entity: string, field: string): boolean;
}
