import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { courtOf, judicialOfficeOf } from '../../demo/lives/agencies.js';
import { homeDivision, townshipsOf } from '../../demo/lives/divisions.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { readCatalog } from '../../schema/catalog/read.js';
import { nodesAt } from './answers.js';
import { type OpenedHub, openDemoHub } from './open-hubs.js';

// What each role of domain 5.3 finds in lists with the demonstration's accounts.

let hub: OpenedHub;
beforeAll(async () => {
  hub = await openDemoHub('one process', { scale: 'county' });
}, 180_000);
afterAll(() => hub.close());

const lists = [...readCatalog().subgraphs.values()].flatMap(({ roots }) =>
  [...roots.values()].flatMap(({ name, shape }) => (shape.kind === 'list' ? [name] : [])),
);

/** Root lists that have rows for a role (`rows`), and that are open and give none; every other one is denied. */
async function found(as: string, purpose: string) {
  const rows: string[] = [];
  const none: string[] = [];
  // The gateway takes eight roots at a time.
  for (let from = 0; from < lists.length; from += 8) {
    const names = lists.slice(from, from + 8);
    const query = `{ ${names.map((name) => `${name}(first: 1) { nodes { __typename } }`).join(' ')} }`;
    const { data, errors = [] } = (await hub.ask(query, { as, purpose })).body;
    for (const name of names) {
      const code = errors.find(({ path }) => path?.[0] === name)?.extensions.code;
      if (code === undefined) (nodesAt(data, name).length > 0 ? rows : none).push(name);
      else if (code !== 'FIELD_DENIED') none.push(`${name} ${code}`);
    }
  }
  return { rows: rows.sort().join(' '), none: none.sort().join(' ') };
}

