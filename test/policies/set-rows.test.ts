import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { MatrixReader } from './matrix-cell.js';
import type { Row } from './naive-rows.js';
import { catalog, sets } from './the-sets.js';

// Which rows the sets open: the matrix is read on records that are one's own, these are not, or not any more.
// The words are those of matrix-5-3.test.ts; who is left out has nothing.

const reader = new MatrixReader(sets, catalog, createAccessCompiler(sets, catalog));

function cells(at: readonly string[], record: Row, isOthers = false): Record<string, string> {
  const all = [...sets.roles.keys()].map((role) => [role, reader.cell(role, { at, record, counted: [], isOthers })]);
  return Object.fromEntries(all.filter(([, cell]) => !/^-(\/-)*$/.test(cell ?? '')));
}

/** Of nobody's agency, area, office, person or matter. */
const elsewhere: Row = {
  ...Object.fromEntries(
    [
      ...['citizenId', 'victimCitizenId', 'reporterCitizenId', 'applicantCitizenId', 'legalRepresentativeCitizenId'],
      ...['caseNumber', 'caseNo', 'subjectNo', 'incidentNo', 'decisionNumber', 'referralNo'],
      ...['agencyCode', 'decisionAgencyCode', 'executingAgency', 'applicantAgency', 'applicantCreditCode'],
      ...['recipientCode', 'judicialOfficeCode', 'courtAgencyCode', 'purchaserCode'],
    ].map((field) => [field, 'elsewhere']),
  ),
  jurisdictionDivisionCode: '110101',
  executionDivisionCode: '110101',
  residenceDivisionCode: '110101',
  householdDivisionCode: '110101',
};

test('what is nobody’s own is open to nobody, but whether somebody is under correction', () => {
  const at = ['Person.name', 'Sentence.name', 'PoliceCase.causeName', 'CorrectionSubject.status', 'CheckIn.at'];
  const more = ['EnforcementCase.name', 'AdministrativePenalty.name', 'CriminalReferral.sentDate', 'TravelHit.at'];
  const registers = [
    'SubsidyPayment.amount',
    'PensionPayment.amount',
    'DeathRecord.deathDate',
    'ProcurementBid.result',
  ];
  const posts = ['BriberyConviction.chargeName', 'ProfessionalLicence.status', 'Employment.post'];
  expect(cells([...at, ...more, ...registers, ...posts], elsewhere, true)).toEqual({});
  expect(Object.keys(cells(['UnderCorrection.exists'], elsewhere, true))).toEqual([
    'prosecutor',
    'deputy-chief-procurator',
    'resident-procurator',
    'police-officer',
    'police-legal-officer',
    'corrections-officer',
    'judicial-office-clerk',
    'oversight-engine',
  ]);
});

test('a published judgment leads nobody to the records behind it, but the office to a masked extract', () => {
  const at = ['Judgment.title', 'Judgment.redactedRef', 'Sentence.citizenId', 'Sentence.name', 'Party.name'];
  const agency = 'F/F/-/-/-';
  const redacted = '-/F/-/-/-';
  expect(cells(at, { ...elsewhere, published: true }, true)).toEqual({
    prosecutor: agency,
    'deputy-chief-procurator': agency,
    'case-manager': agency,
    'resident-procurator': agency,
    judge: agency,
    'enforcement-judge': agency,
    'court-leader': agency,
    'police-officer': agency,
    'police-legal-officer': agency,
    'corrections-officer': agency,
    'judicial-office-clerk': '-/F/-/M/-',
    'administrative-officer': redacted,
    subject: redacted,
    party: redacted,
    public: redacted,
  });
});

test.each([
  ['the day before it closes', 'RELEASED', '2026-10-03', 'F'],
  ['the day that it closes', 'RELEASED', '2026-10-02', null],
  ['years ago, although nobody released the subject', 'IN_CORRECTION', '2023-01-01', 'F'],
])('the file of a correction that ended %s', (_, status, correctionEndDate, open) => {
  const record = { status, correctionEndDate };
  const matter = open ?? 'Fm';
  expect(cells(['CorrectionSubject.status', 'CheckIn.at'], record)).toEqual({
    prosecutor: matter,
    'deputy-chief-procurator': matter,
    'resident-procurator': matter,
    ...(open === null ? {} : { judge: 'F/-', 'enforcement-judge': 'F/-' }),
    ...(open === null ? {} : { 'corrections-officer': open, 'judicial-office-clerk': open }),
    subject: 'F',
    // What was done wrong is found after the end as well, nameless.
    'oversight-engine': 'F',
  });
  expect(cells(['UnderCorrection.exists'], record)).toMatchObject({
    'corrections-officer': 'F',
    'police-officer': 'F',
  });
});

