// long: a flat list of fact shapes that every system reads.
import type {
  AdminCaseFact,
  AdminPenaltyDecisionFact,
  CriminalReferralFact,
  ReverseReferralFact,
} from './administrative-facts.js';
import type {
  AnnouncementFact,
  AttendanceFact,
  BiometricScanFact,
  CheckInFact,
  CorrectionPlanFact,
  CorrectionSubjectFact,
  CorrectionTeamFact,
  CounsellingFact,
  LeaveRequestFact,
  LocationAlertFact,
  LocationDeviceFact,
  MedicalReviewFact,
  PreSentenceAssessmentFact,
  ReceptionFact,
  ReleaseFact,
  RelocationRequestFact,
  RestrictedPlaceEntryFact,
  RewardPunishmentFact,
  SessionFact,
  SubjectComplaintFact,
  TerminationFact,
  VisitRequestFact,
} from './correction-facts.js';
import type {
  AccessoryPenaltyFact,
  AdminReviewFact,
  CivilJudgmentFact,
  CommutationRulingFact,
  ConvictionItemFact,
  CourtCaseFact,
  DeliveryRecordFact,
  JudgmentFact,
  OccupationBanFact,
  ParoleRulingFact,
  PartyFact,
  ProhibitionOrderFact,
  PropertyOrderFact,
  RevocationRulingFact,
  SentenceFact,
  TemporaryServiceDecisionFact,
} from './court-facts.js';
import type {
  AssetFindingFact,
  DishonestListingFact,
  EnforcementCaseFact,
  EnforcementMeasureFact,
  FundDisbursementFact,
  TerminationRulingFact,
} from './enforcement-facts.js';
import type { OrganizationFact, PersonFact } from './person-facts.js';
import type {
  ArrestRequestFact,
  CoerciveMeasureFact,
  DrivingLicenceFact,
  DrugUserRecordFact,
  ExitEntryControlFact,
  ExitEntryRecordFact,
  NoticeToCorrectionsFact,
  PoliceCaseFact,
  PoliceIncidentFact,
  PublicOrderCaseFact,
  SeizedPropertyFact,
  SuspectFact,
  TrafficViolationFact,
  TravelHitFact,
} from './police-facts.js';
import type {
  BriberyConvictionFact,
  CompanyOfficerFact,
  DeathRecordFact,
  EmploymentFact,
  PensionAdjustmentFact,
  PensionEntitlementFact,
  PensionPaymentFact,
  ProcurementBidFact,
  ProfessionalLicenceFact,
  SubsidyPaymentFact,
  SubsidyProjectFact,
} from './register-facts.js';

/**
 * What is true in the demo's small country, before any agency wrote it down.
 *
 * A `Life` is one bundle of persons with every fact about them. Facts hold clean, canonical values:
 * dates `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:mm:ss+08:00`, money in integer fen, national codes.
 * Each agency's system records its own dirty view of the facts it holds (`factsByAgency`).
 *
 * Single files others import (there is no index):
 * - `demo/lives/facts.ts`          these types, `factsByAgency`
 * - `demo/lives/generate-lives.ts` `generateLives({ scale, seed, asOf }): Iterable<Life>`, streaming
 * - `demo/lives/sample-person.ts`  `samplePerson` (citizen id, name, numbers), the same at every scale and seed
 * - `demo/lives/agencies.ts`       `agencies` (code, name, kind, division), `agencyNamed(code)`
 * - `demo/lives/divisions.ts`      GB/T 2260 divisions and the townships of 宁津县
 * - `demo/lives/random.ts`         `randomOf(...seeds)`: seeded random numbers, the same for the same key
 * - `demo/dirt/*.ts`               dirt by kind, rate and record key
 *
 * Every `PersonRef` and `OrganizationRef` of a life's facts is among that same life's `persons` / `organizations`.
 */

/** One bundle of persons and everything that happened to them. */
export interface Life {
  /** Unique in a run, stable for a (seed, scale). */
  readonly key: string;
  /** The sample person and planted subjects: dirt must leave their keys (citizen id, numbers) readable. */
  readonly pinned: boolean;
  /** What agencies never let out (domain 5.5, rule 8): their systems hold it as void. */
  readonly isExcluded: boolean;
  readonly persons: readonly PersonFact[];
  readonly organizations: readonly OrganizationFact[];
  readonly facts: readonly Fact[];
  /** What was planted here for the rules; goes to the manifest and into no agency's system. */
  readonly plants: readonly Plant[];
}

/** One contradiction (or near miss of one) that a rule of domain chapter 3 looks for. */
export interface Plant {
  readonly rule: string;
  readonly sort: 'PLANTED' | 'NEAR_MISS';
  readonly citizenId: string;
  /** Natural numbers of the records that make the case: case numbers, subject numbers, 警情 numbers … */
  readonly records: readonly string[];
  readonly why: string;
  /** Other rules that the same facts rightly set off. */
  readonly also?: readonly string[];
}

