import type { DateText, Fen, Held, InstantText, PersonRef } from './person-facts.js';

// Police: domain 2.5.

export type InjuryGrade = 'NONE' | 'SLIGHT_1' | 'SLIGHT_2' | 'MINOR_1' | 'MINOR_2' | 'SERIOUS_1' | 'SERIOUS_2';

export interface PoliceIncidentFact extends Held {
  readonly kind: 'PoliceIncident';
  readonly incidentNo: string;
  readonly reportedAt: InstantText;
  readonly channel: '110' | 'WALK_IN' | 'PHONE' | 'REFERRAL' | 'ONLINE';
  readonly category: 'CRIMINAL' | 'PUBLIC_ORDER' | 'DISPUTE' | 'TRAFFIC' | 'HELP' | 'OTHER';
  readonly place: string;
  readonly handlingUnit: string;
  readonly disposition: 'ACCEPTED' | 'NOT_ACCEPTED' | 'TRANSFERRED' | 'MEDIATED';
  readonly reporter: PersonRef | null;
  /** Where it was accepted: the criminal or public-order case. */
  readonly caseNumber: string | null;
}

export interface PoliceCaseFact extends Held {
  readonly kind: 'PoliceCase';
  /** `A` + 12-digit unit + yyyymm + 4 digits. */
  readonly caseNumber: string;
  readonly name: string;
  readonly cause: string;
  readonly causeCode: string;
  readonly source: 'REPORT' | 'TRANSFER' | 'DISCOVERED' | 'SURRENDER';
  readonly incidentNo: string | null;
  /** Number of the referral it came from (`CriminalReferralFact.referralNo`). */
  readonly referralNo: string | null;
  readonly acceptedDate: DateText;
  readonly reviewDeadline: DateText;
  readonly filingDecision: 'FILED' | 'NOT_FILED' | 'PENDING';
  readonly filedDate: DateText | null;
  readonly notFiledDate: DateText | null;
  readonly notFiledReason: string | null;
  readonly withdrawnDate: DateText | null;
  readonly closedDate: DateText | null;
  readonly transferForProsecutionDate: DateText | null;
  readonly lossAmount: Fen | null;
  readonly injuryGrade: InjuryGrade | null;
  readonly seniorOfficer: string;
  readonly victim: PersonRef | null;
}

export interface SuspectFact extends Held {
  readonly kind: 'Suspect';
  /** `R` + 12-digit unit + yyyymm + 4 digits. */
  readonly suspectNo: string;
  readonly caseNumber: string;
  readonly person: PersonRef;
  readonly role: 'PRINCIPAL' | 'ACCESSORY' | 'SOLE';
  readonly wanted: boolean;
  readonly wantedDate: DateText | null;
  readonly minor: boolean;
  readonly offenceDate: DateText;
}

export interface CoerciveMeasureFact extends Held {
  readonly kind: 'CoerciveMeasure';
  readonly caseNumber: string;
  readonly person: PersonRef;
  readonly measure: 'SUMMONS_BY_FORCE' | 'BAIL' | 'RESIDENTIAL_SURVEILLANCE' | 'DETENTION' | 'ARREST';
  readonly decidedAt: InstantText;
  readonly executedAt: InstantText | null;
  readonly expiresAt: InstantText | null;
  /** One to four days; or thirty for roving, repeated or joint offences (刑诉法 91). */
  readonly extensionGround: 'ONE_TO_FOUR_DAYS' | 'ROVING' | 'REPEATED' | 'JOINT' | null;
  readonly endedAt: InstantText | null;
  readonly endKind: 'RELEASED' | 'CHANGED' | 'ARREST_REQUESTED' | 'TRANSFERRED' | null;
  readonly familyNotifiedAt: InstantText | null;
  readonly placeOfCustody: string | null;
}

export interface ArrestRequestFact extends Held {
  readonly kind: 'ArrestRequest';
  readonly caseNumber: string;
  readonly person: PersonRef;
  readonly requestedAt: InstantText;
  readonly receivedAt: InstantText | null;
  readonly decidedAt: InstantText | null;
  readonly result: 'APPROVED' | 'REFUSED_INNOCENT' | 'REFUSED_EVIDENCE' | 'REFUSED_NO_DANGER' | null;
}

