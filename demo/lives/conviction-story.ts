// long: one story told in order, from the offence to the delivery of the judgment.
import { courtOf, justiceBureauOf } from './agencies.js';
import type { Charge } from './charges.js';
import type { PrincipalPenalty } from './court-facts.js';
import { ageAt, type Day, dateText, termEnd } from './days.js';
import type { Holder, LifeBuilder } from './life-builder.js';
import type { PersonFact } from './person-facts.js';
import { isPublished } from './publication.js';
import { hashOf } from './random.js';

/** A criminal first-instance judgment. */
export interface ConvictionStory {
  readonly division: string;
  readonly defendants: readonly PersonFact[];
  readonly charge: Charge;
  readonly offence: Day;
  readonly filed: Day;
  readonly pronounced: Day;
  readonly effective: Day;
  readonly penalty: PrincipalPenalty;
  readonly termMonths: number;
  /** Null: no probation. */
  readonly probationMonths: number | null;
  readonly policeCaseNumber: string | null;
  readonly victim?: PersonFact;
  readonly caseNumber?: string;
  /** A community sentence is delivered to the corrections agency of this division. */
  readonly deliveredTo: string | null;
}

export interface ConvictionRecord {
  readonly caseNumber: string;
  readonly documentId: string;
  /** Last day of the sentence as served (no probation). */
  readonly termEnd: Day | null;
  readonly holder: Holder;
}

export function documentHash(text: string): string {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((part) => hashOf(`${part}${text}`).toString(16).padStart(8, '0')).join('');
}

export function tellConviction(life: LifeBuilder, story: ConvictionStory): ConvictionRecord {
  const { random, run } = life;
  const { division, charge, effective, pronounced } = story;
  const court = courtOf(division);
  const holder: Holder = { agency: court.code, division, day: effective + random.between(0, 3) };
  const caseNumber = story.caseNumber ?? run.numbers.courtCase(division, '刑初', story.filed);
  const documentId = `WS${documentHash(caseNumber).slice(0, 16).toUpperCase()}`;
  const served = pronounced;
  life.add('CourtCase', holder, {
    caseNumber,
    domain: 'CRIMINAL',
    procedure: 'FIRST',
    filedDate: dateText(story.filed),
    trialMode: random.pick(['SINGLE', 'PANEL']),
    summaryProcedure: random.chance(0.6),
    closedDate: dateText(pronounced),
    closingMode: 'JUDGMENT',
    cause: charge.name,
    causeCode: charge.code,
    judge: `审判员${random.pick(['孙', '周', '冯', '程'])}某`,
    policeCaseNumber: story.policeCaseNumber,
  });
  if (story.victim) {
    life.add('Party', holder, party(caseNumber, 'VICTIM', story.victim));
  }
  life.add('Judgment', holder, {
    documentId,
    caseNumber,
    documentKind: 'JUDGMENT',
    pronouncedDate: dateText(pronounced),
    servedDates: [dateText(served)],
    effectiveDate: dateText(effective),
    appealDeadline: dateText(effective - 1),
    appealed: false,
    protested: false,
    title: `${story.defendants.map((each) => each.name).join('、')}${charge.name.replace(/罪$/u, '')}一案刑事判决书`,
    published: isPublished(
      {
        documentKind: 'JUDGMENT',
        cause: charge.name,
        effective,
        juvenile: story.defendants.some(({ birthDate }) => ageAt(birthDate, story.offence) < 18),
      },
      run.asOf,
    ),
    contentHash: documentHash(documentId),
  });
  let lastDay: Day | null = null;
  for (const defendant of story.defendants) {
    life.add('Party', holder, party(caseNumber, 'DEFENDANT', defendant, random.chance(0.4) ? '李某律师' : null));
    life.add('ConvictionItem', holder, {
      caseNumber,
      documentId,
      defendant: defendant.key,
      chargeCode: charge.code,
      charge: charge.name,
      attempted: random.chance(0.04),
      joint: story.defendants.length > 1,
      recidivist: false,
      surrender: random.chance(0.3),
      offenceDate: dateText(story.offence),
      ageAtOffence: ageAt(defendant.birthDate, story.offence),
      crimePlaceDivision: division,
    });
    const served = story.probationMonths === null && story.penalty !== 'PUBLIC_SURVEILLANCE';
    const credit = served && story.termMonths >= 6 ? random.between(20, 90) : 0;
    const start = served ? effective - credit : story.penalty === 'PUBLIC_SURVEILLANCE' ? effective : null;
    lastDay = start === null ? null : termEnd(start, Math.floor(story.termMonths / 12), story.termMonths % 12);
    life.add('Sentence', holder, {
      caseNumber,
      documentId,
      defendant: defendant.key,
      principalPenalty: story.penalty,
      termYears: Math.floor(story.termMonths / 12),
      termMonths: story.termMonths % 12,
      termDays: 0,
      custodyCreditDays: credit,
      startDate: start === null ? null : dateText(start),
      endDate: lastDay === null ? null : dateText(lastDay),
      probation:
        story.probationMonths === null
          ? null
          : {
              months: story.probationMonths,
              startDate: dateText(effective),
              endDate: dateText(termEnd(effective, Math.floor(story.probationMonths / 12), story.probationMonths % 12)),
            },
    });
    tellAccessories(life, story, holder, caseNumber, defendant);
    if (story.deliveredTo !== null) {
      tellDelivery(life, holder, {
        caseNumber,
        documentId,
        defendant,
        effective,
        executingAgency: justiceBureauOf(story.deliveredTo).code,
      });
    }
  }
  return { caseNumber, documentId, termEnd: lastDay, holder };
}

