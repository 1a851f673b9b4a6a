import { policeBureauOf } from './agencies.js';
import { charges } from './charges.js';
import { addMonths, dateText, instantText } from './days.js';
import type { Life } from './facts.js';
import { openLife, type Run } from './life-builder.js';
import type { InjuryGrade } from './police-facts.js';
import { drawPlace, drawUnit, tellPoliceCase } from './police-story.js';

/** A criminal case that has not (yet) come to court; half have a suspect. */
export function investigationLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `investigation-${index}`);
  const { random } = life;
  const charge = random.weighted(charges.map((each) => [each, each.weight] as const));
  const known = random.chance(0.55);
  const offence = run.asOf - random.between(12, 362);
  const count = known
    ? random.weighted([
        [1, 75],
        [2, 18],
        [3, 7],
      ] as const)
    : 0;
  const suspects = Array.from({ length: count }, () => life.person({ division, ageFrom: 19, ageTo: 60 }));
  const transferred = known && offence + 150 < run.asOf ? offence + random.between(60, 140) : null;
  tellPoliceCase(life, {
    division,
    charge,
    offence,
    suspects,
    custody: known
      ? random.weighted([
          ['BAIL', 55],
          ['DETENTION_BAIL', 15],
          ['ARREST', 30],
        ] as const)
      : 'NONE',
    transferred,
    victim: life.person({ division, ageFrom: 18, ageTo: 75 }),
  });
  return life.done();
}

const violations = [
  ['殴打他人', '51', true],
  ['盗窃', '58', false],
  ['赌博', '82', false],
  ['寻衅滋事', '30', true],
  ['故意损毁财物', '59', false],
  ['吸毒', '84', false],
] as const;

/** Public-order cases: sealed since 2026 (治安管理处罚法 136), decided within thirty days. */
export function publicOrderLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `public-order-${index}`);
  const { random } = life;
  const person = life.person({ division, ageFrom: 18, ageTo: 65 });
  const [violation, code, injury] = random.pick(violations);
  const unit = drawUnit(life, division);
  const filed = run.asOf - random.between(2, 362);
  const decided = filed + random.between(1, 24);
  const over = decided < run.asOf;
  const detained = random.chance(0.45);
  const incidentNo = run.numbers.serial('J', division, filed);
  const caseNo = run.numbers.document(`${division.slice(4)}公(治)立字`, filed);
  const holder = { agency: unit, division, day: over ? decided : filed, sealed: true };
  life.add(
    'PoliceIncident',
    { agency: unit, division, day: filed },
    {
      incidentNo,
      reportedAt: instantText(filed, random.between(0, 1439)),
      channel: '110',
      category: 'PUBLIC_ORDER',
      place: drawPlace(life, division),
      handlingUnit: unit,
      disposition: 'ACCEPTED',
      reporter: null,
      caseNumber: null,
    },
  );
  const grade: InjuryGrade | null = injury ? random.pick(['NONE', 'SLIGHT_1', 'SLIGHT_2']) : null;
  life.add('PublicOrderCase', holder, {
    caseNo,
    incidentNo,
    person: person.key,
    violationCode: code,
    violation,
    filedDate: dateText(filed),
    decidedDate: over ? dateText(decided) : null,
    penalties: over
      ? detained
        ? ['DETENTION']
        : random.pick([['FINE'], ['WARNING'], ['FINE', 'WARNING']] as const)
      : [],
    days: over && detained ? random.pick([3, 5, 7, 10, 15]) : null,
    fineAmount: over && !detained ? random.pick([20000, 50000]) : null,
    detentionExecuted: over && detained ? true : null,
    detentionStart: over && detained ? dateText(Math.min(decided + 1, run.asOf - 1)) : null,
    injuryGrade: grade,
    lossAmount: violation === '盗窃' || violation === '故意损毁财物' ? random.between(50, 900) * 100 : null,
    mediated: injury && random.chance(0.3),
  });
  if (violation === '吸毒') {
    life.add(
      'DrugUserRecord',
      { agency: policeBureauOf(division).code, division, day: filed + 3 },
      {
        recordNo: run.numbers.serial('XD', division, filed),
        person: person.key,
        registeredDate: dateText(filed),
        measure: over ? 'COMMUNITY_TREATMENT' : 'NONE',
        start: over ? dateText(decided) : null,
        end: over ? dateText(addMonths(decided, 36)) : null,
        controlStatus: over ? 'CONTROLLED' : 'REGISTERED_ONLY',
      },
    );
    if (random.chance(0.6)) {
      life.add(
        'DrivingLicence',
        { agency: policeBureauOf(division).code, division, day: filed + 20 },
        {
          licenceNo: person.citizenId,
          person: person.key,
          classes: 'C1',
          status: over ? 'CANCELLED' : 'NORMAL',
          validTo: dateText(addMonths(filed, 50)),
          revokedDate: over ? dateText(Math.min(decided + 10, run.asOf - 1)) : null,
          revokeReason: over ? '吸毒成瘾未戒除' : null,
        },
      );
    }
  }
  return life.done();
}

