import type { LetterDecision, LetterRecord } from '../../schema/people/letter.js';
import { admitKey, instant } from '../oversight/change.js';
import type { Tables } from '../tables.js';

export type LetterRow = Tables['briberyLetter']['$inferSelect'];

const undecided = {
  decidedAt: null,
  decidedBy: null,
  refusal: null,
  letterNumber: null,
  hasRecord: null,
  validUntil: null,
  verificationCode: null,
  contentHash: null,
} as const;

export function rowOfLetter({ decision, ...letter }: LetterRecord): LetterRow {
  admitKey('application number', letter.applicationNumber, 128);
  admitKey('account', letter.account, 255);
  admitKey('project number', letter.projectNo, 128);
  return {
    ...letter,
    sealed: 0,
    receivedAt: instant(letter.receivedAt),
    ...undecided,
    ...(decision === null ? {} : decisionColumns(decision)),
  };
}

/** What a decision writes, the state among it. */
export function decisionColumns({ at, account, outcome }: LetterDecision) {
  admitKey('account', account, 255);
  const decided = { ...undecided, decidedAt: instant(at), decidedBy: account };
  if ('refusal' in outcome) return { ...decided, state: 'REFUSED', refusal: outcome.refusal };
  const { number: letterNumber, hasRecord, ...rest } = outcome.letter;
  return { ...decided, ...rest, state: 'ISSUED', letterNumber, hasRecord: hasRecord ? 1 : 0 };
}

export function letterOf(row: LetterRow): LetterRecord {
  const {
    sealed: _,
    decidedAt,
    decidedBy,
    refusal,
    letterNumber,
    hasRecord,
    validUntil,
    verificationCode,
    contentHash,
    ...rest
  } = row;
  return {
    ...rest,
    state: row.state as LetterRecord['state'],
    capacity: row.capacity as LetterRecord['capacity'],
    decision:
      decidedAt === null || decidedBy === null
        ? null
        : {
            at: decidedAt,
            account: decidedBy,
            outcome:
              letterNumber === null || validUntil === null || verificationCode === null || contentHash === null
                ? { refusal: refusal ?? '' }
                : {
                    letter: {
                      number: letterNumber,
                      hasRecord: hasRecord === 1,
                      validUntil,
                      verificationCode,
                      contentHash,
                    },
                  },
          },
  };
}
