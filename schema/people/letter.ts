/** Where an application for a letter on bribery records stands. */
export type LetterState = 'RECEIVED' | 'ISSUED' | 'REFUSED';

/** In what capacity somebody applies for an organisation. */
export type LetterCapacity = 'LEGAL_REPRESENTATIVE' | 'AGENT';

/** An application for a letter, and what became of it. */
export interface LetterRecord {
  readonly applicationNumber: string;
  readonly state: LetterState;
  /** Account and person token of who applied. */
  readonly account: string;
  readonly applicant: string;
  readonly capacity: LetterCapacity;
  readonly authorisation: string | null;
  readonly creditCode: string;
  readonly organizationName: string;
  readonly projectNo: string;
  readonly projectName: string;
  /** ISO 8601 instant, and the last day to answer. */
  readonly receivedAt: string;
  readonly dueDate: string;
  readonly procuratorateCode: string;
  readonly divisionCode: string;
  /** The same application of the same person on one day: a second one is refused. */
  readonly sourceKey: string;
  /** Null until it is decided. */
  readonly decision: LetterDecision | null;
}

export interface LetterDecision {
  readonly at: string;
  readonly account: string;
  /** What came of it: why it was refused, or the letter. */
  readonly outcome: { readonly refusal: string } | { readonly letter: IssuedLetter };
}

export interface IssuedLetter {
  readonly number: string;
  readonly hasRecord: boolean;
  /** Last day on which it holds, ISO 8601. */
  readonly validUntil: string;
  /** SM3 of its words and of what was drawn for it, printed on it; and of its file. Hex. */
  readonly verificationCode: string;
  readonly contentHash: string;
}

/** The hub's book of letters. Rejects with `STORE_UNAVAILABLE`, and with `OVERSIGHT_STATE` when a change does not fit what it finds. */
export interface LetterBook {
  /** Rejects with `OVERSIGHT_STATE` when it was filed already, or its applicant has `mostWaiting` that wait. */
  file(letter: LetterRecord, mostWaiting: number): Promise<LetterRecord>;
  /** Decides an application that waits, with the bytes of its letter. */
  decide(applicationNumber: string, decision: LetterDecision, content: Uint8Array | null): Promise<LetterRecord>;
  application(applicationNumber: string): Promise<LetterRecord | null>;
  /** An issued letter by its own number. */
  letter(number: string): Promise<LetterRecord | null>;
  content(number: string): Promise<Uint8Array>;
  /** The next number of a year's series, from 1. */
  nextNumber(series: {
    readonly procuratorate: string;
    readonly kind: 'BRIBERY_APPLICATION' | 'BRIBERY_LETTER';
    readonly year: number;
  }): Promise<number>;
}
