// long: a flat list of fact shapes, one a table of the corrections system.
import type { DateText, Held, InstantText, PersonRef } from './person-facts.js';

// Community corrections: domain 2.6.

export interface CorrectionSubjectFact extends Held {
  readonly kind: 'CorrectionSubject';
  readonly subjectNo: string;
  readonly person: PersonRef;
  readonly correctionType: 'PUBLIC_SURVEILLANCE' | 'PROBATION' | 'PAROLE' | 'TEMPORARY_SERVICE_OUTSIDE_PRISON';
  readonly managementLevel: 'STRICT' | 'GENERAL' | 'LENIENT';
  /** Agency code and name of the court or prison authority that decided. */
  readonly decisionAgency: string;
  readonly decisionAgencyName: string;
  /** The judgment as the register has it (may contradict the court). */
  readonly caseNumber: string;
  readonly judgmentDate: DateText;
  readonly charge: string;
  readonly originalTermMonths: number;
  readonly probationMonths: number | null;
  readonly correctionStartDate: DateText;
  readonly correctionEndDate: DateText;
  readonly executionAgency: string;
  readonly judicialOffice: string;
  readonly judicialOfficeName: string;
  readonly status: 'PENDING_REPORT' | 'IN_CORRECTION' | 'SUSPENDED' | 'TRANSFERRED_OUT' | 'RELEASED' | 'TERMINATED';
  readonly minor: boolean;
  readonly female: boolean;
  readonly health: string;
  readonly riskLevel: 'HIGH' | 'MEDIUM' | 'LOW';
  readonly keyFlags: readonly string[];
  readonly officer: string;
}

interface OfSubject extends Held {
  readonly subjectNo: string;
  readonly person: PersonRef;
}

export interface PreSentenceAssessmentFact extends Held {
  readonly kind: 'PreSentenceAssessment';
  readonly assessmentNo: string;
  readonly person: PersonRef;
  readonly entrustedBy: string;
  readonly entrustedDate: DateText;
  readonly dueDate: DateText;
  readonly opinion: 'SUITABLE' | 'UNSUITABLE' | null;
  readonly submittedDate: DateText | null;
  readonly adopted: boolean | null;
}

export interface ReceptionFact extends OfSubject {
  readonly kind: 'Reception';
  readonly documentsReceivedDate: DateText | null;
  readonly receiptSentDate: DateText | null;
  readonly reportDeadline: DateText;
  readonly reportedAt: InstantText | null;
  readonly reportedLate: boolean;
  readonly searchStartedAt: InstantText | null;
  readonly notifiedAgencies: string;
}

export interface AnnouncementFact extends OfSubject {
  readonly kind: 'Announcement';
  readonly at: InstantText;
  readonly participants: string;
}

export interface CorrectionTeamFact extends OfSubject {
  readonly kind: 'CorrectionTeam';
  readonly members: string;
  readonly hasFemaleMember: boolean;
  readonly formedDate: DateText;
}

export interface CorrectionPlanFact extends OfSubject {
  readonly kind: 'CorrectionPlan';
  readonly text: string;
  readonly hash: string;
  readonly madeDate: DateText;
  readonly adjustedDates: readonly DateText[];
  readonly educationHoursPerMonth: number | null;
  readonly serviceHoursPerMonth: number | null;
}

export interface CheckInFact extends OfSubject {
  readonly kind: 'CheckIn';
  readonly dueFrom: DateText;
  readonly dueTo: DateText;
  /** Null: the period has no check-in. */
  readonly at: InstantText | null;
  readonly mode: 'IN_PERSON' | 'PHONE' | 'APP' | 'WRITTEN' | 'VIDEO';
  /** `YYYY-MM`. */
  readonly period: string;
  readonly handledBy: string;
  readonly enteredAt: InstantText;
  readonly backfilled: boolean;
  /** 请假/住院/羁押: why the period was excused. */
  readonly excuse: 'LEAVE' | 'HOSPITAL' | 'CUSTODY' | null;
}

/** A session is of an office, not of a person: it comes once, in the life that first attends it. */
export interface SessionFact extends Held {
  readonly kind: 'Session';
  readonly sessionId: string;
  readonly session: 'EDUCATION' | 'SERVICE';
  readonly judicialOffice: string;
  readonly date: DateText;
  readonly place: string;
  readonly plannedHours: number;
  readonly topic: string;
  /** Subject numbers. */
  readonly roster: readonly string[];
}

export interface AttendanceFact extends OfSubject {
  readonly kind: 'Attendance';
  readonly attendance: 'EDUCATION' | 'SERVICE';
  readonly sessionId: string;
  readonly date: DateText;
  readonly claimedHours: number;
  readonly recordedBy: string;
  readonly recordedAt: InstantText;
  readonly homeStudyHours: number;
}

