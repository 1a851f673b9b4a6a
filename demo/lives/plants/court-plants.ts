// long: a flat table of stories, a rule each.
import { courtOf } from '../agencies.js';
import { chargeNamed } from '../charges.js';
import { tellConviction, tellPropertyEnforcement } from '../conviction-story.js';
import { addMonths, type Day, dateText } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { AssetFindingFact, EnforcementCaseFact, TerminationRulingFact } from '../enforcement-facts.js';
import { tellEnforcement } from '../enforcement-lives.js';
import type { LifeBuilder } from '../life-builder.js';
import { tellLoan } from './loan-story.js';
import { both, dropping, type PlantStory, revising, storiesOf } from './plant-story.js';

const principals = [50_000, 100_000, 200_000, 30_000, 80_000, 150_000];

/** Cases of one lender within a year. */
function lending(life: LifeBuilder, count: number, lender: 'person' | 'company') {
  const person = life.person({ ageFrom: 35, ageTo: 55, sex: '1', ...(lender === 'person' ? { name: '赵金宝' } : {}) });
  const plaintiff =
    lender === 'person'
      ? person
      : life.organization({
          division: homeDivision,
          legalRepresentative: person.key,
          name: '宁津县汇民小额贷款股份有限公司',
        });
  const records = Array.from({ length: count }, (_, index) =>
    tellLoan(life, {
      plaintiff,
      defendant: life.person({ ageFrom: 25, ageTo: 60 }),
      filed: life.run.asOf - 350 + index * Math.floor(300 / count),
      days: index % 4 === 0 ? 3 : 38,
      outcome: index % 4 === 0 ? 'MEDIATED' : index % 5 === 0 ? 'ARGUED' : 'DEFAULT',
      principal: principals[index % principals.length] ?? 50_000,
      evidence: lender === 'person' ? ['IOU'] : ['CONTRACT', 'BANK_TRANSFER'],
      lawyer: '鲁北律师事务所刘某',
    }),
  );
  return { citizenId: person.citizenId, records };
}

const serial: readonly PlantStory[] = storiesOf(
  'CV-01',
  { '一年内24件民间借贷,多为缺席和调解,整数本金,只有格式借条': (life) => lending(life, 24, 'person') },
  {
    持牌小额贷款公司一年内12件: (life) => lending(life, 12, 'company'),
    一年内9件: (life) => lending(life, 9, 'person'),
  },
);

/** A respondent under enforcement who is sued anew. */
function suedAnew(
  life: LifeBuilder,
  story: { readonly after: number; readonly days: number; readonly outcome: 'MEDIATED' | 'ARGUED' },
) {
  const respondent = life.person({ ageFrom: 35, ageTo: 60 });
  const creditor = life.person({ ageFrom: 35, ageTo: 60, name: `${respondent.name.slice(0, 1)}建民` });
  const filed = life.run.asOf - 120;
  const caseNumber = tellEnforcement(life, {
    division: homeDivision,
    applicant: life.person({ ageFrom: 30, ageTo: 60 }),
    respondent,
    filed,
    closed: null,
    closingMode: null,
    claim: 68_000_000,
  });
  const civil = tellLoan(life, {
    plaintiff: creditor,
    defendant: respondent,
    filed: filed + story.after,
    days: story.days,
    outcome: story.outcome,
    principal: 900_000,
    evidence: story.outcome === 'MEDIATED' ? ['IOU'] : ['IOU', 'BANK_TRANSFER'],
    ...(story.outcome === 'MEDIATED' ? { agent: '被告之兄' } : {}),
  });
  return { citizenId: respondent.citizenId, records: [caseNumber, civil] };
}

const collusion: readonly PlantStory[] = storiesOf(
  'CV-02',
  {
    '执行立案后亲属起诉,五日内调解,标的超过原执行标的': (life) =>
      suedAnew(life, { after: 40, days: 5, outcome: 'MEDIATED' }),
  },
  {
    '执行立案后被诉,经四十二日审理判决,有转账凭证': (life) =>
      suedAnew(life, { after: 40, days: 42, outcome: 'ARGUED' }),
    调解在执行立案之前: (life) => suedAnew(life, { after: -200, days: 5, outcome: 'MEDIATED' }),
  },
);

