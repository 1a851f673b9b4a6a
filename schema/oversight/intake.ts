import type { DataFlag } from '../flags.js';
import type { FieldValue } from '../scalar.js';

/** A push that has landed, by its place among those of its adapter. */
export interface LandedPush {
  readonly adapter: string;
  readonly place: number;
  /** The sender's idempotency key, and digest of the bytes received. */
  readonly key: string;
  readonly digest: string;
  /** ISO 8601. */
  readonly receivedAt: string;
}

/** A record as a push brought it, unless a later push has brought another version since. */
export interface PushedRecord {
  readonly entity: string;
  readonly key: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly flags: Readonly<Record<string, readonly DataFlag[]>>;
  readonly attachments: readonly { readonly name: string; readonly digest: string }[];
  /** The agency took it back. */
  readonly isWithdrawn: boolean;
}

/** What became of pushed records. */
export interface IntakeCounts {
  /** Became a matter. */
  readonly opened: number;
  /** Other versions of records that are in a matter. */
  readonly added: number;
  /** In a matter already, as they are. */
  readonly known: number;
  /** Of a division without a procuratorate: in no matter. */
  readonly unplaced: number;
}

/** How far intakes have taken what was pushed. Rejects with `STORE_UNAVAILABLE`. */
export interface IntakeBook {
  /** Systems of which anything has landed. */
  adapters(): Promise<readonly string[]>;
  /** Pushes of an adapter that an intake has not taken, in the order in which they landed. */
  waiting(intake: string, adapter: string, most: number): Promise<readonly LandedPush[]>;
  /** Records of an entity that stand as a push brought them, by key. */
  records(
    push: LandedPush,
    entity: string,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<readonly PushedRecord[]>;
  /** Says that an intake has taken a push; what it said before it is left as it is. */
  taken(intake: string, push: LandedPush, counts: IntakeCounts): Promise<void>;
  counts(): Promise<readonly (IntakeCounts & { readonly intake: string; readonly adapter: string })[]>;
}