export type Fact =
  | CourtCaseFact
  | PartyFact
  | JudgmentFact
  | ConvictionItemFact
  | SentenceFact
  | AccessoryPenaltyFact
  | PropertyOrderFact
  | ProhibitionOrderFact
  | OccupationBanFact
  | ParoleRulingFact
  | CommutationRulingFact
  | TemporaryServiceDecisionFact
  | RevocationRulingFact
  | DeliveryRecordFact
  | CivilJudgmentFact
  | AdminReviewFact
  | PoliceIncidentFact
  | PoliceCaseFact
  | SuspectFact
  | CoerciveMeasureFact
  | ArrestRequestFact
  | PublicOrderCaseFact
  | DrugUserRecordFact
  | DrivingLicenceFact
  | TrafficViolationFact
  | ExitEntryControlFact
  | ExitEntryRecordFact
  | TravelHitFact
  | SeizedPropertyFact
  | NoticeToCorrectionsFact
  | EnforcementCaseFact
  | AssetFindingFact
  | EnforcementMeasureFact
  | TerminationRulingFact
  | DishonestListingFact
  | FundDisbursementFact
  | CorrectionSubjectFact
  | PreSentenceAssessmentFact
  | ReceptionFact
  | AnnouncementFact
  | CorrectionTeamFact
  | CorrectionPlanFact
  | CheckInFact
  | SessionFact
  | AttendanceFact
  | BiometricScanFact
  | LeaveRequestFact
  | RelocationRequestFact
  | VisitRequestFact
  | RestrictedPlaceEntryFact
  | LocationDeviceFact
  | LocationAlertFact
  | MedicalReviewFact
  | RewardPunishmentFact
  | CounsellingFact
  | ReleaseFact
  | TerminationFact
  | SubjectComplaintFact
  | AdminCaseFact
  | AdminPenaltyDecisionFact
  | CriminalReferralFact
  | ReverseReferralFact
  | SubsidyProjectFact
  | SubsidyPaymentFact
  | PensionEntitlementFact
  | PensionPaymentFact
  | PensionAdjustmentFact
  | EmploymentFact
  | DeathRecordFact
  | ProcurementBidFact
  | BriberyConvictionFact
  | ProfessionalLicenceFact
  | CompanyOfficerFact;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { readonly kind: K }>;

/** Which system records which facts. */
export const factsByAgency = {
  judgments: [
    'CourtCase',
    'Party',
    'Judgment',
    'ConvictionItem',
    'Sentence',
    'AccessoryPenalty',
    'PropertyOrder',
    'ProhibitionOrder',
    'OccupationBan',
    'ParoleRuling',
    'CommutationRuling',
    'TemporaryServiceDecision',
    'RevocationRuling',
    'DeliveryRecord',
    'CivilJudgment',
    'AdminReview',
  ],
  police: [
    'PoliceIncident',
    'PoliceCase',
    'Suspect',
    'CoerciveMeasure',
    'ArrestRequest',
    'PublicOrderCase',
    'DrugUserRecord',
    'DrivingLicence',
    'TrafficViolation',
    'ExitEntryControl',
    'ExitEntryRecord',
    'TravelHit',
    'SeizedProperty',
    'NoticeToCorrections',
  ],
  enforcement: [
    'EnforcementCase',
    'AssetFinding',
    'EnforcementMeasure',
    'TerminationRuling',
    'DishonestListing',
    'FundDisbursement',
  ],
  corrections: [
    'CorrectionSubject',
    'PreSentenceAssessment',
    'Reception',
    'Announcement',
    'CorrectionTeam',
    'CorrectionPlan',
    'CheckIn',
    'Session',
    'Attendance',
    'BiometricScan',
    'LeaveRequest',
    'RelocationRequest',
    'VisitRequest',
    'RestrictedPlaceEntry',
    'LocationDevice',
    'LocationAlert',
    'MedicalReview',
    'RewardPunishment',
    'Counselling',
    'Release',
    'Termination',
    'SubjectComplaint',
  ],
  administrative: ['AdminCase', 'AdminPenaltyDecision', 'CriminalReferral', 'ReverseReferral'],
  subsidies: ['SubsidyProject', 'SubsidyPayment'],
  'social-security': ['PensionEntitlement', 'PensionPayment', 'PensionAdjustment', 'Employment'],
  deaths: ['DeathRecord'],
  procurement: ['ProcurementBid'],
  bribery: ['BriberyConviction'],
  licences: ['ProfessionalLicence', 'CompanyOfficer'],
} as const satisfies Record<string, readonly FactKind[]>;
