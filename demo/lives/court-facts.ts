import type { DateText, Fen, Held, OrganizationRef, PersonRef } from './person-facts.js';

// Courts: domain 2.4.

export interface CourtCaseFact extends Held {
  readonly kind: 'CourtCase';
  readonly caseNumber: string;
  readonly domain: 'CRIMINAL' | 'CIVIL' | 'ADMINISTRATIVE';
  readonly procedure: 'FIRST' | 'SECOND' | 'RETRIAL' | 'SPECIAL' | 'NON_LITIGATION_REVIEW' | 'SENTENCE_CHANGE';
  readonly filedDate: DateText;
  readonly trialMode: 'SINGLE' | 'PANEL';
  readonly summaryProcedure: boolean;
  readonly closedDate: DateText | null;
  readonly closingMode: 'JUDGMENT' | 'RULING' | 'MEDIATION' | 'WITHDRAWAL' | 'TRANSFER' | null;
  /** Name of the cause of action or charge, as the lists write it. */
  readonly cause: string;
  readonly causeCode: string;
  readonly judge: string;
  /** The police case it grew out of. */
  readonly policeCaseNumber: string | null;
}

export interface PartyFact extends Held {
  readonly kind: 'Party';
  readonly caseNumber: string;
  readonly role: 'DEFENDANT' | 'PLAINTIFF' | 'RESPONDENT' | 'APPLICANT' | 'THIRD_PARTY' | 'VICTIM' | 'WITNESS';
  readonly person: PersonRef | null;
  readonly organization: OrganizationRef | null;
  readonly agent: string | null;
  readonly lawyer: string | null;
}

export interface JudgmentFact extends Held {
  readonly kind: 'Judgment';
  readonly documentId: string;
  readonly caseNumber: string;
  readonly documentKind: 'JUDGMENT' | 'RULING' | 'DECISION' | 'MEDIATION';
  readonly pronouncedDate: DateText;
  readonly servedDates: readonly DateText[];
  readonly effectiveDate: DateText | null;
  readonly appealDeadline: DateText | null;
  readonly appealed: boolean;
  readonly protested: boolean;
  readonly title: string;
  /** Whether it is on the internet. */
  readonly published: boolean;
  readonly contentHash: string;
}

export interface ConvictionItemFact extends Held {
  readonly kind: 'ConvictionItem';
  readonly caseNumber: string;
  readonly documentId: string;
  readonly defendant: PersonRef;
  readonly chargeCode: string;
  readonly charge: string;
  readonly attempted: boolean;
  readonly joint: boolean;
  readonly recidivist: boolean;
  readonly surrender: boolean;
  readonly offenceDate: DateText;
  readonly ageAtOffence: number;
  readonly crimePlaceDivision: string;
}

export type PrincipalPenalty =
  | 'PUBLIC_SURVEILLANCE'
  | 'CRIMINAL_DETENTION'
  | 'FIXED_TERM'
  | 'LIFE'
  | 'DEATH'
  | 'DEATH_SUSPENDED';

export interface SentenceFact extends Held {
  readonly kind: 'Sentence';
  readonly caseNumber: string;
  readonly documentId: string;
  readonly defendant: PersonRef;
  readonly principalPenalty: PrincipalPenalty;
  readonly termYears: number;
  readonly termMonths: number;
  readonly termDays: number;
  readonly custodyCreditDays: number;
  readonly startDate: DateText | null;
  readonly endDate: DateText | null;
  readonly probation: {
    readonly months: number;
    readonly startDate: DateText | null;
    readonly endDate: DateText | null;
  } | null;
}

export interface AccessoryPenaltyFact extends Held {
  readonly kind: 'AccessoryPenalty';
  readonly caseNumber: string;
  readonly defendant: PersonRef;
  readonly penalty: 'FINE' | 'DEPRIVE_POLITICAL_RIGHTS' | 'CONFISCATION' | 'DEPORTATION';
  readonly amount: Fen | null;
  /** Months, for deprivation of political rights. */
  readonly months: number | null;
  readonly payBy: DateText | null;
  readonly paidAmount: Fen | null;
}

export interface PropertyOrderFact extends Held {
  readonly kind: 'PropertyOrder';
  readonly caseNumber: string;
  readonly defendant: PersonRef;
  readonly order: 'RESTITUTION' | 'RECOVERY' | 'CONFISCATE_TOOLS';
  readonly amount: Fen;
  readonly victims: string;
  readonly transferredToEnforcementDate: DateText | null;
}

