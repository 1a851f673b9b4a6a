// long: a flat table of stories, a rule each.
import { detentionCentreName, policeBureauOf, policeUnit } from '../agencies.js';
import { chargeNamed, economicCharges } from '../charges.js';
import { addMonths, type Day, dateText, instantText } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { LifeBuilder } from '../life-builder.js';
import type { PersonFact } from '../person-facts.js';
import type { CoerciveMeasureFact, PoliceCaseFact, PublicOrderCaseFact } from '../police-facts.js';
import { tellPoliceCase } from '../police-story.js';
import { tellLoan } from './loan-story.js';
import { dropping, type PlantStory, storiesOf } from './plant-story.js';

const unit = policeUnit(homeDivision, 52).code;
const by = (day: Day, sealed = false) => ({ agency: unit, division: homeDivision, day, sealed });

/** A report that was accepted, and what became of it. */
function reported(
  life: LifeBuilder,
  day: Day,
  change: Partial<PoliceCaseFact>,
): { readonly citizenId: string; readonly records: readonly string[] } {
  const { numbers } = life.run;
  const suspect = life.person({ ageFrom: 22, ageTo: 50 });
  const victim = life.person({ ageFrom: 22, ageTo: 60 });
  const caseNumber = numbers.police('A', unit, day);
  const incidentNo = numbers.serial('J', homeDivision, day);
  life.add('PoliceIncident', by(day), {
    incidentNo,
    reportedAt: instantText(day, 1210),
    channel: '110',
    category: 'CRIMINAL',
    place: '宁津县津城街道夜市',
    handlingUnit: unit,
    disposition: 'ACCEPTED',
    reporter: victim.key,
    caseNumber,
  });
  life.add('PoliceCase', by(day + 7), {
    caseNumber,
    name: `${victim.name}被伤害案`,
    cause: '故意伤害案',
    causeCode: '234',
    source: 'REPORT',
    incidentNo,
    referralNo: null,
    acceptedDate: dateText(day),
    reviewDeadline: dateText(day + 7),
    filingDecision: 'NOT_FILED',
    filedDate: null,
    notFiledDate: dateText(day + 6),
    notFiledReason: '情节显著轻微',
    withdrawnDate: null,
    closedDate: null,
    transferForProsecutionDate: null,
    lossAmount: null,
    injuryGrade: 'NONE',
    seniorOfficer: '警2046',
    victim: victim.key,
    ...change,
  });
  life.add('Suspect', by(day + 7), {
    suspectNo: numbers.police('R', unit, day),
    caseNumber,
    person: suspect.key,
    role: 'SOLE',
    wanted: false,
    wantedDate: null,
    minor: false,
    offenceDate: dateText(day),
  });
  return { citizenId: suspect.citizenId, records: [caseNumber, incidentNo] };
}

const notFiled: readonly PlantStory[] = storiesOf(
  'PO-01',
  {
    '轻伤二级,不予立案': (life) => reported(life, life.run.asOf - 90, { injuryGrade: 'MINOR_2' }),
    '被骗十二万元,受案五十日未作决定': (life) =>
      reported(life, life.run.asOf - 50, {
        cause: '诈骗案',
        causeCode: '266',
        filingDecision: 'PENDING',
        notFiledDate: null,
        notFiledReason: null,
        lossAmount: 12_000_000,
      }),
  },
  {
    '轻微伤,不予立案': (life) => reported(life, life.run.asOf - 90, { injuryGrade: 'SLIGHT_2' }),
    '伤情鉴定中,受案第4日': (life) =>
      reported(life, life.run.asOf - 4, {
        filingDecision: 'PENDING',
        notFiledDate: null,
        notFiledReason: null,
        injuryGrade: null,
      }),
  },
);

/** An economic crime filed over a loan that a civil court has already judged between the same two. */
function economicCase(life: LifeBuilder, requested: boolean) {
  const day = life.run.asOf - 140;
  const suspect = life.person({ ageFrom: 30, ageTo: 55 });
  const victim = life.person({ ageFrom: 30, ageTo: 60 });
  if (!requested) life.reviseWith(dropping('ArrestRequest'));
  const police = tellPoliceCase(life, {
    division: homeDivision,
    charge: { ...economicCharges[0], loss: [200_000, 400_000] },
    offence: day - 20,
    suspects: [suspect],
    custody: requested ? 'ARREST' : 'BAIL',
    transferred: requested ? day + 60 : null,
    victim,
  });
  life.reviseWith((fact) => fact);
  const civil = tellLoan(life, {
    plaintiff: victim,
    defendant: suspect,
    filed: day - 120,
    days: 50,
    cause: '买卖合同纠纷',
  });
  return { citizenId: suspect.citizenId, records: [police.caseNumber, civil] };
}

