import type { DateText, Fen, Held, OrganizationRef, PersonRef } from './person-facts.js';

// Social registers: domain 1.5, 2.7. Areas are in mu (亩, 1/15 hectare).

export interface SubsidyProjectFact extends Held {
  readonly kind: 'SubsidyProject';
  readonly projectNo: string;
  readonly name: string;
  readonly policy: string;
  readonly subsidyKind: SubsidyKind;
  readonly year: number;
  /** Twelve digits each. */
  readonly villageCodes: readonly string[];
  readonly villageNames: readonly string[];
  readonly budgetAmount: Fen;
  readonly paidAmount: Fen;
  readonly unitAmount: Fen | null;
  readonly areaMu: number | null;
  readonly households: number;
  readonly publishedDate: DateText | null;
  readonly published: boolean;
}

/** Of the hub's list `subsidy-kind`, and one that falls under its OTHER: what these systems pay. */
export type SubsidyKind =
  | 'FUNERAL_GRANT'
  | 'FARMLAND_FERTILITY'
  | 'GRAIN_GROWERS'
  | 'MACHINERY'
  | 'HOUSING'
  | 'MINIMUM_LIVING'
  | 'OLD_AGE';

export interface SubsidyPaymentFact extends Held {
  readonly kind: 'SubsidyPayment';
  readonly paymentNo: string;
  readonly projectNo: string | null;
  readonly person: PersonRef;
  readonly subsidyKind: SubsidyKind;
  readonly year: number;
  readonly villageCode: string;
  readonly villageName: string;
  readonly amount: Fen;
  readonly areaMu: number | null;
  readonly contractedAreaMu: number | null;
  readonly account: string;
  /** Whose account it is, where it is another's. */
  readonly accountHolder: PersonRef | null;
  readonly paidAt: DateText | null;
  readonly status: PaymentStatus;
  readonly published: boolean;
  readonly handler: string;
}

export type PaymentStatus = 'PAID' | 'RETURNED' | 'RECOVERED';
export type PensionScheme = 'ENTERPRISE' | 'PUBLIC_INSTITUTION' | 'RESIDENT';

export interface PensionEntitlementFact extends Held {
  readonly kind: 'PensionEntitlement';
  readonly entitlementNo: string;
  readonly person: PersonRef;
  readonly scheme: PensionScheme;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'ENDED';
  readonly entitledFrom: DateText;
  readonly monthlyAmount: Fen;
  readonly suspendedFrom: DateText | null;
  readonly resumedFrom: DateText | null;
  readonly suspendedReason: string | null;
  readonly endedAt: DateText | null;
}

export interface PensionPaymentFact extends Held {
  readonly kind: 'PensionPayment';
  readonly paymentNo: string;
  readonly entitlementNo: string;
  readonly person: PersonRef;
  readonly scheme: PensionScheme;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly amount: Fen;
  readonly account: string;
  readonly paidAt: DateText | null;
  readonly payingAgency: string;
  readonly status: PaymentStatus;
}

export interface PensionAdjustmentFact extends Held {
  readonly kind: 'PensionAdjustment';
  readonly entitlementNo: string;
  readonly person: PersonRef;
  readonly scheme: PensionScheme;
  readonly adjustedFrom: DateText;
  readonly oldAmount: Fen;
  readonly newAmount: Fen;
  readonly reason: string;
  readonly documentNo: string;
}

export interface DeathRecordFact extends Held {
  readonly kind: 'DeathRecord';
  /** Number of the register's own. */
  readonly recordNo: string;
  readonly person: PersonRef;
  readonly deathDate: DateText;
  readonly place: string;
  readonly placeDivision: string;
  readonly certificateNo: string | null;
  readonly register: DeathRegister;
  readonly registeredAt: DateText;
  readonly funeralDate: DateText | null;
}

export type DeathRegister = 'PUBLIC_SECURITY' | 'HEALTH' | 'FUNERAL' | 'CIVIL_AFFAIRS';

export interface ProcurementBidFact extends Held {
  readonly kind: 'ProcurementBid';
  readonly bidNo: string;
  readonly projectNo: string;
  readonly projectName: string;
  readonly purchaserCode: string;
  readonly purchaserName: string;
  readonly organization: OrganizationRef;
  readonly legalRepresentative: PersonRef | null;
  readonly controller: PersonRef | null;
  readonly bidDate: DateText;
  readonly bidAmount: Fen;
  readonly result: 'WON' | 'LOST' | 'REJECTED' | null;
  readonly awardedDate: DateText | null;
  readonly awardAmount: Fen | null;
}

export interface BriberyConvictionFact extends Held {
  readonly kind: 'BriberyConviction';
  readonly fileNo: string;
  readonly convicted: 'PERSON' | 'ORGANIZATION';
  readonly person: PersonRef | null;
  readonly organization: OrganizationRef | null;
  readonly legalRepresentative: PersonRef | null;
  /** Article of the criminal law, as the courts' list numbers it. */
  readonly chargeCode: string;
  readonly charge: string;
  readonly caseNumber: string;
  readonly court: string;
  readonly effectiveDate: DateText;
  readonly amount: Fen;
  readonly sentenceSummary: string;
}

/** Of the hub's list `licensed-profession`: what this county licenses. */
export type Profession = 'LAWYER' | 'PHYSICIAN' | 'NURSE' | 'TEACHER' | 'CONSTRUCTOR' | 'NOTARY';

export interface ProfessionalLicenceFact extends Held {
  readonly kind: 'ProfessionalLicence';
  readonly licenceNo: string;
  readonly profession: Profession;
  readonly person: PersonRef;
  readonly status: 'VALID' | 'SUSPENDED' | 'REVOKED' | 'CANCELLED' | 'EXPIRED';
  readonly validFrom: DateText;
  readonly validTo: DateText | null;
  readonly endedAt: DateText | null;
  readonly practiceName: string;
  readonly practiceCreditCode: string | null;
  readonly withMinors: boolean;
  readonly issuingAgency: string;
}

export interface CompanyOfficerFact extends Held {
  readonly kind: 'CompanyOfficer';
  readonly organization: OrganizationRef;
  readonly person: PersonRef;
  readonly office: 'LEGAL_REPRESENTATIVE' | 'DIRECTOR' | 'SUPERVISOR' | 'SENIOR_MANAGER';
  readonly from: DateText;
  readonly to: DateText | null;
}

export interface EmploymentFact extends Held {
  readonly kind: 'Employment';
  readonly employmentNo: string;
  readonly person: PersonRef;
  readonly employment: EmploymentKind;
  readonly unitName: string;
  readonly unitCreditCode: string | null;
  readonly post: string;
  readonly villageCode: string | null;
  readonly withMinors: boolean;
  readonly from: DateText;
  readonly to: DateText | null;
  readonly salaryPaidUntil: DateText | null;
}

export type EmploymentKind = 'CIVIL_SERVANT' | 'PUBLIC_INSTITUTION' | 'VILLAGE_CADRE' | 'STATE_ENTERPRISE' | 'CONTRACT';