function party(
  caseNumber: string,
  role: 'DEFENDANT' | 'VICTIM' | 'PLAINTIFF' | 'APPLICANT' | 'RESPONDENT',
  person: PersonFact,
  lawyer: string | null = null,
) {
  return { caseNumber, role, person: person.key, organization: null, agent: null, lawyer } as const;
}

function tellAccessories(
  life: LifeBuilder,
  story: ConvictionStory,
  holder: Holder,
  caseNumber: string,
  defendant: PersonFact,
): void {
  const { random } = life;
  if (story.charge.fine.length > 0) {
    const amount = random.pick(story.charge.fine) * 100;
    life.add('AccessoryPenalty', holder, {
      caseNumber,
      defendant: defendant.key,
      penalty: 'FINE',
      amount,
      months: null,
      payBy: dateText(story.effective + 10),
      paidAmount: amount,
    });
  }
  if (story.charge.loss && random.chance(0.5)) {
    life.add('PropertyOrder', holder, {
      caseNumber,
      defendant: defendant.key,
      order: random.chance(0.7) ? 'RESTITUTION' : 'CONFISCATE_TOOLS',
      amount: random.between(10, 400) * 10_000,
      victims: story.victim ? story.victim.name : '被害单位',
      transferredToEnforcementDate: dateText(story.effective + 12),
    });
    // A property order is enforced like a fine: 刑事涉财产部分 (EX-03 asks for the enforcement case).
    tellPropertyEnforcement(life, { division: story.division, caseNumber, defendant, filed: story.effective + 18 });
  }
  if (story.penalty === 'PUBLIC_SURVEILLANCE' || story.probationMonths !== null) {
    if (story.charge.name === '危险驾驶罪' || !random.chance(0.05)) return;
    life.add('ProhibitionOrder', holder, {
      caseNumber,
      defendant: defendant.key,
      order: random.pick(['ACTIVITY', 'PLACE', 'PERSON']),
      detail: random.pick(['禁止进入酒吧、歌舞厅等娱乐场所', '禁止从事网络借贷中介活动', '禁止接触被害人及其近亲属']),
      start: dateText(story.effective),
      end: dateText(story.effective + 180),
    });
  } else if (story.termMonths >= 36) {
    life.add('AccessoryPenalty', holder, {
      caseNumber,
      defendant: defendant.key,
      penalty: 'DEPRIVE_POLITICAL_RIGHTS',
      amount: null,
      months: 12,
      payBy: null,
      paidAmount: null,
    });
  }
  if (story.charge.name === '销售伪劣产品罪') {
    life.add('OccupationBan', holder, {
      caseNumber,
      defendant: defendant.key,
      occupation: '食品生产经营',
      years: 3,
      startsFrom: dateText(story.effective),
    });
  }
}

export function tellPropertyEnforcement(
  life: LifeBuilder,
  story: {
    readonly division: string;
    readonly caseNumber: string;
    readonly defendant: PersonFact;
    readonly filed: Day;
    readonly amount?: number;
  },
): string {
  const { random, run } = life;
  const court = courtOf(story.division);
  const filed = Math.min(story.filed, run.asOf - 1);
  const number = run.numbers.courtCase(story.division, '执', filed);
  const closed = filed + 60 < run.asOf ? filed + random.between(30, 60) : null;
  const amount = story.amount ?? random.between(10, 400) * 10_000;
  const holder = { agency: court.code, division: story.division, day: closed ?? filed };
  life.add('EnforcementCase', holder, {
    caseNumber: number,
    basisCaseNumber: story.caseNumber,
    basis: 'CRIMINAL_PROPERTY',
    applicant: null,
    applicantOrganization: null,
    applicantName: court.name,
    respondent: story.defendant.key,
    respondentOrganization: null,
    claimAmount: amount,
    filedDate: dateText(filed),
    noticeDate: dateText(filed + 3),
    closedDate: closed === null ? null : dateText(closed),
    closingMode: closed === null ? null : 'PERFORMED',
    executedAmount: closed === null ? 0 : amount,
    propertyReportOrderedAt: dateText(filed + 3),
    networkQueryDates: [dateText(filed + 5)],
  });
  life.add('EnforcementMeasure', holder, {
    measureNo: run.numbers.serial('CS', story.division, filed),
    caseNumber: number,
    measure: 'FREEZE',
    from: dateText(filed + 6),
    to: closed === null ? null : dateText(closed),
  });
  return number;
}

function tellDelivery(
  life: LifeBuilder,
  holder: Holder,
  delivery: {
    readonly caseNumber: string;
    readonly documentId: string;
    readonly defendant: PersonFact;
    readonly effective: Day;
    readonly executingAgency: string;
  },
): void {
  const { random } = life;
  const { effective } = delivery;
  const served = effective + random.between(3, 8);
  life.add(
    'DeliveryRecord',
    { ...holder, day: served + 6 },
    {
      caseNumber: delivery.caseNumber,
      documentId: delivery.documentId,
      defendant: delivery.defendant.key,
      noticeDate: dateText(effective + random.between(0, 4)),
      documentsServedDate: dateText(served),
      executingAgency: delivery.executingAgency,
      copyToProcuratorate: dateText(served),
      copyToPolice: dateText(served),
      receiptDate: dateText(served + random.between(1, 5)),
      reportDeadline: dateText(effective + 10),
    },
  );
}