const wronglyFiled: readonly PlantStory[] = storiesOf(
  'PO-02',
  { '同一合同民事已判,又以合同诈骗立案,无报捕移诉': (life) => economicCase(life, false) },
  { '民刑并存,已批捕并移送起诉': (life) => economicCase(life, true) },
);

function publicOrder(life: LifeBuilder, person: PersonFact, day: Day, change: Partial<PublicOrderCaseFact>): string {
  const caseNo = life.run.numbers.document('宁公(治)立字', day);
  life.add('PublicOrderCase', by(day + 8, true), {
    caseNo,
    incidentNo: null,
    person: person.key,
    violationCode: '51',
    violation: '殴打他人',
    filedDate: dateText(day),
    decidedDate: dateText(day + 8),
    penalties: ['DETENTION'],
    days: 10,
    fineAmount: null,
    detentionExecuted: true,
    detentionStart: dateText(day + 8),
    injuryGrade: null,
    lossAmount: null,
    mediated: false,
    ...change,
  });
  return caseNo;
}

function thefts(life: LifeBuilder, count: number) {
  const person = life.person({ ageFrom: 22, ageTo: 50 });
  const records = Array.from({ length: count }, (_, index) =>
    publicOrder(life, person, life.run.asOf - 300 + index * 90, {
      violationCode: '58',
      violation: '盗窃',
      lossAmount: 60_000,
    }),
  );
  return { citizenId: person.citizenId, records };
}

function beating(life: LifeBuilder, change: Partial<PublicOrderCaseFact>) {
  const person = life.person({ ageFrom: 22, ageTo: 50 });
  return { citizenId: person.citizenId, records: [publicOrder(life, person, life.run.asOf - 120, change)] };
}

const downgraded: readonly PlantStory[] = storiesOf(
  'PO-03',
  {
    '致人轻伤二级,只作行政拘留': (life) => beating(life, { injuryGrade: 'MINOR_2' }),
    '一年内三次盗窃,均作治安处罚': (life) => thefts(life, 3),
  },
  {
    '轻微伤,当事人和解': (life) =>
      beating(life, {
        injuryGrade: 'SLIGHT_2',
        mediated: true,
        penalties: ['FINE'],
        days: null,
        fineAmount: 50_000,
        detentionExecuted: null,
        detentionStart: null,
      }),
    一年内两次盗窃: (life) => thefts(life, 2),
  },
);

/** A filed case with the suspects, the measures and nothing else. */
function held(
  life: LifeBuilder,
  filed: Day,
  measures: readonly Partial<CoerciveMeasureFact>[],
  more: { readonly suspects?: number; readonly requested?: Day; readonly withdrawn?: Day } = {},
) {
  const suspects = Array.from({ length: more.suspects ?? 1 }, () => life.person({ ageFrom: 22, ageTo: 50 }));
  const first = suspects[0] ?? life.person();
  life.reviseWith((fact) =>
    fact.kind === 'PoliceCase' && more.withdrawn !== undefined
      ? { ...fact, withdrawnDate: dateText(more.withdrawn), closedDate: dateText(more.withdrawn) }
      : fact,
  );
  const police = tellPoliceCase(life, {
    division: homeDivision,
    charge: chargeNamed('盗窃罪'),
    offence: filed - 5,
    suspects,
    custody: 'NONE',
    transferred: null,
  });
  for (const measure of measures) {
    life.add('CoerciveMeasure', by(filed), {
      caseNumber: police.caseNumber,
      person: first.key,
      measure: 'DETENTION',
      decidedAt: instantText(filed, 540),
      executedAt: instantText(filed, 600),
      expiresAt: instantText(filed + 3, 600),
      extensionGround: null,
      endedAt: null,
      endKind: null,
      familyNotifiedAt: instantText(filed, 1100),
      placeOfCustody: detentionCentreName(homeDivision),
      ...measure,
    });
  }
  if (more.requested !== undefined) {
    life.add('ArrestRequest', by(more.requested), {
      caseNumber: police.caseNumber,
      person: first.key,
      requestedAt: instantText(more.requested, 600),
      receivedAt: instantText(more.requested, 700),
      decidedAt: instantText(more.requested + 6, 900),
      result: 'APPROVED',
    });
  }
  return { citizenId: first.citizenId, records: [police.caseNumber] };
}

