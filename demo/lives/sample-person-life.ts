import { tellAdminPenalty } from './admin-lives.js';
import { courtOf, policeBureauOf } from './agencies.js';
import { chargeNamed } from './charges.js';
import { tellCorrection } from './correction-story.js';
import { addMonths, dateText, dayOf } from './days.js';
import { tellEnforcement } from './enforcement-lives.js';
import type { Life } from './facts.js';
import { type LifeBuilder, openLife, type Run } from './life-builder.js';
import type { PersonFact } from './person-facts.js';
import { drawUnit } from './police-story.js';
import { tellPost } from './post-story.js';
import { samplePerson, samplePersonFact } from './sample-person.js';
import type { SessionBook } from './sessions.js';
import { tellSubsidy } from './subsidy-story.js';

/** The life of the README's tour: one year, probation for two, and something in every agency's system. */
export function samplePersonLife(run: Run, sessions: SessionBook): Life {
  const life = openLife({ ...run, seed: 'sample' }, 'sample', { pinned: true });
  const person = life.know(samplePersonFact);
  const { division } = samplePerson;
  const effective = dayOf('2025-03-21');
  tellCorrection(life, {
    person,
    township: person.residenceTownship,
    type: 'PROBATION',
    effective,
    charge: chargeNamed('盗窃罪'),
    termMonths: 12,
    probationMonths: 24,
    status: 'IN_CORRECTION',
    sessions,
    caseNumber: samplePerson.courtCaseNumber,
    policeCaseNumber: samplePerson.policeCaseNumber,
    subjectNo: samplePerson.correctionSubjectNo,
    diligent: true,
  });
  tellOldPenalty(life, division, person.key);
  const lender = life.person({ division, ageFrom: 30, ageTo: 60 });
  const court = courtOf(division);
  const filed = dayOf('2025-09-02');
  const holder = { agency: court.code, division, day: filed + 60 };
  const caseNumber = samplePerson.civilCaseNumber;
  life.add('CourtCase', holder, {
    caseNumber,
    domain: 'CIVIL',
    procedure: 'FIRST',
    filedDate: dateText(filed),
    trialMode: 'SINGLE',
    summaryProcedure: true,
    closedDate: dateText(filed + 45),
    closingMode: 'JUDGMENT',
    cause: '买卖合同纠纷',
    causeCode: '9074',
    judge: '审判员吴某',
    policeCaseNumber: null,
  });
  for (const [role, who] of [
    ['PLAINTIFF', lender],
    ['DEFENDANT', person],
  ] as const) {
    life.add('Party', holder, { caseNumber, role, person: who.key, organization: null, agent: null, lawyer: null });
  }
  life.add('Judgment', holder, {
    documentId: 'WS20250000000907',
    caseNumber,
    documentKind: 'JUDGMENT',
    pronouncedDate: dateText(filed + 45),
    servedDates: [dateText(filed + 47)],
    effectiveDate: dateText(filed + 63),
    appealDeadline: dateText(filed + 62),
    appealed: false,
    protested: false,
    title: '买卖合同纠纷一案民事判决书',
    published: true,
    contentHash: '0907'.repeat(16),
  });
  life.add('CivilJudgment', holder, {
    caseNumber,
    documentId: 'WS20250000000907',
    claimAmount: 3_860_000,
    awardAmount: 3_620_000,
    defaultJudgment: false,
    mediated: false,
    sameDayMediation: false,
    performanceDeadline: dateText(filed + 90),
    evidenceKinds: ['CONTRACT', 'BANK_TRANSFER'],
  });
  tellEnforcement(life, {
    division,
    applicant: lender,
    respondent: person,
    filed: dayOf('2026-08-20'),
    closed: null,
    closingMode: null,
    claim: 3_620_000,
    caseNumber: samplePerson.enforcementCaseNumber,
    basisCaseNumber: caseNumber,
  });
  tellAdminPenalty(life, {
    bureau: 'MARKET',
    division,
    violator: person.key,
    violatorOrganization: null,
    violation: '虚假宣传',
    itemCode: 'SC014',
    filed: dayOf('2026-04-07'),
    decided: dayOf('2026-05-12'),
    goodsValue: 460_000,
    fine: 300_000,
    performed: dayOf('2026-05-20'),
    caseNo: samplePerson.adminCaseNumber,
    decisionNumber: samplePerson.adminDecisionNumber,
  });
  life.add(
    'DrivingLicence',
    { agency: policeBureauOf(division).code, division, day: effective - 700 },
    {
      licenceNo: person.citizenId,
      person: person.key,
      classes: 'C1',
      status: 'NORMAL',
      validTo: dateText(addMonths(effective, 60)),
      revokedDate: null,
      revokeReason: null,
    },
  );
  tellRegisters(life, person);
  return life.done();
}

/** A subsidy for the land in his village, and the post that feeds him. */
function tellRegisters(life: LifeBuilder, person: PersonFact): void {
  const { division, villageCode, villageName } = samplePerson;
  const village = { code: villageCode, name: villageName };
  for (const paid of ['2025-06-20', '2026-06-20'])
    tellSubsidy(life, {
      division,
      village,
      subsidyKind: 'FARMLAND_FERTILITY',
      paidAt: dayOf(paid),
      households: [{ person, contractedMu: 5.2 }],
      isPublished: true,
      projectNo: `${samplePerson.subsidyProjectNo}-${paid.slice(0, 4)}`,
    });
  tellPost(life, {
    person,
    division,
    employment: 'CONTRACT',
    unit: '物业服务有限公司',
    from: dayOf('2024-03-01'),
    change: { unitName: '宁津县津城商贸有限公司', post: '送货员' },
  });
}

/** A fine of 2024: sealed, so that a plain query must not show that it exists. */
function tellOldPenalty(life: LifeBuilder, division: string, person: string): void {
  const filed = dayOf('2024-06-03');
  life.add(
    'PublicOrderCase',
    { agency: drawUnit(life, division), division, day: filed + 9, sealed: true },
    {
      caseNo: samplePerson.publicOrderCaseNumber,
      incidentNo: null,
      person,
      violationCode: '70',
      violation: '赌博',
      filedDate: dateText(filed),
      decidedDate: dateText(filed + 9),
      penalties: ['FINE'],
      days: null,
      fineAmount: 50_000,
      detentionExecuted: null,
      detentionStart: null,
      injuryGrade: null,
      lossAmount: null,
      mediated: false,
    },
  );
}