test.each([
  {
    as: 'case-manager',
    purpose: 'SUPERVISION',
    rows: 'agencies judgments oversightRules',
    // No rule has been run yet.
    none: 'findings inbox oversightRuns supervisionDocuments supervisionMatters',
  },
  {
    as: 'resident-procurator',
    purpose: 'SUPERVISION',
    rows: 'accessoryPenalties agencies checkIns complaints convictions correctionSubjects deliveries educationAttendances educationSessions judgments leaveRequests locationAlerts locationDevices occupationBans oversightRules preSentenceAssessments prohibitionOrders receptions releases revocationRulings rewardsPunishments sentences serviceAttendances serviceSessions',
    // Nobody's correction was terminated within the month.
    none: 'findings inbox oversightRuns supervisionDocuments supervisionMatters terminations',
  },
  {
    as: 'judge',
    purpose: 'CASE_HANDLING',
    rows: 'accessoryPenalties adminReviews administrativeCases administrativePenalties agencies assetFindings briberyConvictions civilJudgments companyOfficers convictions correctionSubjects courtCases deliveries dishonestListings enforcementCases enforcementMeasures fundDisbursements judgments occupationBans parties policeCases prohibitionOrders propertyOrders revocationRulings sentences terminationRulings',
    // The intermediate court's own: a county's judges rule on none. Nobody of the judge's own case has died.
    none: 'commutationRulings deathRecords paroleRulings temporaryServiceDecisions',
  },
  {
    as: 'police-officer',
    purpose: 'CASE_HANDLING',
    rows: 'accessoryPenalties agencies arrestRequests coerciveMeasures companyOfficers courtCases criminalReferrals custodyNotices drivingLicences drugUserRecords exitEntryControls judgments policeCases policeIncidents prohibitionOrders publicOrderCases publicOrderPenalties seizedProperties sentences suspects trafficViolations',
    // Every person's crossings and journeys: they are asked for by person.
    none: 'exitEntryRecords BOUND_EXCEEDED travelHits BOUND_EXCEEDED',
  },
  {
    as: 'corrections-officer',
    purpose: 'CORRECTION_MANAGEMENT',
    rows: 'agencies checkIns complaints correctionSubjects custodyNotices deliveries educationAttendances educationSessions judgments leaveRequests locationAlerts locationDevices medicalReviews occupationBans preSentenceAssessments prohibitionOrders receptions releases revocationRulings rewardsPunishments serviceAttendances serviceSessions',
    // Nothing was served on the agency.
    none: 'inbox supervisionDocuments supervisionMatters terminations',
  },
  {
    as: 'judicial-office-clerk',
    purpose: 'CORRECTION_MANAGEMENT',
    rows: 'agencies correctionSubjects deliveries educationSessions judgments serviceSessions',
    none: '',
  },
  {
    as: 'administrative-officer',
    purpose: 'CASE_HANDLING',
    rows: 'adminReviews administrativeCases administrativePenalties agencies companyOfficers criminalReferrals judgments reverseReferrals',
    // The demonstration's applicants for enforcement are persons; registers other than of companies are other bureaus' own.
    none: 'deathRecords employments enforcementCases pensionAdjustments pensionEntitlements pensionPayments procurementBids professionalLicences subsidyPayments subsidyProjects',
  },
  { as: 'political-legal-committee', purpose: 'STATISTICS', rows: 'agencies', none: '' },
  { as: 'corrections-committee', purpose: 'STATISTICS', rows: 'agencies', none: '' },
  {
    as: 'subject',
    purpose: 'SELF_ACCESS',
    rows: 'accessoryPenalties administrativeCases administrativePenalties agencies assetFindings convictions correctionSubjects deliveries employments enforcementCases judgments parties preSentenceAssessments publicOrderCases publicOrderPenalties sentences subsidyPayments',
    none: 'adminReviews commutationRulings companyOfficers dishonestListings myComplaints occupationBans paroleRulings pensionAdjustments pensionEntitlements pensionPayments professionalLicences prohibitionOrders revocationRulings temporaryServiceDecisions',
  },
  {
    as: 'party',
    purpose: 'SELF_ACCESS',
    rows: 'accessoryPenalties administrativeCases administrativePenalties agencies assetFindings convictions deliveries employments enforcementCases judgments parties sentences subsidyPayments',
    none: 'adminReviews commutationRulings companyOfficers dishonestListings occupationBans paroleRulings pensionAdjustments pensionEntitlements pensionPayments professionalLicences prohibitionOrders revocationRulings temporaryServiceDecisions',
  },
  {
    as: 'public',
    purpose: 'PUBLIC_SERVICE',
    rows: 'administrativePenalties agencies companyOfficers dishonestListings judgments subsidyProjects',
    // Nobody has applied yet; payments are asked of a village and a year.
    none: 'briberyLetters subsidyPayments BOUND_EXCEEDED',
  },
  {
    as: 'villager',
    purpose: 'PUBLIC_SERVICE',
    rows: 'administrativePenalties agencies companyOfficers dishonestListings judgments subsidyProjects',
    none: 'briberyLetters subsidyPayments BOUND_EXCEEDED',
  },
  // Opens matters and approves; what officers read of people is not the head's to read.
  {
    as: 'administrative-leader',
    purpose: 'CASE_HANDLING',
    rows: 'agencies',
    none: 'inbox supervisionDocuments supervisionMatters',
  },
  {
    as: 'oversight-engine',
    purpose: 'SUPERVISION',
    rows: 'accessoryPenalties adminReviews administrativeCases administrativePenalties agencies arrestRequests assetFindings briberyConvictions checkIns civilJudgments coerciveMeasures companyOfficers complaints convictions correctionSubjects courtCases criminalReferrals custodyNotices deathRecords deliveries dishonestListings drivingLicences drugUserRecords educationAttendances educationSessions employments enforcementCases enforcementMeasures exitEntryControls fundDisbursements judgments leaveRequests locationAlerts locationDevices medicalReviews occupationBans parties pensionAdjustments pensionEntitlements pensionPayments policeCases policeIncidents preSentenceAssessments procurementBids professionalLicences prohibitionOrders propertyOrders publicOrderCases publicOrderPenalties receptions releases reverseReferrals revocationRulings rewardsPunishments seizedProperties sentences serviceAttendances serviceSessions subsidyPayments subsidyProjects suspects terminationRulings terminations trafficViolations',
    // The intermediate court's own, reached from the sentence; crossings and journeys, asked for by person.
    none: 'commutationRulings exitEntryRecords BOUND_EXCEEDED paroleRulings temporaryServiceDecisions travelHits BOUND_EXCEEDED',
  },
])('who acts as $as for $purpose finds rows in these lists, and every other list is denied', async (expected) => {
  const { as, purpose, rows, none } = expected;
  expect(await found(as, purpose)).toEqual({ rows, none });
});