function enforced(
  life: LifeBuilder,
  story: {
    readonly filed: Day;
    readonly closed: Day | null;
    readonly change?: Partial<EnforcementCaseFact>;
    readonly ruling?: Partial<TerminationRulingFact>;
    readonly asset?: Partial<AssetFindingFact>;
    readonly measures?: 'NONE' | 'LATE';
    readonly resumed?: Day;
  },
) {
  const { run } = life;
  const respondent = life.person({ ageFrom: 28, ageTo: 60 });
  life.reviseWith(
    both(
      dropping('AssetFinding', 'DishonestListing', ...(story.measures ? (['EnforcementMeasure'] as const) : [])),
      revising('EnforcementCase', (f) => ({ ...f, ...story.change })),
      revising('TerminationRuling', (f) => ({ ...f, ...story.ruling })),
    ),
  );
  const caseNumber = tellEnforcement(life, {
    division: homeDivision,
    applicant: life.person({ ageFrom: 28, ageTo: 60 }),
    respondent,
    filed: story.filed,
    closed: story.closed,
    closingMode: story.closed === null ? null : 'TERMINATED_THIS_ROUND',
    claim: 45_000_000,
  });
  life.reviseWith((fact) => fact);
  const court = courtOf(homeDivision);
  const holder = { agency: court.code, division: homeDivision, day: story.closed ?? story.filed };
  const records = [caseNumber];
  if (story.asset) {
    life.add('AssetFinding', holder, {
      findingNo: run.numbers.serial('CC', homeDivision, story.filed),
      caseNumber,
      owner: respondent.key,
      asset: 'REAL_ESTATE',
      value: 38_000_000,
      foundAt: dateText(story.filed + 20),
      acquiredDate: dateText(story.filed - 500),
      source: 'REAL_ESTATE_REGISTER',
      status: 'FREE',
      ...story.asset,
    });
  }
  if (story.measures === 'LATE') {
    life.add('EnforcementMeasure', holder, {
      measureNo: run.numbers.serial('CS', homeDivision, story.filed),
      caseNumber,
      measure: 'FREEZE',
      from: dateText(story.filed + 150),
      to: null,
    });
  }
  if (story.resumed !== undefined) {
    const resumed = run.numbers.courtCase(homeDivision, '执恢', story.resumed);
    life.add(
      'EnforcementCase',
      { ...holder, day: story.resumed },
      {
        caseNumber: resumed,
        basisCaseNumber: caseNumber,
        basis: 'CIVIL',
        applicant: null,
        applicantOrganization: null,
        applicantName: '申请执行人',
        respondent: respondent.key,
        respondentOrganization: null,
        claimAmount: 45_000_000,
        filedDate: dateText(story.resumed),
        noticeDate: dateText(story.resumed + 2),
        closedDate: null,
        closingMode: null,
        executedAmount: 0,
        propertyReportOrderedAt: dateText(story.resumed + 2),
        networkQueryDates: [dateText(story.resumed + 2)],
      },
    );
    records.push(resumed);
  }
  return { citizenId: respondent.citizenId, records };
}

const assets: readonly PlantStory[] = storiesOf(
  'EX-01',
  {
    终本后登记取得房产: (life) =>
      enforced(life, {
        filed: life.run.asOf - 300,
        closed: life.run.asOf - 180,
        asset: { foundAt: dateText(life.run.asOf - 60), acquiredDate: dateText(life.run.asOf - 75) },
      }),
    终本时名下已有房产: (life) =>
      enforced(life, { filed: life.run.asOf - 310, closed: life.run.asOf - 190, asset: {} }),
  },
  {
    房产已由外地法院首先查封: (life) =>
      enforced(life, {
        filed: life.run.asOf - 300,
        closed: life.run.asOf - 180,
        asset: { status: 'SEIZED_ELSEWHERE' },
      }),
    房产已设抵押: (life) =>
      enforced(life, { filed: life.run.asOf - 305, closed: life.run.asOf - 185, asset: { status: 'MORTGAGED' } }),
    存款9000元: (life) =>
      enforced(life, {
        filed: life.run.asOf - 300,
        closed: life.run.asOf - 180,
        asset: { asset: 'DEPOSIT', value: 900_000, source: 'NETWORK_QUERY', acquiredDate: null },
      }),
    发现房产后二十日内恢复执行: (life) =>
      enforced(life, {
        filed: life.run.asOf - 300,
        closed: life.run.asOf - 180,
        asset: { foundAt: dateText(life.run.asOf - 60), acquiredDate: dateText(life.run.asOf - 75) },
        resumed: life.run.asOf - 42,
      }),
  },
);

