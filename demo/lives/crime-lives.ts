import { courtOf, intermediateCourt } from './agencies.js';
import { charges } from './charges.js';
import { tellConviction } from './conviction-story.js';
import { addMonths, dateText } from './days.js';
import type { Life } from './facts.js';
import { openLife, type Run } from './life-builder.js';
import { tellPoliceCase } from './police-story.js';
import { isPublished } from './publication.js';

/** Judgments that end in prison or detention, with the police case before them. */
export function crimeLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `crime-${index}`);
  const { random } = life;
  const charge = random.weighted(charges.map((each) => [each, each.weight] as const));
  const count = random.weighted([
    [1, 80],
    [2, 14],
    [3, 6],
  ] as const);
  // Grown up when the offence was, which is two years ago at most.
  const defendants = Array.from({ length: count }, () => life.person({ division, ageFrom: 20, ageTo: 60 }));
  const effective = run.asOf - random.between(5, 364);
  const pronounced = effective - 11;
  const filed = pronounced - random.between(15, 60);
  const offence = filed - random.between(60, 200);
  const victim = charge.injury || charge.loss ? life.person({ division, ageFrom: 19, ageTo: 70 }) : undefined;
  const police = tellPoliceCase(life, {
    division,
    charge,
    offence,
    suspects: defendants,
    custody: charge.detention ? 'DETENTION_BAIL' : 'ARREST',
    transferred: filed - random.between(10, 30),
    ...(victim ? { victim } : {}),
  });
  const termMonths = charge.detention ? random.between(2, 5) : random.pick(charge.terms) + random.pick([6, 12, 24]);
  const judgment = tellConviction(life, {
    division,
    defendants,
    charge,
    offence,
    filed,
    pronounced,
    effective,
    penalty: charge.detention ? 'CRIMINAL_DETENTION' : 'FIXED_TERM',
    termMonths,
    probationMonths: null,
    policeCaseNumber: police.caseNumber,
    ...(victim ? { victim } : {}),
    deliveredTo: null,
  });
  if (random.chance(0.3)) {
    life.add(
      'SeizedProperty',
      { agency: police.unit, division, day: filed },
      {
        propertyNo: run.numbers.serial('WP', division, police.filed),
        caseNumber: police.caseNumber,
        item: random.pick(['手机一部', '电动车一辆', '银行卡三张', '现金', '管制刀具一把']),
        seizedAt: `${dateText(police.filed)}T16:20:00+08:00`,
        status: 'TRANSFERRED',
        transferredWithCase: true,
        value: random.between(1, 80) * 10_000,
      },
    );
  }
  const first = defendants[0];
  if (first && charge.name === '危险驾驶罪') {
    life.add(
      'TrafficViolation',
      { agency: police.unit, division, day: offence + 1 },
      {
        violationNo: run.numbers.serial('WF', division, offence),
        person: first.key,
        at: `${dateText(offence)}T21:40:00+08:00`,
        place: '正阳路与中心大街路口',
        licenceUsed: first.citizenId,
        drunk: true,
        caseNo: police.caseNumber,
      },
    );
    life.add(
      'DrivingLicence',
      { agency: police.unit, division, day: effective + 20 },
      {
        licenceNo: first.citizenId,
        person: first.key,
        classes: random.pick(['C1', 'B2', 'C2']),
        status: 'REVOKED',
        validTo: dateText(addMonths(effective, 40)),
        revokedDate: dateText(effective + 20),
        revokeReason: '犯危险驾驶罪',
      },
    );
  }
  if (first && judgment.termEnd !== null && termMonths >= 30 && random.chance(0.3)) {
    // A commutation of an older sentence of the same prisoner, ruled in the year.
    const court = intermediateCourt();
    const ruled = Math.min(effective + 200, run.asOf - 4);
    const reduced = random.between(2, 6);
    life.add(
      'CommutationRuling',
      { agency: court.code, division: court.division, day: ruled },
      {
        caseNumber: run.numbers.courtCase(court.division, '刑更', ruled),
        originalCaseNumber: judgment.caseNumber,
        defendant: first.key,
        ruledDate: dateText(ruled),
        reducedMonths: reduced,
        newEndDate: dateText(addMonths(judgment.termEnd, -reduced)),
      },
    );
  }
  return life.done();
}

