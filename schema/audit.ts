import type { Effect } from './access.js';

/**
 * `QUERY`, `MUTATION`, `REFUSAL`: a request at the gateway. `READ`: what a subgraph of another process read for one, in that
 * process's own chain. `ANCHOR`: heads of other chains, in the gateway's. `POLICY`: policy sets came into force, or were
 * refused. `ADMIN`: what an operator did by command. `EXPORT`: a file of a view left, or a part of it (its pages are queries), or a document of supervision.
 */
export const auditActions = ['QUERY', 'MUTATION', 'REFUSAL', 'READ', 'ANCHOR', 'POLICY', 'ADMIN', 'EXPORT'] as const;
export type AuditAction = (typeof auditActions)[number];

/**
 * When an entry may stand in the report of a person that it is about: `NOW`, when its matter is closed, or on a date.
 * `NEVER`: it touches sealed records, whose existence a report must not tell (刑诉法 286).
 */
export type Release = 'NOW' | 'MATTER_CLOSED' | 'NEVER' | `DATE:${string}`;

/** One answered (or refused) request, as it is written to the chain. Holds no citizen id, name, token or value. */
export interface AuditEvent {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly requestId: string;
  readonly action: AuditAction;
  readonly principal: {
    readonly id: string;
    readonly agency: string;
    readonly division: string;
    readonly roles: readonly string[];
  };
  readonly purpose: string | null;
  readonly matter: string | null;
  /** Digest of the operation document. */
  readonly operation: string;
  /** Keyed digests of the persons whose records were read. */
  readonly subjects: readonly string[];
  /** Schema coordinates (`Type.field`) that were asked for, by what was decided on them. */
  readonly fields: Readonly<Partial<Record<Effect, readonly string[]>>>;
  /** Adapters that were read, with how each answered. */
  readonly sources: Readonly<Record<string, string>>;
  readonly policyVersion: string;
  /** `OK`, or the code of the refusal. */
  readonly outcome: string;
  /** Approvals that were in force for the request; absent when none was. */
  readonly approvals?: readonly string[];
  /** Absent is `NOW`. */
  readonly release?: Release;
  /**
   * What else there is to say of mutations, anchors and policies: ids, numbers and digests, never a value of a record. An
   * `ANCHOR` holds a member a chain, named as the chain is: `<sequence> <hash>` of its head.
   */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Where an entry stands in its chain. */
export interface AuditReceipt {
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
}

/** Resolves when the entry is durable. Rejects with `AUDIT_UNAVAILABLE` when it cannot be written. */
export interface AuditLog {
  append(event: AuditEvent): Promise<AuditReceipt>;
  /**
   * Resolves when the log could be written a moment ago: a commit that began at most a quarter of a second before, or one made
   * now for that purpose. Rejects with `AUDIT_UNAVAILABLE`. Asked before anything is read.
   */
  ready(): Promise<void>;
}

/** An entry as it stands in its chain. */
export interface AuditRecord extends AuditReceipt {
  readonly event: AuditEvent;
}

/** What of the log is asked for; all conditions given must hold. Newest first: by `at`, then `chain`, then `sequence`. */
export interface AuditQuery {
  readonly chain?: string;
  /** Keyed digest of a person. */
  readonly subject?: string;
  readonly principal?: string;
  readonly agency?: string;
  readonly matter?: string;
  readonly actions?: readonly AuditAction[];
  /** ISO 8601 instants, from inclusive, to exclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly first: number;
  /** Place of the last entry seen: `chain`, `sequence` and its `at`. */
  readonly after?: { readonly chain: string; readonly sequence: number; readonly at: string };
}

/** Reading the log: what becomes of it (who may, what is hidden) is the reader's caller's to decide. */
export interface AuditReader {
  /** Rejects with `BAD_USER_INPUT` for times without a zone and with `STORE_UNAVAILABLE`. */
  entries(query: AuditQuery): Promise<{ readonly records: readonly AuditRecord[]; readonly hasNext: boolean }>;
}
