import type { Principal } from '../principal.js';
import type { FindingRecord } from './finding.js';
import type { SupervisionMatterRecord } from './matter.js';

/** Who acts, as the log will say it. */
export type Actor = Pick<Principal, 'id' | 'agency' | 'division' | 'roles' | 'lines'>;

/**
 * The six steps (domain 4.2), a method a mutation of oversight.graphql, with its input as the graph gives it. Rejects with
 * `OVERSIGHT_STATE` (not from this state), `OVERSIGHT_DUTY` (not by this account: another's matter, author and approver in one
 * person, conflict of interest), `OVERSIGHT_GUARD` (something that the step needs is missing), `NOT_FOUND`, `BAD_USER_INPUT`.
 */
export interface SupervisionDesk {
  /** Answers for every mutation but `dismissFinding`. */
  act(mutation: string, input: Readonly<Record<string, unknown>>, actor: Actor): Promise<SupervisionMatterRecord>;
  /** A complaint of whoever files it, about the own correction, becomes a matter (T1a); the same one twice is one. */
  complain(input: Readonly<Record<string, unknown>>, complainant: Principal): Promise<SupervisionMatterRecord>;
  dismiss(input: Readonly<Record<string, unknown>>, actor: Actor): Promise<FindingRecord>;
  /** Matters whose next step is the account's, as a filter of `SupervisionMatterFilter`; `may` says whether it is granted a mutation. */
  waiting(actor: Actor, may: (mutation: string) => boolean): Readonly<Record<string, unknown>>;
}

/** Asks the hub as one account, the engine's or anybody's: under its policies and purpose, recorded like everybody. */
export interface OversightClient {
  ask(question: {
    /** GraphQL text; one operation. */
    readonly document: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly signal: AbortSignal;
  }): Promise<OversightAnswer>;
}

export interface OversightAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly (string | number)[] }[];
  /** `extensions.sources`: adapters that were read, with the coordinates that they were read for. */
  readonly sources: readonly {
    readonly adapter: string;
    readonly status: 'OK' | 'STALE' | 'UNAVAILABLE';
    readonly asOf: string | null;
    /** Why it did not answer (`SourceReason`). */
    readonly reason?: string | null;
    readonly fields: readonly string[];
  }[];
  /** `extensions.access`: selection paths that were denied or masked. */
  readonly access: readonly {
    readonly path: string;
    readonly effect: 'ALLOWED' | 'MASKED' | 'DENIED';
    readonly rows?: 'SOME';
  }[];
}