const conditions: readonly PlantStory[] = storiesOf(
  'EX-02',
  {
    立案五十日即终本: (life) =>
      enforced(life, { filed: life.run.asOf - 150, closed: life.run.asOf - 100, ruling: { threeMonths: false } }),
    未网络查控即终本: (life) =>
      enforced(life, {
        filed: life.run.asOf - 250,
        closed: life.run.asOf - 120,
        change: { networkQueryDates: [] },
        ruling: { exhaustedSearch: false },
      }),
  },
  {
    '立案满三个月次日终本,条件齐备': (life) => {
      const filed = life.run.asOf - 200;
      return enforced(life, { filed, closed: addMonths(filed, 3) + 1 });
    },
  },
);

function fined(life: LifeBuilder, story: { readonly paid: boolean; readonly payBy: Day; readonly enforced: boolean }) {
  const person = life.person({ ageFrom: 25, ageTo: 55 });
  const effective = life.run.asOf - 110;
  life.reviseWith(
    revising('AccessoryPenalty', (f) => ({
      ...f,
      amount: 2_000_000,
      payBy: dateText(story.payBy),
      paidAmount: story.paid ? 2_000_000 : 0,
    })),
  );
  const judgment = tellConviction(life, {
    division: homeDivision,
    defendants: [person],
    charge: chargeNamed('开设赌场罪'),
    offence: effective - 300,
    filed: effective - 70,
    pronounced: effective - 11,
    effective,
    penalty: 'FIXED_TERM',
    termMonths: 14,
    probationMonths: null,
    policeCaseNumber: null,
    deliveredTo: null,
  });
  const records = [judgment.caseNumber];
  if (story.enforced) {
    records.push(
      tellPropertyEnforcement(life, {
        division: homeDivision,
        caseNumber: judgment.caseNumber,
        defendant: person,
        filed: story.payBy + 20,
        amount: 2_000_000,
      }),
    );
  }
  return { citizenId: person.citizenId, records };
}

const fines: readonly PlantStory[] = storiesOf(
  'EX-03',
  {
    '罚金逾期百日未缴,未移送执行': (life) => fined(life, { paid: false, payBy: life.run.asOf - 100, enforced: false }),
  },
  {
    判决前已缴清: (life) => fined(life, { paid: true, payBy: life.run.asOf - 100, enforced: false }),
    逾期后二十日已移送执行立案: (life) => fined(life, { paid: false, payBy: life.run.asOf - 100, enforced: true }),
    '分期缴纳,期限未到': (life) => fined(life, { paid: false, payBy: life.run.asOf + 90, enforced: false }),
  },
);

const idle: readonly PlantStory[] = storiesOf(
  'EX-08',
  {
    立案七个月未采取任何措施: (life) => enforced(life, { filed: life.run.asOf - 213, closed: null, measures: 'NONE' }),
  },
  {
    '立案五个月,期限未满': (life) => enforced(life, { filed: life.run.asOf - 150, closed: null, measures: 'NONE' }),
    立案第五个月已冻结存款: (life) => enforced(life, { filed: life.run.asOf - 214, closed: null, measures: 'LATE' }),
  },
);

function juvenile(life: LifeBuilder, termMonths: number) {
  const effective = life.run.asOf - 120;
  const person = life.person({ born: effective - Math.floor(17.3 * 365.25), sex: '1' });
  const { caseNumber } = tellConviction(life, {
    division: homeDivision,
    defendants: [person],
    charge: chargeNamed('故意伤害罪'),
    offence: effective - 200,
    filed: effective - 70,
    pronounced: effective - 11,
    effective,
    penalty: 'FIXED_TERM',
    termMonths,
    probationMonths: null,
    policeCaseNumber: null,
    deliveredTo: null,
  });
  return { citizenId: person.citizenId, records: [caseNumber] };
}

const juveniles: readonly PlantStory[] = [
  ...storiesOf(
    'XD-07',
    { '犯罪时未满十八岁,判处五年以下,未封存': (life) => juvenile(life, 24) },
    { '犯罪时未满十八岁,判处六年,不属封存范围': (life) => juvenile(life, 72) },
  ),
  {
    rule: 'XD-07',
    sort: 'NEAR_MISS',
    why: '犯罪时未满十八岁,判处五年以下,已封存',
    sealed: true,
    tell: (life) => juvenile(life, 24),
  },
];

/** Rules on judgments and their enforcement: CV-01, 02, EX-01, 02, 03, 08, XD-07. */
export const courtPlants: readonly PlantStory[] = [
  ...serial,
  ...collusion,
  ...assets,
  ...conditions,
  ...fines,
  ...idle,
  ...juveniles,
];
