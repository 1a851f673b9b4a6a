import type { Page } from './ask.js';

// Rows of own cases, as judgments and enforcement answer them to a party; what nobody asked for is absent.

export interface PartyRow {
  readonly caseNumber: string | null;
  readonly role: string | null;
  readonly courtCase: CaseRow | null;
}

export interface CaseRow {
  readonly caseNumber: string | null;
  readonly domain?: 'CRIMINAL' | 'CIVIL' | 'ADMINISTRATIVE' | null;
  readonly agencyCode: string | null;
  readonly causeName: string | null;
  readonly judge: string | null;
  readonly filedDate: string | null;
  readonly closedDate?: string | null;
  readonly summaryProcedure?: boolean | null;
  readonly procedureCode?: string | null;
  readonly judgments?: Page<JudgmentRow> | null;
  readonly civil?: { readonly performanceDeadline: string | null } | null;
}

export interface JudgmentRow {
  readonly documentId: string | null;
  readonly kind: 'JUDGMENT' | 'RULING' | 'DECISION' | 'MEDIATION' | null;
  readonly pronouncedDate: string | null;
  readonly servedDates: readonly string[] | null;
  readonly effectiveDate: string | null;
  readonly appealDeadline: string | null;
  readonly appealed: boolean | null;
}

export interface EnforcementRow {
  readonly caseNumber: string | null;
  readonly basisCaseNumber: string | null;
  /** Null where it is not the caller who is enforced against. */
  readonly citizenId: string | null;
  readonly agencyCode: string | null;
  readonly claimAmount: number | null;
  readonly executedAmount: number | null;
  readonly receivedDate: string | null;
  readonly filedDate: string | null;
  readonly noticeDate?: string | null;
  readonly closedDate?: string | null;
  readonly measures?: Page<{ readonly from: string | null }> | null;
  readonly terminationRulings?: Page<{ readonly date: string | null }> | null;
  readonly fundDisbursements?: Page<FundRow> | null;
}

export interface FundRow {
  readonly receivedAt: string | null;
  readonly paidOutAt: string | null;
  readonly amount: number | null;
}
