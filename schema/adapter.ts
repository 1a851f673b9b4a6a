import type { Condition } from './condition.js';
import type { DataFlag } from './flags.js';
import type { FieldValue, Scalar } from './scalar.js';

export interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Where a page starts: the order values of the last row seen and its place in the total order. */
export interface Keyset {
  readonly values: readonly (Scalar | null)[];
  readonly adapter: string;
  readonly id: string;
}

/**
 * One batched read of one entity. Field names are canonical; nothing outside `fields`, `where`, `by` and `order`
 * may be selected at the source (promise 1, least read).
 */
export interface ReadRequest {
  readonly entity: string;
  readonly fields: readonly string[];
  /** Exact: rows outside of it are never returned nor counted. */
  readonly where: Condition;
  /** Batched keys: the rows whose `field` has one of `values`, grouped by the value asked for. At most 500 values a call of the source. */
  readonly by?: { readonly field: string; readonly values: readonly string[] };
  /** Nulls last in both directions; ties are broken by (adapter, id) ascending; text by code point. */
  readonly order: readonly Order[];
  /** Rows a group, after `after` in the order given. */
  readonly first: number;
  readonly after?: Keyset;
  /** Whether `total` is wanted (it may cost another read). */
  readonly count: boolean;
}

/** One record in canonical values, as one adapter holds it. */
export interface RecordRow {
  readonly adapter: string;
  /** The agency's own key; unique within (adapter, entity). */
  readonly id: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Only of fields that were read, and only where something was found. */
  readonly flags: Readonly<Record<string, readonly DataFlag[]>>;
  /** When the record was last known to be as it is here, ISO 8601; null when the source cannot say. */
  readonly asOf: string | null;
}

export interface Page {
  readonly rows: readonly RecordRow[];
  readonly hasNext: boolean;
  /** Null unless `count` was asked for. */
  readonly total: number | null;
}

/** The group of requests without `by`. */
export const wholeList = '';

export interface ReadResult {
  /** By the value of `by` (values without rows may be absent), or under `wholeList`. */
  readonly groups: ReadonlyMap<string, Page>;
  /** Freshness of the source at the time of the read, ISO 8601. */
  readonly asOf: string | null;
}

export interface ReadContext {
  readonly requestId: string;
  /** Aborts when the caller gave up or the deadline passed; it must reach the source. */
  readonly signal: AbortSignal;
}

/**
 * `rows`: the binding holds records of its own, which are merged with those of other adapters (several counties, several bureaus).
 * `fields`: the binding holds some fields of records that others hold too (the authority for a phone number); joined by `by`.
 */
export type Contribution = 'rows' | 'fields';

/** One entity as one adapter holds it: complete in semantics, whatever the source can do by itself. */
export interface EntityReader {
  readonly adapter: string;
  readonly agency: string;
  readonly entity: string;
  readonly contributes: Contribution;
  /** The canonical fields that the binding maps; others read as null. */
  readonly fields: ReadonlySet<string>;
  /** Fields that `by` may name. */
  readonly lookups: ReadonlySet<string>;
  /** Rejects with `SOURCE_UNAVAILABLE` (cause kept) or `BOUND_EXCEEDED`. */
  read(request: ReadRequest, context: ReadContext): Promise<ReadResult>;
}

/** An adapter that was opened with its options: what the registry holds. */
export interface OpenAdapter {
  readonly id: string;
  readonly agency: string;
  /** Longest time that one read may take, ms. */
  readonly timeoutMs: number;
  /** Reads under way at once. */
  readonly concurrency: number;
  /** Data older than this is reported as `STALE`, ms. */
  readonly freshnessMs: number;
  readonly readers: readonly EntityReader[];
  close(): Promise<void>;
}
