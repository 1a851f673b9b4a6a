import type { DataFlag } from './flags.js';
import type { FieldValue } from './scalar.js';
import type { SqlDatabase } from './sql.js';

/** One record of a delivered batch in canonical values, ready to be stored. */
export interface LandingRecord {
  readonly entity: string;
  /** The agency's own key: a re-delivered key supersedes the older record. */
  readonly key: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly flags: Readonly<Record<string, readonly DataFlag[]>>;
  /** Values of the fields that lookups go by, at most three, in the binding's order. */
  readonly index: readonly (string | null)[];
  /**
   * When the agency last changed the record, ISO 8601 with a zone; without it, when its batch was produced. Of a key's deliveries
   * the latest updated wins, whichever came first.
   */
  readonly updatedAt?: string;
  /** Digest of the raw record: an unchanged re-delivery is counted as duplicate. */
  readonly hash: string;
}

/** A record that could not be landed, kept with its reason so that nothing is lost. */
export interface QuarantinedRecord {
  readonly entity: string;
  readonly key: string | null;
  readonly reason: string;
  /** The raw record as text, kept for the agency's correction; never shown to callers of the hub. */
  readonly raw: string;
}

export interface Batch {
  readonly adapter: string;
  /** Unique within the adapter: the delivered file's name. */
  readonly name: string;
  /** Digest of the delivered bytes: the same name with the same digest is a re-delivery and changes nothing. */
  readonly digest: string;
  /** When the agency produced it, ISO 8601. Between records updated at one time, the later batch's wins. */
  readonly producedAt: string;
  readonly records: Iterable<LandingRecord | QuarantinedRecord> | AsyncIterable<LandingRecord | QuarantinedRecord>;
}

/** What became of a batch; the counts add up to the records delivered. */
export interface Receipt {
  readonly batch: string;
  readonly status: 'LANDED' | 'ALREADY_LANDED';
  readonly landed: number;
  readonly superseded: number;
  readonly duplicates: number;
  readonly outdated: number;
  readonly quarantined: number;
}

/**
 * Where file deliveries land: one transaction a batch, idempotent by name and digest.
 * Landed rows are read back as SQL from `landed_record` (see `landedTable`).
 */
export interface Landing {
  land(batch: Batch): Promise<Receipt>;
  /** What became of a batch that has landed; null for one that has not, whose records need to be read. */
  receipt(batch: Omit<Batch, 'producedAt' | 'records'>): Promise<Receipt | null>;
  /** When the newest landed batch of the adapter was produced, or null before the first. */
  latest(adapter: string): Promise<string | null>;
  readonly database: SqlDatabase;
}

/**
 * The landing table's shape, for the reader's SQL: `adapter`, `entity`, `record_key`, `index_1..3` (text or null),
 * `document` (JSON of canonical values), `flags` (JSON), `updated_at`, `produced_at` (ISO 8601 in UTC).
 */
export const landedTable = {
  name: 'landed_record',
  adapter: 'adapter',
  entity: 'entity',
  key: 'record_key',
  index: ['index_1', 'index_2', 'index_3'],
  document: 'document',
  flags: 'flags',
  updatedAt: 'updated_at',
  producedAt: 'produced_at',
} as const;
