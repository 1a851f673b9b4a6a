import type { Charge } from './charges.js';
import type { CorrectionSubjectFact } from './correction-facts.js';
import type { Day } from './days.js';
import type { PersonFact } from './person-facts.js';
import type { SessionBook } from './sessions.js';

export type CorrectionType = CorrectionSubjectFact['correctionType'];

/** A clean life in correction, from the offence to the release; plants revise it. */
export interface CorrectionStory {
  readonly person: PersonFact;
  readonly township: string;
  readonly type: CorrectionType;
  /** When the judgment (or the ruling on parole, or the decision) took effect. */
  readonly effective: Day;
  readonly charge: Charge;
  readonly termMonths: number;
  /** For PROBATION. */
  readonly probationMonths: number | null;
  readonly status: CorrectionSubjectFact['status'];
  readonly sessions: SessionBook;
  readonly courtDivision?: string;
  readonly caseNumber?: string;
  readonly policeCaseNumber?: string;
  readonly subjectNo?: string;
  /** The last day of supervision, where it ended before its term (revoked, moved away). */
  readonly stops?: Day;
  /** Attends every session (the sample person). */
  readonly diligent?: boolean;
  /** Tells nothing by chance: no leave, no punishments (planted subjects). */
  readonly quiet?: boolean;
}

/** What a plant needs to add to a life in correction. */
export interface CorrectionRecord {
  readonly person: PersonFact;
  readonly subjectNo: string;
  readonly caseNumber: string;
  readonly policeCaseNumber: string;
  readonly documentId: string;
  readonly start: Day;
  readonly end: Day;
  readonly township: string;
  readonly division: string;
  /** Holder of corrections facts. */
  readonly bureau: string;
  readonly court: string;
}