const overCustody: readonly PlantStory[] = storiesOf(
  'PO-05',
  {
    '刑拘45日未提请批捕,未变更': (life) => held(life, life.run.asOf - 45, [{}]),
    单人单次作案延长至30日: (life) => {
      const filed = life.run.asOf - 100;
      return held(
        life,
        filed,
        [
          {
            extensionGround: 'JOINT',
            expiresAt: instantText(filed + 30, 600),
            endedAt: instantText(filed + 29, 600),
            endKind: 'ARREST_REQUESTED',
          },
        ],
        { requested: filed + 29 },
      );
    },
  },
  {
    '多次作案延长至30日,第29日提请批捕': (life) => {
      const filed = life.run.asOf - 101;
      return held(
        life,
        filed,
        [
          {
            extensionGround: 'REPEATED',
            expiresAt: instantText(filed + 30, 600),
            endedAt: instantText(filed + 29, 600),
            endKind: 'ARREST_REQUESTED',
          },
        ],
        { requested: filed + 29, suspects: 2 },
      );
    },
    刑拘第2日: (life) => held(life, life.run.asOf - 2, [{}]),
  },
);

/** Released on bail after three days of detention. */
function shelved(life: LifeBuilder, filed: Day, more: { readonly withdrawn?: Day } = {}) {
  const bail = filed + 3;
  const over = more.withdrawn;
  return held(
    life,
    filed,
    [
      { endedAt: instantText(bail, 600), endKind: 'CHANGED' },
      {
        measure: 'BAIL',
        decidedAt: instantText(bail, 560),
        executedAt: instantText(bail, 610),
        expiresAt: instantText(addMonths(bail, 12), 610),
        placeOfCustody: null,
        endedAt: over === undefined ? null : instantText(over, 600),
        endKind: over === undefined ? null : 'RELEASED',
      },
    ],
    more,
  );
}

/** A bail of thirteen months has ended, too, and was not lifted. */
const lapsedBail: readonly PlantStory[] = storiesOf(
  'PO-06',
  { '拘留转取保,取保满十三个月未移送未撤案': (life) => shelved(life, addMonths(life.run.asOf, -13) - 3) },
  {},
  { also: ['PO-07'] },
);

const shelvedCases: readonly PlantStory[] = storiesOf(
  'PO-06',
  {
    拘留转取保后二百日无任何进展: (life) => shelved(life, life.run.asOf - 205),
  },
  {
    取保五个月: (life) => shelved(life, life.run.asOf - 150),
    已撤案并解除取保: (life) => shelved(life, life.run.asOf - 220, { withdrawn: life.run.asOf - 60 }),
  },
);

function drugUser(
  life: LifeBuilder,
  measure: 'COMMUNITY_TREATMENT' | 'COMPULSORY_ISOLATION' | 'NONE',
  start: Day | null,
  licence: 'NORMAL' | 'CANCELLED',
) {
  const person = life.person({ ageFrom: 24, ageTo: 50 });
  const police = {
    agency: policeBureauOf(homeDivision).code,
    division: homeDivision,
    day: (start ?? life.run.asOf - 100) + 3,
  };
  const recordNo = life.run.numbers.serial('XD', homeDivision, police.day);
  life.add('DrugUserRecord', police, {
    recordNo,
    person: person.key,
    registeredDate: dateText(police.day - 3),
    measure,
    start: start === null ? null : dateText(start),
    end: start === null ? null : dateText(addMonths(start, measure === 'COMMUNITY_TREATMENT' ? 36 : 24)),
    controlStatus: measure === 'NONE' ? 'REGISTERED_ONLY' : 'CONTROLLED',
  });
  life.add('DrivingLicence', police, {
    licenceNo: person.citizenId,
    person: person.key,
    classes: 'C1',
    status: licence,
    validTo: dateText(life.run.asOf + 900),
    revokedDate: licence === 'NORMAL' ? null : dateText(police.day + 10),
    revokeReason: licence === 'NORMAL' ? null : '吸毒成瘾未戒除',
  });
  return { citizenId: person.citizenId, records: [recordNo] };
}

const drugDrivers: readonly PlantStory[] = storiesOf(
  'PO-10',
  {
    社区戒毒期间驾驶证正常: (life) => drugUser(life, 'COMMUNITY_TREATMENT', life.run.asOf - 200, 'NORMAL'),
    强制隔离戒毒期间驾驶证正常: (life) => drugUser(life, 'COMPULSORY_ISOLATION', life.run.asOf - 120, 'NORMAL'),
  },
  {
    '仅登记,未认定成瘾': (life) => drugUser(life, 'NONE', null, 'NORMAL'),
    社区戒毒三年已期满: (life) => drugUser(life, 'COMMUNITY_TREATMENT', life.run.asOf - 1300, 'NORMAL'),
    驾驶证已注销: (life) => drugUser(life, 'COMMUNITY_TREATMENT', life.run.asOf - 210, 'CANCELLED'),
  },
);

/** Rules on the police: PO-01, 02, 03, 05, 06, 10. */
export const policePlants: readonly PlantStory[] = [
  ...notFiled,
  ...wronglyFiled,
  ...downgraded,
  ...overCustody,
  ...lapsedBail,
  ...shelvedCases,
  ...drugDrivers,
];