const [township] = townshipsOf(homeDivision);
const ownOffice = judicialOfficeOf(township?.code ?? '').code;
const only = (value: string) => new RegExp(`^${value}$`);

test.each([
  ['prosecutor', 'SUPERVISION', 'checkIns', 'jurisdictionDivisionCode', /^371422/],
  ['judge', 'CASE_HANDLING', 'courtCases', 'agencyCode', only(courtOf(homeDivision).code)],
  ['police-officer', 'CASE_HANDLING', 'policeCases', 'agencyCode', /^371422\d{6}$/],
  ['police-legal-officer', 'CASE_HANDLING', 'publicOrderPenalties', 'agencyCode', /^371422\d{6}$/],
  ['corrections-officer', 'CORRECTION_MANAGEMENT', 'checkIns', 'jurisdictionDivisionCode', /^371422/],
  ['judicial-office-clerk', 'CORRECTION_MANAGEMENT', 'educationSessions', 'judicialOfficeCode', only(ownOffice)],
  ['subject', 'SELF_ACCESS', 'parties', 'citizenId', only(samplePerson.citizenId)],
] as const)('who acts as %s for %s finds in %s own rows alone, by %s', async (as, purpose, list, field, expected) => {
  const { body } = await hub.ask(`{ ${list}(first: 100) { nodes { ${field} } } }`, { as, purpose });
  const values = nodesAt(body.data, list).map((node) => String(node[field]));
  expect(values.length).toBeGreaterThan(0);
  expect(values.filter((value) => !expected.test(value))).toEqual([]);
});

test('a resident procurator follows a sentence of the area to its parole, which the court above ruled on', async () => {
  const rulings = '{ paroleRulings(first: 1) { nodes { caseNumber originalCaseNumber } } }';
  const leader = { as: 'deputy-chief-procurator', purpose: 'SUPERVISION', division: '3714' } as const;
  const known = await hub.ask(rulings, leader);
  const [ruling] = nodesAt(known.body.data, 'paroleRulings');
  const query = `query ($of: CaseNumber!) {
    sentences(filter: { caseNumber: { eq: $of } }) { nodes { paroleRulings { nodes { caseNumber originalCaseNumber } } } }
    paroleRulings { nodes { caseNumber } }
  }`;
  const variables = { of: ruling?.originalCaseNumber };
  const { body } = await hub.ask(query, { as: 'resident-procurator', purpose: 'SUPERVISION', variables });
  const [sentence] = nodesAt(body.data, 'sentences');
  expect(nodesAt(sentence, 'paroleRulings')).toEqual([ruling]);
  expect(body.data?.paroleRulings).toBeNull();
});

const asPublic = { as: 'public', purpose: 'PUBLIC_SERVICE' } as const;

test('the public reads published judgments with where their redacted text is, without titles, parties or cases', async () => {
  const query = `{ judgments(first: 100) {
    nodes { documentId kind published redactedRef title storageRef courtCase { causeName } parties { nodes { name } } }
  } }`;
  const { body } = await hub.ask(query, asPublic);
  const nodes = nodesAt(body.data, 'judgments');
  expect(nodes.length).toBe(100);
  expect(new Set(nodes.map(({ documentId, kind, redactedRef, ...rest }) => JSON.stringify(rest)))).toEqual(
    new Set([JSON.stringify({ published: true, title: null, storageRef: null, courtCase: null, parties: null })]),
  );
  for (const { documentId, redactedRef } of nodes) expect(redactedRef).toBe(`gkws/${String(documentId)}.pdf`);
  expect(nodes.filter(({ kind }) => kind === 'MEDIATION')).toEqual([]);
});