export interface ProhibitionOrderFact extends Held {
  readonly kind: 'ProhibitionOrder';
  readonly caseNumber: string;
  readonly defendant: PersonRef;
  readonly order: 'ACTIVITY' | 'PLACE' | 'PERSON';
  readonly detail: string;
  readonly start: DateText;
  readonly end: DateText;
}

export interface OccupationBanFact extends Held {
  readonly kind: 'OccupationBan';
  readonly caseNumber: string;
  readonly defendant: PersonRef;
  readonly occupation: string;
  readonly years: number;
  readonly startsFrom: DateText;
}

export interface ParoleRulingFact extends Held {
  readonly kind: 'ParoleRuling';
  readonly caseNumber: string;
  readonly originalCaseNumber: string;
  readonly defendant: PersonRef;
  readonly ruledDate: DateText;
  readonly effectiveDate: DateText;
  readonly releasedFrom: string;
  readonly releaseDate: DateText;
  readonly paroleEnd: DateText;
}

export interface CommutationRulingFact extends Held {
  readonly kind: 'CommutationRuling';
  readonly caseNumber: string;
  readonly originalCaseNumber: string;
  readonly defendant: PersonRef;
  readonly ruledDate: DateText;
  readonly reducedMonths: number;
  readonly newEndDate: DateText;
}

export interface TemporaryServiceDecisionFact extends Held {
  readonly kind: 'TemporaryServiceDecision';
  readonly caseNumber: string;
  readonly originalCaseNumber: string;
  readonly defendant: PersonRef;
  readonly reason: 'SERIOUS_ILLNESS' | 'PREGNANT_OR_NURSING' | 'UNABLE_SELF_CARE';
  readonly decidedDate: DateText;
  readonly until: DateText | null;
  readonly designatedHospital: string;
  /** Expected or actual birth of the child, for PREGNANT_OR_NURSING. */
  readonly childBirthDate: DateText | null;
}

/** Ruling on a proposal to revoke probation or parole or to recall to prison (社矫法 46–49). */
export interface RevocationRulingFact extends Held {
  readonly kind: 'RevocationRuling';
  readonly caseNumber: string;
  readonly originalCaseNumber: string;
  readonly defendant: PersonRef;
  readonly revocation: 'REVOKE_PROBATION' | 'REVOKE_PAROLE' | 'RECALL';
  readonly proposalReceivedDate: DateText;
  readonly ruledDate: DateText | null;
  readonly result: 'GRANTED' | 'REFUSED' | null;
  readonly effectiveDate: DateText | null;
}

export interface DeliveryRecordFact extends Held {
  readonly kind: 'DeliveryRecord';
  readonly caseNumber: string;
  readonly documentId: string;
  readonly defendant: PersonRef;
  readonly noticeDate: DateText | null;
  readonly documentsServedDate: DateText | null;
  /** Agency code of the corrections agency that executes. */
  readonly executingAgency: string;
  readonly copyToProcuratorate: DateText | null;
  readonly copyToPolice: DateText | null;
  readonly receiptDate: DateText | null;
  readonly reportDeadline: DateText | null;
}

export interface CivilJudgmentFact extends Held {
  readonly kind: 'CivilJudgment';
  readonly caseNumber: string;
  readonly documentId: string;
  readonly claimAmount: Fen;
  readonly awardAmount: Fen | null;
  readonly defaultJudgment: boolean;
  readonly mediated: boolean;
  readonly sameDayMediation: boolean;
  readonly performanceDeadline: DateText | null;
  readonly evidenceKinds: readonly ('IOU' | 'BANK_TRANSFER' | 'CONTRACT' | 'TESTIMONY' | 'CHAT_RECORD' | 'INVOICE')[];
}

export interface AdminReviewFact extends Held {
  readonly kind: 'AdminReview';
  readonly caseNumber: string;
  readonly applicantAgency: string;
  /** `AdminPenaltyDecisionFact.caseNo`. */
  readonly decisionNumber: string;
  readonly respondent: PersonRef | null;
  readonly acceptedDate: DateText;
  readonly ruledDate: DateText | null;
  readonly result: 'GRANTED' | 'REFUSED' | null;
}
