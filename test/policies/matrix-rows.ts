import type { MatrixRow } from './matrix-cell.js';

const victim = { role: 'VICTIM', published: false } as const;

/** The rows of domain 5.3 and the fields that stand for them. */
export const matrixRows: Readonly<Record<string, MatrixRow>> = {
  'person: name, date of birth': { at: ['Person.name', 'Person.birthDate'] },
  'person: number, phone, address': {
    at: ['Person.citizenId', 'Person.phone', 'Person.residenceAddress'],
    counted: [],
  },
  'judgment, published: title; redacted text': {
    at: ['Judgment.title', 'Judgment.redactedRef'],
    record: { published: true },
  },
  'judgment, unpublished: title; sentence; case; AE review': {
    at: ['Judgment.title', 'Sentence.principalPenalty', 'CourtCase.status', 'AdminReview.result'],
    counted: ['Judgment', 'Sentence', 'CourtCase', 'AdminReview'],
  },
  'police case and measures': { at: ['PoliceCase.filingDecision', 'CoerciveMeasure.kind'] },
  'police: notice of custody (社矫 32)': { at: ['NoticeToCorrections.custodyStart'] },
  'police: what became of a referral': { at: ['CriminalReferral.policeDecision'] },
  'public-order penalty': { at: ['PublicOrderPenalty.days'], record: { sealed: true } },
  'correction: status; check-ins, hours': {
    at: ['CorrectionSubject.status', 'CheckIn.at', 'EducationAttendance.claimedHours'],
  },
  'correction: yes or no, and which agency': {
    at: ['UnderCorrection.exists', 'UnderCorrection.executionAgencyCode'],
    counted: [],
  },
  'location alert': { at: ['LocationAlert.kind'] },
  'health: state; hospital; dates': {
    at: ['CorrectionSubject.health', 'MedicalReview.hospital', 'MedicalReview.at'],
    counted: ['MedicalReview'],
  },
  'enforcement case; assets': { at: ['EnforcementCase.closingMode', 'AssetFinding.value'] },
  'enforcement: list of dishonest debtors': { at: ['DishonestListing.reason'] },
  'administrative penalty': { at: ['AdministrativePenalty.fineAmount', 'AdministrativePenalty.penalties'] },
  'administrative penalty, published': { at: ['AdministrativePenalty.fineAmount'], record: { published: true } },
  'bribery conviction': {
    at: ['BriberyConviction.chargeName', 'BriberyConviction.sentenceSummary'],
    record: { effectiveDate: '2026-01-01' },
  },
  'bribery: answer letter on an organisation': {
    at: ['OrganizationBriberyRecord.exists'],
    counted: [],
    record: { kind: 'ORGANIZATION', effectiveDate: '2026-01-01' },
  },
  'subsidy payment: amount': { at: ['SubsidyPayment.amount'] },
  'subsidy payment, published: name; amount': {
    at: ['SubsidyPayment.name', 'SubsidyPayment.amount'],
    record: { published: true },
  },
  'victim: of a court; of the police': {
    at: ['Party.name', 'PoliceCase.victimName'],
    counted: [],
    record: victim,
    isOthers: true,
  },
  'juvenile, sealed: sentence; suspect; correction': {
    at: ['Sentence.principalPenalty', 'Suspect.role', 'CorrectionSubject.status'],
    record: { sealed: true },
  },
  'audit log: own acts': { at: ['AuditEntry.at'], record: { isOwn: true } },
  'audit log: the unit': { at: ['AuditEntry.at'] },
  'audit log: who viewed me': { at: ['Viewing.at'] },
};
