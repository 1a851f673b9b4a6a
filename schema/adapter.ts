import type { Condition } from './condition.js';
import type { DataFlag } from './flags.js';
import type { PushReceiver } from './push.js';
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
  /** Only records written at or after this instant, ISO 8601; a reader without `changes` rejects with `BAD_USER_INPUT`. */
  readonly since?: string;
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
  /** Whether the source holds records that may belong here and whose key cannot be read: then nobody says how many there are. */
  readonly mayLack?: boolean;
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

/** How a comparison of a field reaches the source; the sdk makes up for what it lacks, within its bound of rows. */
export type Pushdown =
  /** The source applies it. */
  | 'EXACT'
  /** The source leaves less to read, and the rest is tested here. */
  | 'NARROWED'
  /** Everything is read and tested here. */
  | 'NONE';

/** What a source does by itself for one entity: data, derived from binding and source, and held to by the conformance kit. */
export interface Capabilities {
  /** By canonical field, by comparison (`eq`, `in`, `lt` …, `prefix`, `contains`, `isNull`). */
  readonly filters: Readonly<Record<string, Readonly<Record<string, Pushdown>>>>;
  /** Fields that the source orders by. */
  readonly orders: readonly string[];
  /** Fields that `by` may name. */
  readonly lookups: readonly string[];
  /** Counts under a condition without reading rows. */
  readonly counts: boolean;
  /** Limits rows for each of many keys in one call. */
  readonly groups: boolean;
  /** Says when a record was last written, so that `since` may be asked. */
  readonly changes: boolean;
}

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
  readonly capabilities?: Capabilities;
  /** Rejects with `SOURCE_UNAVAILABLE` (cause kept) or `BOUND_EXCEEDED`. */
  read(request: ReadRequest, context: ReadContext): Promise<ReadResult>;
}

/** A time of day in which an agency's system is not to be asked (domain 6.2), by China's clock; `to` before `from` runs past midnight. */
export interface MaintenanceWindow {
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string;
  /** Days on which it begins, 1 (Monday) to 7; every day where none is named. */
  readonly days?: readonly number[];
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
  /**
   * Divisions (GB/T 2260, prefixes of 2, 4, 6 or more digits) whose records the system holds; its readers return no record of
   * another one, and records that name no division. Empty or absent: of any division.
   */
  readonly divisions?: readonly string[];
  /** When the system is not asked; what has landed in the hub's own store is read at any time. */
  readonly maintenance?: readonly MaintenanceWindow[];
  readonly readers: readonly EntityReader[];
  /** Where the agency pushes to, for systems that push. */
  readonly receiver?: PushReceiver;
  close(): Promise<void>;
}
