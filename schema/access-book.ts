import type { Purpose } from './purpose.js';
import type { BusinessLine, MatterKind } from './warrant.js';

/** A matter as the hub's books keep it. Persons are opaque tokens; the account ids are the issuers'. */
export interface MatterRecord {
  readonly number: string;
  readonly kind: MatterKind;
  readonly line: BusinessLine | null;
  readonly title: string;
  readonly agency: string;
  readonly division: string;
  /** Person tokens. */
  readonly persons: readonly string[];
  readonly files: readonly string[];
  /** Accounts that may act under it. */
  readonly handlers: readonly string[];
  readonly openedBy: string;
  /** ISO 8601 instants. */
  readonly openedAt: string;
  readonly closedAt: string | null;
}

export const requestStates = ['PENDING', 'APPROVED', 'REJECTED', 'REVOKED'] as const;
export type RequestState = (typeof requestStates)[number];

/** A request for what needs approval, from application to the end of the approval. */
export interface AccessRequestRecord {
  readonly id: string;
  readonly applicant: string;
  readonly agency: string;
  readonly division: string;
  readonly roles: readonly string[];
  readonly purpose: Purpose;
  readonly matter: string;
  /** `Type.field` coordinates, or `Type`. */
  readonly fields: readonly string[];
  /** Person tokens. */
  readonly persons: readonly string[];
  readonly files: readonly string[];
  readonly reason: string;
  readonly isBreakGlass: boolean;
  readonly requestedAt: string;
  readonly state: RequestState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** End of the approval, ISO 8601; null until approved. An approval ends by itself. */
  readonly until: string | null;
  readonly revokedBy: string | null;
  readonly revokedAt: string | null;
}

/** What the books say of one account under one matter. */
export interface StandingRecord {
  /** Null when there is no open matter of that number that the account handles. */
  readonly matter: MatterRecord | null;
  /** Approved, not revoked; whether they have ended is for the reader's clock to say. */
  readonly approvals: readonly AccessRequestRecord[];
}

/** Which requests are asked for; newest first. */
export interface RequestQuery {
  readonly applicant?: string;
  readonly agency?: string;
  readonly matter?: string;
  readonly states?: readonly RequestState[];
  readonly isBreakGlass?: boolean;
  readonly first: number;
  readonly after?: { readonly requestedAt: string; readonly id: string };
}

/**
 * The hub's book of matters and approvals, shared by every process. Every change moves `revision`, in the same transaction.
 * Rejects with `STORE_UNAVAILABLE`, with `ACCESS_STATE` when a change does not fit the state that it finds, and with
 * `BAD_USER_INPUT` for numbers, ids (128 characters) and accounts (255) that no key can hold.
 */
export interface AccessBook {
  /** Rejects with `ACCESS_STATE` when the number is taken. */
  openMatter(matter: Omit<MatterRecord, 'closedAt'>): Promise<MatterRecord>;
  /** Adds persons, files and handlers to an open matter; nothing is taken away from one. */
  amendMatter(
    number: string,
    added: {
      readonly persons: readonly string[];
      readonly files: readonly string[];
      readonly handlers: readonly string[];
    },
  ): Promise<MatterRecord>;
  /** Ends the matter; approvals under it end with it. */
  closeMatter(number: string, at: string): Promise<MatterRecord>;
  matter(number: string): Promise<MatterRecord | null>;
  /** Open matters that an account handles, newest first. */
  mattersOf(handler: string): Promise<readonly MatterRecord[]>;

  /** Files a request under an open matter. */
  requestAccess(
    request: Pick<
      AccessRequestRecord,
      | 'id'
      | 'applicant'
      | 'agency'
      | 'division'
      | 'roles'
      | 'purpose'
      | 'matter'
      | 'fields'
      | 'persons'
      | 'files'
      | 'reason'
      | 'isBreakGlass'
      | 'requestedAt'
    >,
  ): Promise<AccessRequestRecord>;
  /** Decides a pending request, once; approves only while its matter is open. */
  decideRequest(
    id: string,
    decision: {
      readonly state: 'APPROVED' | 'REJECTED';
      readonly by: string;
      readonly at: string;
      readonly reason: string | null;
      readonly until: string | null;
    },
  ): Promise<AccessRequestRecord>;
  /** Ends an approval before its time. */
  revokeRequest(id: string, by: string, at: string): Promise<AccessRequestRecord>;
  request(id: string): Promise<AccessRequestRecord | null>;
  requests(
    query: RequestQuery,
  ): Promise<{ readonly requests: readonly AccessRequestRecord[]; readonly hasNext: boolean }>;

  standing(account: string, matter: string): Promise<StandingRecord>;
  /** Moves with every change: whoever remembers a standing forgets it when this has moved. */
  revision(): Promise<number>;
}

/** Counts what purposes cap, over every process. Rejects with `STORE_UNAVAILABLE`. */
export interface UsageBook {
  /** Adds requests of an account for a purpose on a day (ISO 8601 date, +08:00); answers the day's sum over all processes. */
  addRequests(account: string, purpose: Purpose, day: string, requests: number): Promise<number>;
  /**
   * Notes persons (keyed digests) that were met under a matter; answers how many different ones there are now. With `atMost`
   * nothing is noted when there would then be more: the answer is how many there would be, and those met before stay countable.
   */
  addPersons(matter: string, digests: readonly string[], atMost?: number): Promise<number>;
}
