import type { Effect } from './access.js';

/** One answered (or refused) request, as it is written to the chain. Holds no citizen id, name, token or value. */
export interface AuditEvent {
  /** ISO 8601 instant. */
  readonly at: string;
  readonly requestId: string;
  readonly action: 'QUERY' | 'MUTATION' | 'REFUSAL' | 'ADMIN';
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
}