test('the work of the last month is listed by itself, what is older hangs on a subject whose file is open', () => {
  const archived = { status: 'RELEASED', correctionEndDate: '2026-09-30' };
  const ofCheckIn = (dueTo: string) => cells(['CheckIn.at'], { ...archived, dueTo });
  const named = {
    prosecutor: 'Fm',
    'deputy-chief-procurator': 'Fm',
    'resident-procurator': 'Fm',
    subject: 'F',
    'oversight-engine': 'F',
  };
  expect(ofCheckIn('2026-09-30')).toEqual(named);
  expect(ofCheckIn('2026-10-31')).toEqual({
    prosecutor: 'F',
    'deputy-chief-procurator': 'F',
    'resident-procurator': 'F',
    'corrections-officer': 'F',
    subject: 'F',
    'oversight-engine': 'F',
  });
  // Where somebody was goes with the file: a matter that names the subject opens both, for R1 in the line alone.
  expect(cells(['LocationAlert.kind'], archived)).toEqual({ ...named, prosecutor: 'Fml' });
});

test('a police case before its transfer is the court’s under no matter', () => {
  const at = ['PoliceCase.filingDecision', 'Suspect.name'];
  expect(cells(at, { transferForProsecutionDate: null })).toEqual({
    prosecutor: 'Fm',
    'deputy-chief-procurator': 'F',
    'police-officer': 'F',
    'police-legal-officer': 'F',
    'oversight-engine': 'F/-',
  });
  expect(cells(at, { transferForProsecutionDate: '2026-10-01' })).toMatchObject({ judge: 'Fm' });
});

test('a referral is the police’s once it was sent', () => {
  const at = ['CriminalReferral.policeDecision', 'AdministrativePenalty.fineAmount'];
  expect(cells(at, { sentDate: null })['police-officer']).toBeUndefined();
  expect(cells(at, { sentDate: '2026-10-01' })['police-officer']).toBe('F');
});

test('publication ends: a debtor taken off the list, a penalty of more than three years ago', () => {
  const listed = (removedAt: string | null) => cells(['DishonestListing.name'], { removedAt }).public;
  expect([listed(null), listed('2026-11-02'), listed('2026-11-01')]).toEqual(['F', 'F', undefined]);
  const published = (decidedDate: string) =>
    cells(['AdministrativePenalty.fineAmount'], { published: true, decidedDate }).public;
  expect([published('2023-11-03'), published('2023-10-01')]).toEqual(['F', undefined]);
});

test('whereabouts are not looked up beyond their history', () => {
  const hits = (at: string) => cells(['TravelHit.at'], { at });
  expect(hits('2026-10-01T09:00:00+08:00')).toMatchObject({ prosecutor: 'A', 'police-officer': 'F' });
  expect(hits('2024-10-01T09:00:00+08:00')).toEqual({});
});

test('a subsidy is public once it is on notice, and its beneficiary’s masked name in the own village alone', () => {
  const at = ['SubsidyPayment.amount', 'SubsidyPayment.name', 'SubsidyPayment.citizenId', 'SubsidyPayment.account'];
  const seen = (record: Row) => cells(at, { ...elsewhere, ...record }, true).public;
  expect([
    seen({ published: false, jurisdictionDivisionCode: '371422104201' }),
    seen({ published: true, jurisdictionDivisionCode: '371422104201' }),
    seen({ published: true, jurisdictionDivisionCode: '371423104201' }),
  ]).toEqual([undefined, 'F/M/-/-', 'F/-/-/-']);
});

test('the answer letter tells of organisations for three years, and of a person to that person', () => {
  const letter = (kind: string, effectiveDate: string) =>
    Object.keys(cells(['OrganizationBriberyRecord.exists'], { ...elsewhere, kind, effectiveDate }, true));
  const officers = ['prosecutor', 'deputy-chief-procurator'];
  expect(letter('ORGANIZATION', '2023-11-03')).toEqual([...officers, 'subject', 'party', 'public']);
  expect(letter('ORGANIZATION', '2023-11-01')).toEqual([]);
  expect(letter('PERSON', '2026-01-01')).toEqual([]);
  expect(Object.keys(cells(['PersonBriberyRecord.exists'], {}))).toEqual(['subject', 'party', 'public']);
  expect(cells(['PersonBriberyRecord.exists'], elsewhere)).toEqual({});
});

test('a conviction of bribery is the own court’s, else the open case’s, and a purchaser’s by approval for three years', () => {
  const convicted = (courtAgencyCode: string, effectiveDate: string) => {
    const { judge, 'administrative-officer': purchaser } = cells(['BriberyConviction.chargeName'], {
      courtAgencyCode,
      effectiveDate,
    });
    return [judge, purchaser];
  };
  expect(convicted('A', '2026-01-01')).toEqual(['F', 'A']);
  expect(convicted('elsewhere', '2026-01-01')).toEqual(['Fm', 'A']);
  expect(convicted('A', '2023-01-01')).toEqual(['F', undefined]);
});

test('bids are read by who keeps the register and by who buys', () => {
  const bid = (record: Row) =>
    cells(['ProcurementBid.bidAmount'], { ...elsewhere, ...record })['administrative-officer'];
  expect([bid({ agencyCode: 'A' }), bid({ purchaserCode: 'A' }), bid({})]).toEqual(['F', 'F', undefined]);
});
