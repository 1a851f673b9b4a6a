import type { DateText, Fen, Held, OrganizationRef, PersonRef } from './person-facts.js';

// Administrative: domain 2.7.

export interface AdminCaseFact extends Held {
  readonly kind: 'AdminCase';
  readonly caseNo: string;
  readonly violator: PersonRef | null;
  readonly violatorOrganization: OrganizationRef | null;
  readonly violationItemCode: string;
  readonly violation: string;
  readonly filedDate: DateText;
  readonly source: 'INSPECTION' | 'COMPLAINT' | 'TRANSFER' | 'OTHER';
  readonly closedDate: DateText | null;
  readonly status: 'OPEN' | 'DECIDED' | 'TRANSFERRED' | 'CLOSED' | 'DROPPED';
}

export type AdminPenaltyKind =
  | 'WARNING'
  | 'CRITICISM'
  | 'FINE'
  | 'CONFISCATE_GAINS'
  | 'CONFISCATE_GOODS'
  | 'SUSPEND_LICENCE'
  | 'LOWER_QUALIFICATION'
  | 'REVOKE_LICENCE'
  | 'RESTRICT_BUSINESS'
  | 'STOP_BUSINESS'
  | 'CLOSE_DOWN'
  | 'BAN_OCCUPATION'
  | 'DETENTION';

export interface AdminPenaltyDecisionFact extends Held {
  readonly kind: 'AdminPenaltyDecision';
  /** 文号, e.g. 宁市监罚字〔2026〕12号. */
  readonly decisionNumber: string;
  readonly caseNo: string;
  readonly violator: PersonRef | null;
  readonly violatorOrganization: OrganizationRef | null;
  readonly violationItemCode: string;
  readonly violation: string;
  readonly decidedDate: DateText;
  readonly servedDate: DateText | null;
  readonly penalties: readonly AdminPenaltyKind[];
  /** Value of the goods. */
  readonly goodsValue: Fen | null;
  /** Unlawful gains. */
  readonly illegalAmount: Fen | null;
  readonly fineAmount: Fen | null;
  readonly payBy: DateText | null;
  readonly performedAt: DateText | null;
  readonly reconsidered: boolean;
  readonly litigated: boolean;
  readonly demandServedDate: DateText | null;
  readonly enforcementApplicationDate: DateText | null;
  /** Published under 行政处罚法 48. */
  readonly published: boolean;
}

export interface CriminalReferralFact extends Held {
  readonly kind: 'CriminalReferral';
  readonly referralNo: string;
  readonly caseNo: string;
  readonly person: PersonRef | null;
  readonly organization: OrganizationRef | null;
  readonly charge: string;
  readonly internalReportDate: DateText;
  readonly approvalDate: DateText | null;
  readonly sentDate: DateText | null;
  readonly receivedDate: DateText | null;
  readonly policeDecisionDate: DateText | null;
  readonly policeDecision: 'FILED' | 'NOT_FILED' | null;
  readonly policeCaseNumber: string | null;
  readonly evidenceHandedOverDate: DateText | null;
  readonly copyToProcuratorate: DateText | null;
}

export interface ReverseReferralFact extends Held {
  readonly kind: 'ReverseReferral';
  readonly referralNo: string;
  readonly person: PersonRef;
  readonly nonProsecutionNumber: string;
  readonly charge: string;
  readonly nonProsecutionDate: DateText;
  readonly procuratorialOpinionDate: DateText | null;
  /** Agency code of the administrative agency that got the opinion. */
  readonly recipient: string;
  readonly replyDate: DateText | null;
  readonly penaltyDecisionNumber: string | null;
}