/** The courts' first-instance civil cases: loans, sales, marriages, labour, traffic. */
const civilCauses = [
  ['民间借贷纠纷', '9104', 22],
  ['金融借款合同纠纷', '9103', 18],
  ['买卖合同纠纷', '9074', 16],
  ['离婚纠纷', '9012', 14],
  ['机动车交通事故责任纠纷', '9370', 12],
  ['劳动争议', '9192', 8],
  ['物业服务合同纠纷', '9121', 10],
] as const;

export function civilLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `civil-${index}`);
  const { random } = life;
  const court = courtOf(division);
  const [cause, causeCode] = random.weighted(civilCauses.map((each) => [each, each[2]] as const));
  const plaintiff = life.person({ division, ageFrom: 22, ageTo: 65 });
  const defendant = life.person({ division, ageFrom: 22, ageTo: 65 });
  const company = cause === '金融借款合同纠纷' || cause === '物业服务合同纠纷';
  const organization = company
    ? life.organization({
        division,
        legalRepresentative: plaintiff.key,
        ...(cause === '金融借款合同纠纷' ? { name: '宁津农村商业银行股份有限公司' } : {}),
      })
    : null;
  const administrative = random.chance(0.02);
  const filed = run.asOf - random.between(2, 360);
  const closed = filed + random.between(12, 85) < run.asOf ? filed + random.between(12, 85) : null;
  const over = closed === null || closed >= run.asOf ? null : closed;
  const caseNumber = run.numbers.courtCase(division, administrative ? '行初' : '民初', filed);
  const holder = { agency: court.code, division, day: over ?? filed };
  const closingMode =
    over === null
      ? null
      : random.weighted([
          ['JUDGMENT', 45],
          ['MEDIATION', 30],
          ['WITHDRAWAL', 25],
        ] as const);
  life.add('CourtCase', holder, {
    caseNumber,
    domain: administrative ? 'ADMINISTRATIVE' : 'CIVIL',
    procedure: 'FIRST',
    filedDate: dateText(filed),
    trialMode: random.pick(['SINGLE', 'SINGLE', 'PANEL']),
    summaryProcedure: random.chance(0.7),
    closedDate: over === null ? null : dateText(over),
    closingMode,
    cause: administrative ? '行政处罚纠纷' : cause,
    causeCode: administrative ? '0401' : causeCode,
    judge: `审判员${random.pick(['吴', '郑', '马', '宋'])}某`,
    policeCaseNumber: null,
  });
  life.add('Party', holder, {
    caseNumber,
    role: 'PLAINTIFF',
    person: organization ? null : plaintiff.key,
    organization: organization?.key ?? null,
    agent: random.chance(0.2) ? '王某' : null,
    lawyer: random.chance(0.4) ? '鲁北律师事务所刘某' : null,
  });
  life.add('Party', holder, {
    caseNumber,
    role: 'DEFENDANT',
    person: defendant.key,
    organization: null,
    agent: null,
    lawyer: null,
  });
  if (over === null || closingMode === 'WITHDRAWAL') return life.done();
  const documentId = `WS${caseNumber.replace(/\D/gu, '')}${random.digits(4)}`;
  const claim = random.between(3000, 300_000) * 100 + random.between(0, 99);
  const mediated = closingMode === 'MEDIATION';
  const documentKind = mediated ? 'MEDIATION' : 'JUDGMENT';
  const effective = mediated ? over + 2 : over + 18;
  life.add('Judgment', holder, {
    documentId,
    caseNumber,
    documentKind,
    pronouncedDate: dateText(over),
    servedDates: [dateText(over + 2)],
    effectiveDate: dateText(effective),
    appealDeadline: mediated ? null : dateText(over + 17),
    appealed: false,
    protested: false,
    title: `${cause}一案${mediated ? '民事调解书' : '民事判决书'}`,
    published: isPublished({ documentKind, cause, effective, juvenile: false }, run.asOf),
    contentHash: random.digits(32),
  });
  life.add('CivilJudgment', holder, {
    caseNumber,
    documentId,
    claimAmount: claim,
    awardAmount: Math.round(claim * (0.5 + random.next() / 2)),
    defaultJudgment: !mediated && random.chance(0.3),
    mediated,
    sameDayMediation: mediated && random.chance(0.05),
    performanceDeadline: dateText(over + 30),
    evidenceKinds: random.pick([
      ['CONTRACT', 'BANK_TRANSFER'],
      ['CONTRACT', 'INVOICE'],
      ['IOU', 'BANK_TRANSFER'],
      ['TESTIMONY', 'CHAT_RECORD', 'BANK_TRANSFER'],
    ] as const),
  });
  return life.done();
}