/** A public-order case with its penalty; sealed since 2026-01-01 (治安管理处罚法 136). */
export interface PublicOrderCaseFact extends Held {
  readonly kind: 'PublicOrderCase';
  readonly caseNo: string;
  readonly incidentNo: string | null;
  readonly person: PersonRef;
  /** Clause of the 治安管理处罚法. */
  readonly violationCode: string;
  readonly violation: string;
  readonly filedDate: DateText;
  readonly decidedDate: DateText | null;
  readonly penalties: readonly (
    | 'WARNING'
    | 'FINE'
    | 'DETENTION'
    | 'REVOKE_LICENCE'
    | 'LEAVE_COUNTRY'
    | 'DEPORTATION'
  )[];
  readonly days: number | null;
  readonly fineAmount: Fen | null;
  readonly detentionExecuted: boolean | null;
  readonly detentionStart: DateText | null;
  readonly injuryGrade: InjuryGrade | null;
  readonly lossAmount: Fen | null;
  readonly mediated: boolean;
}

export interface DrugUserRecordFact extends Held {
  readonly kind: 'DrugUserRecord';
  readonly recordNo: string;
  readonly person: PersonRef;
  readonly registeredDate: DateText;
  readonly measure: 'COMMUNITY_TREATMENT' | 'COMPULSORY_ISOLATION' | 'COMMUNITY_REHABILITATION' | 'NONE';
  readonly start: DateText | null;
  readonly end: DateText | null;
  readonly controlStatus: 'CONTROLLED' | 'RELEASED' | 'LOST' | 'REGISTERED_ONLY';
}

export interface DrivingLicenceFact extends Held {
  readonly kind: 'DrivingLicence';
  readonly licenceNo: string;
  readonly person: PersonRef;
  readonly classes: string;
  readonly status: 'NORMAL' | 'CANCELLED' | 'REVOKED' | 'SUSPENDED';
  readonly validTo: DateText;
  readonly revokedDate: DateText | null;
  readonly revokeReason: string | null;
}

export interface TrafficViolationFact extends Held {
  readonly kind: 'TrafficViolation';
  readonly violationNo: string;
  readonly person: PersonRef;
  readonly at: InstantText;
  readonly place: string;
  readonly licenceUsed: string | null;
  readonly drunk: boolean;
  readonly caseNo: string | null;
}

export interface ExitEntryControlFact extends Held {
  readonly kind: 'ExitEntryControl';
  readonly controlNo: string;
  readonly person: PersonRef;
  readonly reportedBy: string;
  readonly from: DateText;
  readonly to: DateText;
  readonly status: 'ACTIVE' | 'LIFTED';
  readonly passportHeld: boolean;
}

export interface ExitEntryRecordFact extends Held {
  readonly kind: 'ExitEntryRecord';
  readonly recordNo: string;
  readonly person: PersonRef;
  readonly at: InstantText;
  readonly port: string;
  readonly direction: 'EXIT' | 'ENTRY';
  readonly document: string;
}

export interface TravelHitFact extends Held {
  readonly kind: 'TravelHit';
  readonly hitNo: string;
  readonly person: PersonRef;
  readonly at: InstantText;
  /** Where the hit was (six digits); `division` is the unit that holds the record. */
  readonly hitDivision: string;
  readonly hit: 'LODGING' | 'RAIL' | 'AIR' | 'CHECKPOINT';
}

export interface SeizedPropertyFact extends Held {
  readonly kind: 'SeizedProperty';
  readonly propertyNo: string;
  readonly caseNumber: string;
  readonly item: string;
  readonly seizedAt: InstantText;
  readonly status: 'HELD' | 'RETURNED' | 'TRANSFERRED' | 'DESTROYED';
  readonly transferredWithCase: boolean;
  readonly value: Fen;
}

export interface NoticeToCorrectionsFact extends Held {
  readonly kind: 'NoticeToCorrections';
  readonly noticeNo: string;
  readonly person: PersonRef;
  readonly custodyKind: 'DETENTION' | 'ARREST' | 'ADMINISTRATIVE_DETENTION' | 'COMPULSORY_ISOLATION';
  readonly custodyStart: DateText;
  readonly notifiedAt: InstantText | null;
}
