import { courtOf } from './agencies.js';
import { type Day, dateText } from './days.js';
import type { Life } from './facts.js';
import { type LifeBuilder, openLife, type Run } from './life-builder.js';
import type { PersonFact } from './person-facts.js';

/** A civil judgment under enforcement: performed, terminated for this round, or under way. */
export interface EnforcementStory {
  readonly division: string;
  readonly applicant: PersonFact;
  readonly respondent: PersonFact;
  readonly filed: Day;
  readonly closed: Day | null;
  readonly closingMode: 'PERFORMED' | 'TERMINATED_THIS_ROUND' | 'TERMINATED' | null;
  readonly claim: number;
  readonly caseNumber?: string;
  readonly basisCaseNumber?: string;
}

export function tellEnforcement(life: LifeBuilder, story: EnforcementStory): string {
  const { random, run } = life;
  const { division, filed, closed, closingMode, claim } = story;
  const court = courtOf(division);
  const holder = { agency: court.code, division, day: closed ?? filed + 5 };
  const caseNumber = story.caseNumber ?? run.numbers.courtCase(division, '执', filed);
  const done = closingMode === 'PERFORMED';
  const partly = closingMode === null ? 0 : Math.round(claim * random.pick([0, 0.1, 0.3]));
  life.add('EnforcementCase', holder, {
    caseNumber,
    basisCaseNumber: story.basisCaseNumber ?? run.numbers.courtCase(division, '民初', filed - 60),
    basis: random.weighted([
      ['CIVIL', 92],
      ['ARBITRATION', 4],
      ['NOTARY', 4],
    ] as const),
    applicant: story.applicant.key,
    applicantOrganization: null,
    applicantName: null,
    respondent: story.respondent.key,
    respondentOrganization: null,
    claimAmount: claim,
    filedDate: dateText(filed),
    noticeDate: filed + 3 < run.asOf ? dateText(filed + 3) : null,
    closedDate: closed === null ? null : dateText(closed),
    closingMode,
    executedAmount: done ? claim : partly,
    propertyReportOrderedAt: filed + 3 < run.asOf ? dateText(filed + 3) : null,
    networkQueryDates: [filed + 5, filed + 40].filter((day) => day < (closed ?? run.asOf)).map(dateText),
  });
  const measure = (
    kind: 'FREEZE' | 'SEAL' | 'CONSUMPTION_LIMIT' | 'DISHONEST_LIST' | 'AUCTION' | 'DETAIN' | 'FINE' | 'SEIZE',
    day: Day,
  ) =>
    life.add(
      'EnforcementMeasure',
      { ...holder, day },
      {
        measureNo: run.numbers.serial('CS', division, day),
        caseNumber,
        measure: kind,
        from: dateText(day),
        to: done && closed !== null ? dateText(closed) : null,
      },
    );
  if (filed + 8 < run.asOf) measure('FREEZE', filed + 6);
  if (closingMode !== 'PERFORMED' && filed + 25 < run.asOf) measure('CONSUMPTION_LIMIT', filed + 20);
  else if (random.chance(0.15)) measure(random.pick(['SEAL', 'SEIZE', 'AUCTION', 'DETAIN', 'FINE']), filed + 7);
  if (random.chance(done ? 0.8 : 0.5)) {
    life.add(
      'AssetFinding',
      { ...holder, day: filed + 5 },
      {
        findingNo: run.numbers.serial('CC', division, filed),
        caseNumber,
        owner: story.respondent.key,
        asset: random.pick(['DEPOSIT', 'DEPOSIT', 'PAYMENT_ACCOUNT']),
        value: done ? claim : random.between(0, 8000) * 100,
        foundAt: dateText(Math.min(filed + 5, run.asOf - 1)),
        acquiredDate: null,
        source: 'NETWORK_QUERY',
        status: done ? 'DISPOSED' : 'FREE',
      },
    );
  }
  if (closingMode === 'TERMINATED_THIS_ROUND' && closed !== null) {
    life.add('TerminationRuling', holder, {
      rulingNo: `${caseNumber}之一`,
      caseNumber,
      date: dateText(closed),
      notice: true,
      propertyReport: true,
      consumptionLimit: true,
      exhaustedSearch: true,
      threeMonths: true,
    });
    if (random.chance(0.5)) {
      measure('DISHONEST_LIST', closed - 10);
      life.add('DishonestListing', holder, {
        listingNo: run.numbers.serial('SX', division, closed),
        caseNumber,
        person: story.respondent.key,
        organization: null,
        listedAt: dateText(closed - 10),
        removedAt: null,
        reason: random.pick(['有履行能力而拒不履行生效法律文书确定义务', '违反财产报告制度']),
      });
    }
  }
  if (done && closed !== null) {
    life.add('FundDisbursement', holder, {
      disbursementNo: run.numbers.serial('FK', division, closed),
      caseNumber,
      receivedAt: dateText(closed - random.between(8, 20)),
      paidOutAt: dateText(closed - random.between(0, 6)),
      amount: claim,
    });
  }
  return caseNumber;
}

export function enforcementLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `enforcement-${index}`);
  const { random } = life;
  const filed = run.asOf - random.between(3, 360);
  const closingMode = random.weighted([
    ['PERFORMED', 45],
    ['TERMINATED_THIS_ROUND', 35],
    ['TERMINATED', 5],
    [null, 15],
  ] as const);
  // 终本 asks for three months; without any measure a case may not rest for six (EX-08).
  const duration = closingMode === 'TERMINATED_THIS_ROUND' ? random.between(95, 170) : random.between(20, 170);
  const closed = closingMode !== null && filed + duration < run.asOf ? filed + duration : null;
  tellEnforcement(life, {
    division,
    applicant: life.person({ division, ageFrom: 22, ageTo: 65 }),
    respondent: life.person({ division, ageFrom: 22, ageTo: 65 }),
    filed,
    closed,
    closingMode: closed === null ? null : closingMode,
    claim: random.between(2000, 400_000) * 100,
  });
  return life.done();
}
