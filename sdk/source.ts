import type { EntityReader, ReadContext } from '../schema/adapter.js';
import type { Batch, BatchMark, BulkBatch, PushedBatch, Receipt } from '../schema/landing.js';
import type { CountedRefusal, PushReceipt, PushReceiver } from '../schema/push.js';
import type { EntityBinding } from './entity.js';
import type { RawCondition, RawOrder, RawRecord } from './raw.js';

export type { RawRecord } from './raw.js';

/**
 * What a source plugs into. A source knows how data is held and reached (a database, a REST service, files …) and nothing of
 * canonical values: it is asked for raw columns under raw conditions. Everything that it cannot do (`takes` false, an ability
 * absent) is made up for by `completion/`, so a source with only `rows` and `takes: () => false` is a complete source.
 *
 * To add a kind of source, write `sdk/sources/<kind>/`, export one function that returns a `Source<Place>`, and name it in `sdk/index.ts`.
 * `Place` is where one entity is found in it (a table's name, a path with its parameters); bindings give it as `table`.
 */
export interface Source<Place> {
  readonly kind: string;
  /** How the source is reached, for tools and the conformance kit: they stand a system of their own there. */
  readonly about?: SourceAbout;
  /** Connects lazily where it can: a system that is down must not keep the hub from starting. */
  open(setting: SourceSetting): Promise<OpenSource<Place>>;
}

/**
 * A source whose deliveries are read back from elsewhere (files, pushes: they land in the hub's store) opens its readers itself;
 * `openLanded` makes them.
 */
export interface DeliverySource<Place> {
  readonly kind: string;
  readonly about?: SourceAbout;
  openReaders(
    bindings: readonly EntityBinding<Place>[],
    setting: SourceSetting & { readonly agency: string },
  ): Promise<{
    readonly readers: readonly EntityReader[];
    /** Where the agency pushes to, for a source that is pushed to. */
    readonly receiver?: PushReceiver;
    close(): Promise<void>;
  }>;
}

/** What a source is made of, by its kind (`sdk/sources/description.ts` knows each). Settings may hold secrets: they are never printed. */
export interface SourceAbout {
  readonly settings: unknown;
}

/** What a source is told when it is opened. */
export interface SourceSetting {
  readonly adapter: string;
  readonly clock: () => Date;
  readonly timeoutMs: number;
  /** Calls under way at once. */
  readonly concurrency: number;
  /**
   * Divisions as prefixes: readers return no record of another one (`complete` sees to it; a source need not). Absent: of any.
   */
  readonly divisions?: readonly string[];
  /** Another address for a system's own: the kit puts a system of golden data, or one that fails, in its place. Absent in a hub. */
  readonly reroute?: (address: string) => string;
  /** Where deliveries land; present in the hub, absent in tools that only read. */
  readonly landing?: OwnLanding;
  /** Told every statement or request that leaves, without parameters or secrets: tests prove least read with it. */
  readonly onStatement?: (statement: string) => void;
}

/** What an adapter reaches of the hub's landing: its own deliveries, and nothing of another's. */
export interface OwnLanding {
  land(batch: Omit<Batch, 'adapter'> | Omit<BulkBatch, 'adapter'>): Promise<Receipt>;
  /** What became of a batch that has landed; null for one that has not, whose records need to be read. */
  receipt(batch: Pick<Batch, 'name'> & BatchMark): Promise<Receipt | null>;
  /** When the newest landed batch was produced, ISO 8601; null before the first. */
  latest(): Promise<string | null>;
  /** Present where pushes may land. */
  readonly pushes?: OwnPushes;
  /** Opens what has landed for reading; closing it leaves the store open. */
  open(asked: LandedAsking): LandedTables;
}