test.each([
  ['every village', '', 'year: { eq: 2026 }', 'BOUND_EXCEEDED'],
  ['every year', '', 'villageCode: { eq: "371422001201" }', 'BOUND_EXCEEDED'],
  [
    'a village or else everything',
    '',
    'or: [{ villageCode: { eq: "371422001201" }, year: { eq: 2026 } }]',
    'BOUND_EXCEEDED',
  ],
  ['all villages that begin alike', '', 'villageCode: { prefix: "3714" }, year: { eq: 2026 }', 'BOUND_EXCEEDED'],
  ['a long page', 'first: 101, ', 'villageCode: { eq: "371422001201" }, year: { eq: 2026 }', 'BOUND_EXCEEDED'],
  [
    'a village’s board',
    'first: 100, ',
    'and: [{ villageCode: { eq: "371422001201" } }], year: { eq: 2026 }',
    undefined,
  ],
])('the public is told what a village’s board says and copies no register: %s', async (_, page, filter, code) => {
  const list = `(${page}filter: { ${filter} }) { nodes { amount villageName } }`;
  const { body } = await hub.ask(`{ subsidyPayments${list} }`, asPublic);
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(code && [code]);
  expect(nodesAt(body.data, 'subsidyPayments').length > 0).toBe(code === undefined);
  const inside = await hub.ask(`{ subsidyProjects { nodes { payments${list} } } }`, asPublic);
  expect(new Set(inside.body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(code && [code]));
});

test('who supervises lists payments as widely as a question goes', async () => {
  const query = '{ subsidyPayments(first: 200) { nodes { villageCode } } }';
  const { body } = await hub.ask(query, { as: 'prosecutor', purpose: 'SUPERVISION' });
  expect(new Set(nodesAt(body.data, 'subsidyPayments').map(({ villageCode }) => villageCode)).size).toBeGreaterThan(1);
});

test('a judgment that is not published does not exist for the public', async () => {
  const hidden = '{ judgments(first: 5, filter: { published: { eq: false } }) { nodes { documentId } } }';
  const known = await hub.ask(hidden, { as: 'prosecutor', purpose: 'SUPERVISION' });
  const [judgment] = nodesAt(known.body.data, 'judgments');
  expect(judgment?.documentId).toEqual(expect.any(String));
  const query = `query ($documentId: ID!) {
    judgment(documentId: $documentId) { documentId }
    judgments(filter: { published: { eq: false } }) { totalCount nodes { documentId } }
  }`;
  const { body } = await hub.ask(query, { ...asPublic, variables: { documentId: judgment?.documentId } });
  expect(body.errors).toBeUndefined();
  expect(body.data).toEqual({ judgment: null, judgments: { totalCount: 0, nodes: [] } });
});

test('a party reaches the own cases with their documents through the own record, and no list of cases', async () => {
  const query = `{
    parties { nodes { courtCase { caseNumber domain status judgments { nodes { caseNumber title } } } } }
    courtCases { nodes { caseNumber } }
  }`;
  const { body } = await hub.ask(query, { as: 'party', purpose: 'SELF_ACCESS' });
  const cases = nodesAt<{ courtCase: Readonly<Record<string, unknown>> }>(body.data, 'parties').map(
    ({ courtCase }) => courtCase,
  );
  expect(cases.map(({ domain, status }) => `${domain} ${status}`).sort()).toEqual(['CIVIL CLOSED', 'CRIMINAL CLOSED']);
  for (const courtCase of cases)
    expect(nodesAt(courtCase, 'judgments')).toEqual([{ caseNumber: courtCase.caseNumber, title: null }]);
  expect(body.data?.courtCases).toBeNull();
  expect(body.extensions?.access.map(({ path, reason, remedy }) => [path, reason, remedy])).toEqual([
    ['parties.nodes.courtCase.judgments.nodes.title', 'NO_GRANT', expect.any(String)],
    ['courtCases', 'RELATION', 'ask through Party.courtCase'],
  ]);
});