/** Reports that became no case: traffic, quarrels, help. */
export function incidentLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `incident-${index}`);
  const { random } = life;
  const unit = drawUnit(life, division);
  const day = run.asOf - random.between(1, 364);
  const category = random.weighted([
    ['TRAFFIC', 34],
    ['DISPUTE', 26],
    ['HELP', 28],
    ['OTHER', 12],
  ] as const);
  const reporter = random.chance(0.2) ? life.person({ division, ageFrom: 18, ageTo: 75 }) : null;
  life.add(
    'PoliceIncident',
    { agency: unit, division, day },
    {
      incidentNo: run.numbers.serial('J', division, day),
      reportedAt: instantText(day, random.between(0, 1439)),
      channel: random.weighted([
        ['110', 85],
        ['PHONE', 5],
        ['WALK_IN', 6],
        ['ONLINE', 4],
      ]),
      category,
      place: drawPlace(life, division),
      handlingUnit: unit,
      disposition: category === 'DISPUTE' ? 'MEDIATED' : random.pick(['NOT_ACCEPTED', 'TRANSFERRED']),
      reporter: reporter?.key ?? null,
      caseNumber: null,
    },
  );
  return life.done();
}

/** A driver or traveller: rows of registers that lookups must pass over. */
export function registerLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `register-${index}`);
  const { random } = life;
  const person = life.person({ division, ageFrom: 20, ageTo: 65 });
  const holder = { agency: policeBureauOf(division).code, division, day: run.asOf - random.between(5, 600) };
  life.add('DrivingLicence', holder, {
    licenceNo: person.citizenId,
    person: person.key,
    classes: random.pick(['C1', 'C1', 'C2', 'B2']),
    status: random.weighted([
      ['NORMAL', 92],
      ['CANCELLED', 4],
      ['SUSPENDED', 4],
    ]),
    validTo: dateText(run.asOf + random.between(30, 2500)),
    revokedDate: null,
    revokeReason: null,
  });
  if (random.chance(0.5)) {
    const day = run.asOf - random.between(1, 364);
    life.add(
      'TrafficViolation',
      { ...holder, day },
      {
        violationNo: run.numbers.serial('WF', division, day),
        person: person.key,
        at: instantText(day, random.between(360, 1320)),
        place: drawPlace(life, division),
        licenceUsed: person.citizenId,
        drunk: false,
        caseNo: null,
      },
    );
  }
  if (random.chance(0.3)) {
    const day = run.asOf - random.between(20, 364);
    for (const [offset, direction] of [
      [0, 'EXIT'],
      [9, 'ENTRY'],
    ] as const) {
      life.add(
        'ExitEntryRecord',
        { ...holder, day: day + offset },
        {
          recordNo: run.numbers.serial('CRJ', division, day),
          person: person.key,
          at: instantText(day + offset, random.between(400, 1300)),
          port: random.pick(['青岛流亭', '北京首都', '深圳湾']),
          direction,
          document: `E${random.digits(8)}`,
        },
      );
    }
  }
  return life.done();
}