/** Where pushes land: records, attachments and receipt in one transaction. Both reject with `PUSH_KEY_REUSED` for other bytes. */
export interface OwnPushes {
  land(push: Omit<PushedBatch, 'adapter'>): Promise<PushReceipt>;
  receipt(push: Pick<Batch, 'name' | 'digest'>): Promise<PushReceipt | null>;
  /** Counts a push of a known sender of which nothing landed. */
  countRefusal(code: CountedRefusal): Promise<void>;
}

export interface LandedAsking extends Pick<SourceSetting, 'onStatement'> {
  /** Every statement waits until it may be asked; without it, none does. */
  readonly ready?: (signal: AbortSignal | undefined) => Promise<void>;
}

/** What has landed, asked in raw conditions: no SQL of a source's own reaches the store. */
export interface LandedTables {
  readonly records: OpenSource<LandedPlace>;
  readonly attachments: OpenSource<AttachmentPlace>;
}

/** Where the landed records of one entity are. */
export interface LandedPlace {
  readonly entity: string;
  /** The fields whose values are in `index_1..3`, in order. */
  readonly index: readonly string[];
  /** The field whose values are the record keys; null where none is. */
  readonly keyed: string | null;
}

/** The attachments of `of` one entity's records, or of all where it is null. */
export interface AttachmentPlace {
  readonly of: string | null;
}

export interface RawQuery<Place> {
  readonly table: Place;
  /** The only columns that may be selected, fetched or parsed (promise 1). */
  readonly columns: readonly string[];
  /** Composed only of what `takes` accepted; it must be applied exactly, with the semantics of `RawCondition`. */
  readonly where: RawCondition;
  /** Empty, or one that `takesOrder` accepted. The last one is the record key. */
  readonly order: readonly RawOrder[];
  /** Most rows to answer. Fewer means that there are no more. */
  readonly limit: number;
  /** Only where the source has `groups`: at most `limit` rows, in `order`, for each value of the column. */
  readonly each?: { readonly column: string; readonly limit: number };
}

export interface RawRows {
  readonly rows: readonly RawRecord[];
  /** How fresh the source was at the read, ISO 8601; null when it cannot say. */
  readonly asOf: string | null;
}

/** A source that was opened. Every method rejects with `SourceFailure`, and with nothing else, when the source fails. */
export interface OpenSource<Place> {
  /** Whether this condition can be applied at the source, exactly. Asked for each conjunct. */
  takes(table: Place, condition: RawCondition): boolean;
  rows(query: RawQuery<Place>, context: ReadContext): Promise<RawRows>;
  /** Whether rows can come in this order: nulls last, text by code point. */
  takesOrder(table: Place, order: readonly RawOrder[]): boolean;
  /** Can limit rows for each value of a column (`RawQuery.each`). */
  readonly groups: boolean;
  /**
   * Whether rows are tested again here although the source took the condition: a service that answers rows outside of what was
   * asked is `MALFORMED`, and nothing of its answer is used. Databases keep their word; default false. Only columns that the
   * binding reads are tested: another one is a parameter of the service's own (`RestResource.ranges`), which no row carries.
   */
  readonly isDoubted?: boolean;
  /** Counts the rows under a condition: in all (`by` null: one entry under null), or for each raw value of a column. */
  count?(query: RawCount<Place>, context: ReadContext): Promise<ReadonlyMap<string | null, number>>;
  /** The distinct values of a column under a condition, at most `limit`: how odd spellings of keys are found. */
  distinct?(query: RawDistinct<Place>, context: ReadContext): Promise<readonly unknown[]>;
  /**
   * Whether every value of a column may be read now and then to find odd spellings, because they cannot be asked for: of a register
   * that is small, and in which somebody who is not found is taken not to be there. Default: no.
   */
  sweeps?(table: Place, column: string): boolean;
  close(): Promise<void>;
}

export interface RawCount<Place> {
  readonly table: Place;
  readonly where: RawCondition;
  readonly by: string | null;
}

export interface RawDistinct<Place> {
  readonly table: Place;
  readonly column: string;
  readonly where: RawCondition;
  readonly limit: number;
}