export interface BiometricScanFact extends OfSubject {
  readonly kind: 'BiometricScan';
  readonly scanId: string;
  readonly deviceId: string;
  readonly modality: 'FINGER_VEIN' | 'FACE' | 'FINGERPRINT';
  readonly at: InstantText;
  readonly direction: 'SIGN_IN' | 'SIGN_OUT';
  readonly matchResult: 'MATCHED' | 'UNMATCHED';
  readonly sessionId: string | null;
}

export interface LeaveRequestFact extends OfSubject {
  readonly kind: 'LeaveRequest';
  readonly requestNo: string;
  readonly from: DateText;
  readonly to: DateText;
  readonly destinationDivision: string;
  readonly reason: string;
  readonly approvedBy: string | null;
  readonly approvedDate: DateText | null;
  readonly returnedAt: DateText | null;
  readonly frequentCrossRegion: boolean;
}

export interface RelocationRequestFact extends OfSubject {
  readonly kind: 'RelocationRequest';
  readonly requestNo: string;
  readonly toAgency: string;
  readonly consultedAt: DateText;
  readonly repliedAt: DateText | null;
  readonly decidedAt: DateText | null;
  readonly handedOverAt: DateText | null;
  readonly reportedAtNew: DateText | null;
}

export interface VisitRequestFact extends OfSubject {
  readonly kind: 'VisitRequest';
  readonly requestNo: string;
  readonly visitor: string;
  readonly reason: string;
  readonly requestedDate: DateText;
  readonly approved: boolean | null;
}

export interface RestrictedPlaceEntryFact extends OfSubject {
  readonly kind: 'RestrictedPlaceEntry';
  readonly requestNo: string;
  readonly place: string;
  readonly reason: string;
  readonly at: InstantText;
  readonly approved: boolean | null;
}

export interface LocationDeviceFact extends OfSubject {
  readonly kind: 'LocationDevice';
  readonly deviceNo: string;
  readonly device: 'PHONE' | 'WRISTBAND';
  readonly approvedBy: string;
  readonly from: DateText;
  readonly to: DateText;
  /** 社矫法 29 ①–⑤. */
  readonly ground: '1' | '2' | '3' | '4' | '5';
}

export interface LocationAlertFact extends OfSubject {
  readonly kind: 'LocationAlert';
  readonly alertNo: string;
  readonly alert: 'FENCE_EXIT' | 'TAMPER' | 'SEPARATION' | 'LOW_BATTERY' | 'LOST';
  readonly at: InstantText;
  readonly accuracyM: number;
  /** Where the alert was (six digits). */
  readonly alertDivision: string;
  readonly ackAt: InstantText | null;
  readonly disposition: string | null;
}

export interface MedicalReviewFact extends OfSubject {
  readonly kind: 'MedicalReview';
  readonly at: DateText | null;
  readonly hospital: string;
  readonly dueDate: DateText;
  readonly deferral: string | null;
}

export interface RewardPunishmentFact extends OfSubject {
  readonly kind: 'RewardPunishment';
  readonly recordNo: string;
  readonly reward:
    | 'COMMEND'
    | 'REPRIMAND'
    | 'WARNING'
    | 'PUBLIC_ORDER_REQUEST'
    | 'COMMUTATION_PROPOSAL'
    | 'REVOKE_PROBATION'
    | 'REVOKE_PAROLE'
    | 'RECALL'
    | 'ARREST_REQUEST';
  readonly date: DateText;
  readonly ground: string;
  readonly docId: string;
  readonly result: 'GRANTED' | 'REFUSED' | 'PENDING' | null;
  readonly resultDate: DateText | null;
}

export interface CounsellingFact extends OfSubject {
  readonly kind: 'Counselling';
  readonly date: DateText;
  readonly counselling: 'INDIVIDUAL' | 'GROUP' | 'ASSESSMENT' | 'CRISIS';
}

export interface ReleaseFact extends OfSubject {
  readonly kind: 'Release';
  readonly date: DateText;
  readonly certificateNo: string;
  readonly notifiedCourt: boolean;
  readonly notifiedProcuratorate: boolean;
  readonly notifiedPolice: boolean;
}

export interface TerminationFact extends OfSubject {
  readonly kind: 'Termination';
  readonly termination: 'PROBATION_REVOKED' | 'PAROLE_REVOKED' | 'RECALLED' | 'DEATH';
  readonly date: DateText;
  /** When prison or detention centre took the person in; null where that has not happened (CC-20). */
  readonly admittedDate: DateText | null;
  readonly custodyPlace: string | null;
}

export interface SubjectComplaintFact extends OfSubject {
  readonly kind: 'SubjectComplaint';
  readonly complaintNo: string;
  readonly channel: 'APP' | 'LETTER_OR_VISIT';
  readonly category: 'RECORD_MISSING' | 'TREATMENT' | 'CHARGES' | 'OTHER';
  readonly against: string;
  readonly text: string;
  readonly receivedAt: InstantText;
  readonly handledBy: string;
  readonly feedbackAt: InstantText | null;
}
