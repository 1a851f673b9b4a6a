import type { Hit } from './finding.js';

export const runStates = ['RUNNING', 'DONE', 'FAILED', 'STOPPED'] as const;
export type RunState = (typeof runStates)[number];

/** Why a rule did not decide a record: never a finding (promise 6). */
export const indeterminateReasons = [
  /** A source that the rule needs did not answer. */
  'UNAVAILABLE',
  /** It answered with what is older than the rule bears. */
  'STALE',
  /** The engine may not see a field: a gap of the policies. */
  'DENIED',
  /** A value that the condition needs is null or was not readable. */
  'NO_VALUE',
  /** Related records are not whole: more than the rule bears to look at, or some whose key cannot be read. */
  'TOO_MANY',
] as const;
export type IndeterminateReason = (typeof indeterminateReasons)[number];

/** Records that a rule left undecided, in sum. */
export interface Indeterminate {
  readonly reason: IndeterminateReason;
  /** Adapter that did not answer or is old; null where no source is to blame. */
  readonly adapter: string | null;
  /** `Type.field` that was missing, as far as known. */
  readonly coordinate: string | null;
  readonly records: number;
}

/** Why an incremental run walks the whole list of a rule. */
export const wholeReasons = [
  /** The rule was not walked to its end lately: what changed since then is not known to be looked at. */
  'NO_WATERMARK',
  /** A source cannot say which of its records changed. */
  'NO_CHANGES',
  /** No list and no filter leads from what changed, or from a finding that is open, to records of the rule. */
  'NO_WAY',
  /** So much changed that single looks cost more. */
  'TOO_MANY',
  /** The list is so short that one question for all of it costs less. */
  'SHORT',
  /** It cannot be asked, or was not wholly told, who else is in the groups that changes touch. */
  'GROUPS',
] as const;
export type WholeReason = (typeof wholeReasons)[number];

/** How far one rule of a run has come; kept, so that another process goes on where one ended. */
export interface RuleProgress {
  readonly rule: string;
  readonly version: string;
  readonly state: RunState;
  /** Place in the walked list; null at its beginning. */
  readonly cursor: string | null;
  /** Records looked at; of a whole list how many they were the last time, null where that is not known. */
  readonly records: number;
  readonly expected: number | null;
  /** Null in a full run, and where only what changed is looked at. */
  readonly whole: WholeReason | null;
  readonly hits: number;
  readonly guarded: number;
  readonly indeterminate: readonly Indeterminate[];
  /** Code of the error that ended it. */
  readonly failure: string | null;
  /** CPU time is the bench's business; these are instants, ISO 8601. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

export interface RunRecord {
  readonly id: string;
  /** `FULL`: every record, and what is not found again is withdrawn. `INCREMENTAL`: what changed since the watermark. */
  readonly mode: 'FULL' | 'INCREMENTAL';
  /** ISO 8601; null for a full run. */
  readonly since: string | null;
  /** Day that conditions call `today`, ISO 8601. */
  readonly today: string;
  readonly division: string;
  readonly state: RunState;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly rules: readonly RuleProgress[];
}

/** A record that could not be decided, with what it is known by now, as far as that was read. */
export interface Undecided extends Pick<Hit, 'knownBy'> {
  readonly fingerprint: string;
}

/** What a page of a rule came to: written in one transaction with the progress, so that a crash repeats or loses nothing. */
export interface PageOutcome {
  readonly run: string;
  readonly progress: RuleProgress;
  readonly hits: readonly Hit[];
  /** Fingerprints that were looked at and are decided not to be: withdrawn if they are open. */
  readonly cleared: readonly string[];
  /** What was looked at and could not be decided: what is known of it stays as it is. Absent: none. */
  readonly undecided?: readonly Undecided[];
  readonly at: string;
}
