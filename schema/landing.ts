import type { DataFlag } from './flags.js';
import type { CountedRefusal, PushReceipt } from './push.js';
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
  /**
   * The raw record as text, kept for the agency's correction; never shown to callers of the hub. Null where the record may be one
   * that the agency may not share.
   */
  readonly raw: string | null;
}

/**
 * A record that the agency may not share (domain 5.5.8): it is only counted. What landed of it before is removed, and no older
 * delivery brings it back.
 */
export interface ExcludedRecord {
  readonly entity: string;
  /** Null when it cannot be read; then it is counted, and nothing is removed. */
  readonly key: string | null;
  readonly isExcluded: true;
  readonly updatedAt?: string;
}

export type DeliveredRecord = LandingRecord | QuarantinedRecord | ExcludedRecord;

export interface Batch {
  readonly adapter: string;
  /** Unique within the adapter: the delivered file's name. */
  readonly name: string;
  /** Digest of the delivered bytes: the same name with the same digest is a re-delivery and changes nothing. */
  readonly digest: string;
  /**
   * How the delivered files lay there (size, time of change; at most 255 characters): a batch that has landed is told by it before
   * its bytes are fetched. Absent where nothing lies anywhere.
   */
  readonly state?: string;
  /** When the agency produced it, ISO 8601. Between records updated at one time, the later batch's wins. */
  readonly producedAt: string;
  readonly records: Iterable<DeliveredRecord> | AsyncIterable<DeliveredRecord>;
}

/** What tells a batch from others of its name. */
export type BatchMark = Required<Pick<Batch, 'digest'>> | Required<Pick<Batch, 'state'>>;

/** A batch of very many records, which are given in lists: a promise for each of millions would cost as much as landing it. */
export interface BulkBatch extends Omit<Batch, 'records'> {
  readonly records: AsyncIterable<readonly DeliveredRecord[]>;
}

/** What became of a batch; the counts add up to the records delivered. */
export interface Receipt {
  readonly batch: string;
  readonly status: 'LANDED' | 'ALREADY_LANDED';
  readonly landed: number;
  readonly superseded: number;
  readonly duplicates: number;
  readonly outdated: number;
  /** Records that may not be shared: neither landed nor put aside. */
  readonly excluded: number;
  readonly quarantined: number;
}

/** A batch that has landed, with its receipt's counts. */
export interface LandedBatch extends Omit<Receipt, 'batch' | 'status'> {
  readonly name: string;
  readonly digest: string;
  readonly producedAt: string;
  /** When the hub landed it, ISO 8601. */
  readonly landedAt: string;
}

/** A record of a batch that was put aside. */
export interface QuarantineEntry {
  /** Place in the batch, from 1; of several bindings of one table, each counts. */
  readonly position: number;
  readonly entity: string;
  readonly key: string | null;
  readonly reason: string;
  /** Null unless it was asked for, and where nothing was kept. */
  readonly raw: string | null;
}

/** A file that an agency sent with a record. */
export interface DeliveredAttachment {
  readonly entity: string;
  /** The record's key, as it landed. */
  readonly key: string;
  /** A label, unique within the record: nothing is ever opened by it. */
  readonly name: string;
  /** SHA-256 of the bytes, in hex. */
  readonly digest: string;
  /** Null where the delivery names bytes that came with an earlier one. */
  readonly content: AttachmentContent | null;
}

export interface AttachmentContent {
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** The bytes in pieces of bounded size, as often as asked. */
  read(): AsyncIterable<Uint8Array>;
}

/** A delivery that was pushed: its name is the sender's idempotency key, its records can be read more than once. */
export interface PushedBatch extends Batch {
  /** Those of a record belong to this version of it: a newer version brings its own, or has none. */
  readonly attachments: readonly DeliveredAttachment[];
  /** As how many entities every delivered record is read: `reasons` name places of records. */
  readonly readings: number;
  /** How many records of a table the source says that it has; absent where it does not say. */
  readonly holding?: Holding;
}

/** What a source says that it has, to be held against what has landed. */
export interface Holding {
  /** The table, as deliveries name it. */
  readonly table: string;
  /** Entities that its records are read as. */
  readonly entities: readonly string[];
  readonly records: number;
}

/** What an adapter's pushes came to, all together. */
export interface PushTally extends Omit<Receipt, 'batch' | 'status'> {
  readonly pushes: number;
  /** Pushes of a known sender that were refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** What the source last said that it has of a table, and what the hub had of it then. */
  readonly holdings: readonly {
    readonly table: string;
    readonly source: number;
    readonly hub: number;
    readonly producedAt: string;
  }[];
}

/** Where pushes land: records, attachments and receipt in one transaction. */
export interface PushLanding {
  /**
   * Rejects with `PUSH_KEY_REUSED` when the key was used with other bytes, with `PUSH_INVALID` when an attachment names bytes that
   * are not there, and with what reading the records rejected with; nothing has landed then.
   */
  land(push: PushedBatch): Promise<PushReceipt>;
  /** The receipt of a push that has landed, null for one that has not. Rejects with `PUSH_KEY_REUSED`. */
  receipt(push: Pick<Batch, 'adapter' | 'name' | 'digest'>): Promise<PushReceipt | null>;
  /** Counts a push of a known sender of which nothing landed. */
  countRefusal(adapter: string, code: CountedRefusal): Promise<void>;
  tally(adapter: string): Promise<PushTally>;
}

/**
 * Where file deliveries land: one transaction a batch, idempotent by name and digest.
 * Landed rows are read back as SQL from `landed_record` (see `landedTable`).
 */
export interface Landing {
  land(batch: Batch | BulkBatch): Promise<Receipt>;
  /** What became of a batch that has landed, told by its digest or its state; null for one that has not, whose records need to be read. */
  receipt(batch: Pick<Batch, 'adapter' | 'name'> & BatchMark): Promise<Receipt | null>;
  /** When the newest landed batch of the adapter was produced, or null before the first. */
  latest(adapter: string): Promise<string | null>;
  /** The adapter's batches, newest landed first, `first` of them after the one named. Empty after the last. */
  batches(
    adapter: string,
    page: { readonly first: number; readonly after?: Pick<LandedBatch, 'landedAt' | 'name' | 'digest'> },
  ): Promise<readonly LandedBatch[]>;
  /** What of a batch was put aside, by position, `first` of them after the one given; the delivered text only `withRaw`. */
  quarantine(
    batch: Pick<Batch, 'adapter' | 'name' | 'digest'>,
    page: { readonly first: number; readonly after?: number; readonly withRaw?: boolean },
  ): Promise<readonly QuarantineEntry[]>;
  /** Present where pushes may land. */
  readonly pushes?: PushLanding;
  readonly database: SqlDatabase;
}

/** Marks what the agency took back: the record must stay, or an older delivery would bring it to life. No field has such a name. */
export const withdrawn = '__withdrawn';

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

/** The attachments of landed records, for the reader's SQL: what they are, never what is in them. */
export const attachmentTable = {
  name: 'landed_attachment',
  adapter: 'adapter',
  id: 'id',
  entity: 'entity',
  key: 'record_key',
  label: 'name',
  mediaType: 'media_type',
  size: 'size',
  digest: 'digest',
  landedAt: 'landed_at',
} as const;
