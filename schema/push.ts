import { PlumblineError } from './errors.js';

/** One delivery that an agency pushes over HTTP: how it arrived, before anything of it is trusted. */
export interface Push {
  readonly method: 'POST';
  /** Path with query, as the agency signed it. */
  readonly path: string;
  /** Header names in lower case; a header sent twice is absent. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came; whoever reads stops at its limit. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What became of a push. The same key with the same bytes is answered with the same receipt, and changes nothing. */
export interface PushReceipt {
  /** The sender's idempotency key. */
  readonly key: string;
  readonly status: 'LANDED' | 'ALREADY_LANDED';
  /** When the hub made it durable, ISO 8601. */
  readonly receivedAt: string;
  /** Digest of the bytes received, `sha256:<hex>`. */
  readonly digest: string;
  readonly landed: number;
  readonly superseded: number;
  readonly duplicates: number;
  readonly outdated: number;
  readonly excluded: number;
  readonly quarantined: number;
  readonly attachments: number;
  /** Records of the delivery's table that the source said it has, and that the hub has now. Absent where it did not say. */
  readonly holds?: { readonly source: number; readonly hub: number };
  /** Why records were put aside, by their place in the delivery (from 1); never a value of a record. */
  readonly reasons: readonly { readonly position: number; readonly reason: string }[];
}

/** Refusals that the sender has to mend, and that would otherwise be on record nowhere: what broke off is sent again. */
export const countedRefusals = ['PUSH_INVALID', 'PUSH_KEY_REUSED', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;
export type CountedRefusal = (typeof countedRefusals)[number];

/** Where an agency pushes to. */
export interface PushReceiver {
  /**
   * Authenticates, reads and lands one delivery, in one transaction. Rejects with `UNAUTHENTICATED`, `PUSH_INVALID`,
   * `PUSH_KEY_REUSED` (the key was used with other bytes), `BODY_TOO_LARGE`, `UNSUPPORTED_MEDIA_TYPE`, `TOO_MANY_REQUESTS`,
   * `DEADLINE_EXCEEDED`, `BAD_REQUEST` (it broke off) or `STORE_UNAVAILABLE`; nothing has landed then.
   */
  receive(push: Push, signal: AbortSignal): Promise<PushReceipt>;
}

/**
 * What every push is answered with whose sender the hub does not know, or that names no system of the hub: one answer, so that
 * nobody finds out which systems there are.
 */
export function unknownSender(): PlumblineError {
  return new PlumblineError('UNAUTHENTICATED', 'The sender of the push is not known');
}
