export type CheckStatus = 'PASSED' | 'FAILED' | 'SKIPPED';

/** What one check found, at one entity or at the adapter as a whole. Never holds a value of a record. */
export interface CheckOutcome {
  /** Stable, dotted, lower case: `least-read.columns`. */
  readonly id: string;
  readonly title: string;
  /** The law that the check holds, in one sentence. */
  readonly law: string;
  /** Null for checks of the adapter as a whole. */
  readonly entity: string | null;
  readonly status: CheckStatus;
  /** Each names the entity, the field and what is wrong with it, and what would put it right. */
  readonly failures: readonly string[];
  /** Why the check was skipped. */
  readonly reason?: string;
  readonly ms: number;
}

/** What an adapter was found to keep and to break. */
export interface Report {
  readonly adapter: string;
  readonly agency: string;
  /** Kinds of its sources. */
  readonly kinds: readonly string[];
  /** Whether a system of golden data answered, or the agency's own. */
  readonly against: 'GOLDEN' | 'SYSTEM';
  /** Version of plumbline. */
  readonly version: string;
  /** By the clock given, ISO 8601. */
  readonly started: string;
  readonly finished: string;
  readonly entities: readonly string[];
  readonly checks: readonly CheckOutcome[];
  readonly figures: Figures;
}

export interface Figures {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Records that were read, by entity. */
  readonly records: Readonly<Record<string, number>>;
  /** Statements and calls that left. */
  readonly statements: number;
  /** What stood in the agency's place: `a libSQL file: statements are SQLite's`. */
  readonly systems: readonly string[];
}

/** Whether every check that applies was passed, and one at least. */
export function isCertifiable({ figures }: Pick<Report, 'figures'>): boolean {
  return figures.failed === 0 && figures.passed > 0;
}
