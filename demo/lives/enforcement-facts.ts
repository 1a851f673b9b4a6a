import type { DateText, Fen, Held, OrganizationRef, PersonRef } from './person-facts.js';

// Enforcement: domain 2.7.

export interface EnforcementCaseFact extends Held {
  readonly kind: 'EnforcementCase';
  readonly caseNumber: string;
  readonly basisCaseNumber: string;
  readonly basis: 'CIVIL' | 'ADMINISTRATIVE' | 'CRIMINAL_PROPERTY' | 'NON_LITIGATION' | 'ARBITRATION' | 'NOTARY';
  readonly applicant: PersonRef | null;
  readonly applicantOrganization: OrganizationRef | null;
  /** Set where neither a person nor an organisation of the life applies (a court or an agency does). */
  readonly applicantName: string | null;
  readonly respondent: PersonRef | null;
  readonly respondentOrganization: OrganizationRef | null;
  readonly claimAmount: Fen;
  readonly filedDate: DateText;
  readonly noticeDate: DateText | null;
  readonly closedDate: DateText | null;
  readonly closingMode:
    | 'PERFORMED'
    | 'TERMINATED_THIS_ROUND'
    | 'TERMINATED'
    | 'CANCELLED'
    | 'REFUSED'
    | 'DISMISSED'
    | null;
  readonly executedAmount: Fen;
  readonly propertyReportOrderedAt: DateText | null;
  readonly networkQueryDates: readonly DateText[];
}

export interface AssetFindingFact extends Held {
  readonly kind: 'AssetFinding';
  readonly findingNo: string;
  readonly caseNumber: string;
  readonly owner: PersonRef | null;
  readonly asset: 'DEPOSIT' | 'REAL_ESTATE' | 'VEHICLE' | 'EQUITY' | 'PENSION' | 'PAYMENT_ACCOUNT';
  readonly value: Fen;
  readonly foundAt: DateText;
  /** When the respondent got it (registration date), where the source says. */
  readonly acquiredDate: DateText | null;
  readonly source:
    | 'NETWORK_QUERY'
    | 'APPLICANT'
    | 'REAL_ESTATE_REGISTER'
    | 'VEHICLE_REGISTER'
    | 'BUSINESS_REGISTER'
    | 'BANK';
  readonly status: 'FREE' | 'SEIZED' | 'SEIZED_ELSEWHERE' | 'MORTGAGED' | 'EXEMPT' | 'DISPOSED';
}

export interface EnforcementMeasureFact extends Held {
  readonly kind: 'EnforcementMeasure';
  readonly measureNo: string;
  readonly caseNumber: string;
  readonly measure:
    | 'SEAL'
    | 'SEIZE'
    | 'FREEZE'
    | 'AUCTION'
    | 'DETAIN'
    | 'FINE'
    | 'CONSUMPTION_LIMIT'
    | 'DISHONEST_LIST';
  readonly from: DateText;
  readonly to: DateText | null;
}

export interface TerminationRulingFact extends Held {
  readonly kind: 'TerminationRuling';
  readonly rulingNo: string;
  readonly caseNumber: string;
  readonly date: DateText;
  readonly notice: boolean;
  readonly propertyReport: boolean;
  readonly consumptionLimit: boolean;
  readonly exhaustedSearch: boolean;
  readonly threeMonths: boolean;
}

export interface DishonestListingFact extends Held {
  readonly kind: 'DishonestListing';
  readonly listingNo: string;
  readonly caseNumber: string;
  readonly person: PersonRef | null;
  readonly organization: OrganizationRef | null;
  readonly listedAt: DateText;
  readonly removedAt: DateText | null;
  readonly reason: string;
}

export interface FundDisbursementFact extends Held {
  readonly kind: 'FundDisbursement';
  readonly disbursementNo: string;
  readonly caseNumber: string;
  readonly receivedAt: DateText;
  readonly paidOutAt: DateText | null;
  readonly amount: Fen;
}
