import type { Access, MaskKind } from './access.js';
import type { Principal } from './principal.js';
import type { Reader, SourceStatus } from './reader.js';

/** What a person token stands for. */
export type PersonHandle =
  | { readonly kind: 'citizen'; readonly citizenId: string }
  /** A person without a valid citizen id: the token of that one record only. */
  | { readonly kind: 'record'; readonly entity: string; readonly adapter: string; readonly id: string };

/** Deterministic authenticated encryption of person handles (AES-SIV, RFC 5297) and of cursors. */
export interface Seals {
  sealPerson(handle: PersonHandle): string;
  /** Null when the token was not made by this hub. */
  openPerson(token: string): PersonHandle | null;
  sealCursor(text: string): string;
  openCursor(token: string): string | null;
  /** Keyed digest of a citizen id for the audit log. */
  digestSubject(citizenId: string): string;
}

/** Collects what a request met on its way, for `extensions` and the audit entry. Coordinates are `Type.field`. */
export interface Report {
  source(status: SourceStatus, coordinate: string): void;
  /** Keyed digest of a person whose records were read. */
  subject(digest: string): void;
  /** What a mutation did, for the audit entry: ids, numbers and states, never a value of a record. */
  detail(key: string, value: string | number | boolean): void;
}

/** What a request carries to subgraphs: by reference in one process, as a passport between processes. */
export interface RequestContext {
  readonly requestId: string;
  readonly principal: Principal;
  readonly access: Access;
  readonly mask: (kind: MaskKind, value: unknown) => unknown;
  readonly reader: Reader;
  readonly seals: Seals;
  readonly report: Report;
  readonly signal: AbortSignal;
}
