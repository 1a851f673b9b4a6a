import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { citizenIdOf } from '../../demo/lives/check-digits.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { at } from '../hub/answers.js';
import { forms, type OpenedHub, openDemoHub } from '../hub/open-hubs.js';
import { dataOf, everyNode, inPagesOf, plantsOf, queryNumbered } from './ask-files.js';

const prosecutor = { as: 'prosecutor', purpose: 'SUPERVISION' } as const;
const october = {
  from: '2026-10-01',
  to: '2026-10-31',
  since: '2026-10-01T00:00:00+08:00',
  until: '2026-10-31T23:59:59+08:00',
} as const;

/** What the fragment `numbers` of query 10 answers. */
interface Counts {
  readonly total: number;
  readonly smallestCell: number;
  readonly groups: readonly { readonly keys: unknown; readonly count: number }[];
  readonly rest: number;
}

describe.each(forms)('%s', (form) => {
  let hub: OpenedHub;
  beforeAll(async () => {
    hub = await openDemoHub(form, { scale: 'county' });
  }, 180_000);
  afterAll(() => hub?.close());

  test('1: a prosecutor sees everything about one subject', async () => {
    const variables = { subjectNo: samplePerson.correctionSubjectNo, ...october };
    const data = await dataOf(hub, queryNumbered(1), { ...prosecutor, variables });
    const { checkIns, educationAttendances, biometricScans, locationAlerts, ...subject } = at(
      data,
      'correctionSubject',
    ) as Record<string, { readonly nodes: readonly Record<string, unknown>[] }>;
    expect(subject).toEqual({
      subjectNo: samplePerson.correctionSubjectNo,
      name: samplePerson.name,
      correctionType: 'PROBATION',
      correctionStartDate: '2025-03-21',
      correctionEndDate: '2027-03-20',
      basisCase: {
        caseNumber: samplePerson.courtCaseNumber,
        judgments: {
          nodes: [
            {
              kind: 'JUDGMENT',
              effectiveDate: '2025-03-21',
              deliveries: {
                nodes: [{ noticeDate: '2025-03-25', documentsServedDate: '2025-03-24', receiptDate: '2025-03-28' }],
              },
            },
          ],
        },
        sentences: {
          nodes: [
            { principalPenalty: 'FIXED_TERM', termMonths: 0, probationMonths: 24, probationEndDate: '2027-03-20' },
          ],
        },
      },
      reception: {
        documentsReceivedDate: '2025-03-27',
        reportDeadline: '2025-03-31',
        reportedAt: '2025-03-27T16:25:00+08:00',
      },
      rewardsPunishments: { nodes: [] },
    });
    expect(checkIns?.nodes.map(({ mode }) => mode).sort()).toEqual(['APP', 'APP', 'APP', 'IN_PERSON']);
    expect(educationAttendances?.nodes.map(({ claimedHours }) => claimedHours)).toEqual([8, 4]);
    expect(biometricScans?.nodes).toHaveLength(10);
    const alert = { kind: 'LOW_BATTERY', at: '2026-10-28T16:23:00+08:00', ackAt: '2026-10-28T17:44:00+08:00' };
    expect(locationAlerts?.nodes).toContainEqual(alert);
  });

  test('2: effective community sentences show who was received, and who was not', async () => {
    const variables = { division: '371422', since: '2026-04-01' };
    const judgments = await everyNode(hub, queryNumbered(2), 'judgments', { ...prosecutor, variables });
    const subjectsOf = (caseNumber: string) => {
      const judgment = judgments.find((each) => each.caseNumber === caseNumber);
      return at(judgment, 'sentences.nodes.0.person.correctionSubjects.nodes');
    };
    const [neverReceived] = plantsOf(hub, 'CC-04', 'PLANTED').filter(({ why }) => why.includes('无矫正登记'));
    const [registeredByOldId] = plantsOf(hub, 'CC-04', 'NEAR_MISS').filter(({ why }) => why.includes('十五位'));
    expect(subjectsOf(neverReceived?.records[1] ?? '')).toEqual([]);
    const [subjectNo, caseNumber = ''] = registeredByOldId?.records ?? [];
    expect(subjectsOf(caseNumber)).toEqual([{ subjectNo, status: 'IN_CORRECTION' }]);
  });

  test('3: the register’s term of 23 months stands beside the court’s of 24', async () => {
    const variables = { division: '371422' };
    const subjects = await everyNode(hub, queryNumbered(3), 'correctionSubjects', { ...prosecutor, variables });
    const [plant] = plantsOf(hub, 'CC-09', 'PLANTED').filter(({ why }) => why.includes('23个月'));
    const [subjectNo, caseNumber] = plant?.records ?? [];
    const { person, ...subject } = subjects.find((each) => each.subjectNo === subjectNo) ?? {};
    // The plant's register gives an end 23 months after the start; 24 is what the judgment says.
    expect(subject).toEqual({
      subjectNo,
      caseNumber,
      probationMonths: 24,
      correctionStartDate: '2025-12-20',
      correctionEndDate: '2027-11-19',
    });
    expect(at(person, 'sentences.nodes')).toEqual([
      { caseNumber, probationMonths: 24, probationStartDate: '2025-12-20', probationEndDate: '2027-12-19' },
    ]);
  });

  test('4: a detention of 45 days without a request for arrest is found', async () => {
    const variables = { before: '2026-09-26T00:00:00+08:00' };
    const measures = await everyNode(hub, queryNumbered(4), 'coerciveMeasures', { ...prosecutor, variables });
    const [plant] = plantsOf(hub, 'PO-05', 'PLANTED').filter(({ why }) => why.includes('未提请批捕'));
    const open = measures.filter(
      (measure) => measure.endedAt === null && (at(measure, 'arrestRequests.nodes') as unknown[]).length === 0,
    );
    expect(open).toEqual([
      {
        caseNumber: plant?.records[0],
        executedAt: '2026-09-17T10:00:00+08:00',
        endedAt: null,
        endKind: null,
        extensionGround: null,
        arrestRequests: { nodes: [] },
      },
    ]);
  });

  test('5: rounds of execution that ended although the respondent has real estate are found', async () => {
    const variables = { since: '2025-01-01' };
    const rulings = await everyNode(hub, queryNumbered(5), 'terminationRulings', { ...prosecutor, variables });
    for (const { records } of plantsOf(hub, 'EX-01', 'PLANTED')) {
      const ruling = rulings.find(({ caseNumber }) => caseNumber === records[0]);
      expect(at(ruling, 'enforcementCase.assetFindings.nodes.0')).toMatchObject({
        kind: 'REAL_ESTATE',
        status: 'FREE',
      });
    }
  });

  test('6: a justice office sees its own subjects and what is due this week', async () => {
    const clerk = { as: 'judicial-office-clerk', purpose: 'CORRECTION_MANAGEMENT' } as const;
    const variables = { from: '2026-10-26', to: '2026-11-01' };
    const subjects = await everyNode(hub, queryNumbered(6), 'correctionSubjects', { ...clerk, variables });
    const own = subjects.find(({ subjectNo }) => subjectNo === samplePerson.correctionSubjectNo);
    const { checkIns, ...sample } = own ?? {};
    expect(sample).toEqual({
      subjectNo: samplePerson.correctionSubjectNo,
      name: samplePerson.name,
      correctionEndDate: '2027-03-20',
    });
    const due = at(checkIns, 'nodes') as readonly { readonly at: string }[];
    expect([...due].sort((a, b) => (a.at < b.at ? -1 : 1))).toEqual([
      { dueTo: '2026-10-31', at: '2026-10-18T16:52:00+08:00', mode: 'IN_PERSON' },
      { dueTo: '2026-10-31', at: '2026-10-29T10:18:00+08:00', mode: 'APP' },
    ]);
    const { totalCount } = at(
      await dataOf(hub, queryNumbered(6), { ...clerk, variables }),
      'correctionSubjects',
    ) as Record<string, unknown>;
    expect(totalCount).toBe(subjects.length);
    // The county has 167 people in correction; an office has its own.
    expect(subjects.length).toBeLessThan(60);
  });

  test('7: a court sees whether the probationer of its own judgment was received', async () => {
    const data = await dataOf(hub, queryNumbered(7), {
      as: 'judge',
      purpose: 'CASE_HANDLING',
      variables: { caseNumber: samplePerson.courtCaseNumber },
    });
    expect(at(data, 'courtCase.sentences.nodes.0.person.correctionSubjects.nodes')).toEqual([
      { status: 'IN_CORRECTION', executionAgency: '宁津县社区矫正管理局', correctionStartDate: '2025-03-21' },
    ]);
  });

  test('8: police see that a person is under correction and by whom, and no more', async () => {
    const options = { as: 'police-officer', purpose: 'CASE_HANDLING' } as const;
    const variables = { citizenId: samplePerson.citizenId };
    expect(await dataOf(hub, queryNumbered(8), { ...options, variables })).toEqual({
      underCorrection: { exists: true, executionAgency: { name: '宁津县社区矫正管理局' } },
    });
    const nobody = { citizenId: citizenIdOf('37142219000101001') };
    expect(await dataOf(hub, queryNumbered(8), { ...options, variables: nobody })).toEqual({
      underCorrection: { exists: false, executionAgency: null },
    });
    const { body } = await hub.ask('{ correctionSubjects(first: 1) { nodes { status } } }', options);
    expect([body.data, body.errors?.[0]?.extensions.code]).toEqual([{ correctionSubjects: null }, 'FIELD_DENIED']);
  });

  test('9: an administrative agency sees what became of its own referrals', async () => {
    const data = await dataOf(hub, queryNumbered(9), {
      as: 'administrative-officer',
      purpose: 'CASE_HANDLING',
      variables: { since: '2025-01-01' },
    });
    const referrals = at(data, 'criminalReferrals.nodes') as readonly Record<string, unknown>[];
    expect(referrals.length).toBeGreaterThan(0);
    // The account is the market bureau's: no other bureau's referral is its own.
    for (const { referralNo } of referrals) expect(referralNo).toMatch(/^宁市监移字/);
    expect(new Set(referrals.map(({ policeDecision }) => policeDecision))).toEqual(new Set(['FILED', null]));
  });

  test('10: a committee counts without names, and is not told what is too small', async () => {
    const options = { purpose: 'STATISTICS', variables: { since: '2026-01-01' } } as const;
    const data = await dataOf(hub, queryNumbered(10), { ...options, as: 'political-legal-committee' });
    const whole = await dataOf(hub, queryNumbered(10), { ...options, as: 'deputy-chief-procurator' });
    const [told, all] = [data, whole].map((each) => at(each, 'subjects') as Counts);
    const sum = (groups: Counts['groups'] = []) => groups.reduce((count, group) => count + group.count, 0);
    expect([told?.smallestCell, all?.smallestCell]).toEqual([3, 0]);
    // The procuratorate's leader is told of every group, those of one or two people among them; the committee of none.
    expect(all?.groups.some(({ count }) => count < 3)).toBe(true);
    expect(told?.groups.filter(({ count }) => count < 3)).toEqual([]);
    expect(all?.groups).toEqual(expect.arrayContaining([...(told?.groups ?? [])]));
    expect([told?.total, (told?.rest ?? 0) + sum(told?.groups)]).toEqual([all?.total, all?.total]);
    expect(at(data, 'judged.total')).toBeGreaterThan(1000);
    expect(at(data, 'penalties.groups.0.keys')).toEqual([{ field: 'DECIDED_DATE_YEAR', value: '2026', label: null }]);
  });

  test.each([
    [2, 'judgments', 23, { division: '371422', since: '2026-04-01' }],
    [3, 'correctionSubjects', 31, { division: '371422' }],
    [4, 'coerciveMeasures', 97, { before: '2026-09-26T00:00:00+08:00' }],
    [5, 'terminationRulings', 89, { since: '2025-01-01' }],
  ])('%i: pages of %s lose nothing and repeat nothing', async (number, root, first, variables) => {
    const query = queryNumbered(number);
    const [inLargePages, inSmallPages] = [
      await everyNode(hub, inPagesOf(100, query), root, { ...prosecutor, variables }),
      await everyNode(hub, inPagesOf(first, query), root, { ...prosecutor, variables }),
    ];
    expect(inSmallPages.length).toBeGreaterThan(2 * first);
    expect(inSmallPages).toEqual(inLargePages);
  });
});
