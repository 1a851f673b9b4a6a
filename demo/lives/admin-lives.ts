import type { AdminPenaltyKind } from './administrative-facts.js';
import { type Bureau, bureauOf, bureaus, courtOf } from './agencies.js';
import { type Day, dateText } from './days.js';
import { shortDivisionName } from './divisions.js';
import type { Life } from './facts.js';
import { type LifeBuilder, openLife, type Run } from './life-builder.js';

const items = [
  ['MARKET', '生产销售不合格食品', 'SC001', 34],
  ['MARKET', '虚假宣传', 'SC014', 12],
  ['ECOLOGY', '未按规定处置危险废物', 'HB007', 10],
  ['TOBACCO', '无证经营烟草制品', 'YC003', 12],
  ['CITY', '占道经营', 'ZF021', 18],
  ['TRANSPORT', '超限运输', 'JT009', 10],
  ['RESOURCES', '违法占用耕地', 'ZR002', 4],
] as const;

/** Administrative penalties: small values, paid, or in suit, or enforced in time. */
export function adminLife(run: Run, index: number, division: string): Life {
  const life = openLife(run, `admin-${index}`);
  const { random } = life;
  const [bureau, violation, itemCode] = random.weighted(items.map((each) => [each, each[3]] as const));
  const person = life.person({ division, ageFrom: 20, ageTo: 65 });
  const company = random.chance(0.35) ? life.organization({ division, legalRepresentative: person.key }) : null;
  const filed = run.asOf - random.between(3, 362);
  const decided = filed + random.between(5, 80);
  const over = decided < run.asOf;
  // Some do not pay: demand, then application to the court within the three months (行政强制法 53-54).
  const applied = over && decided + 240 < run.asOf && random.chance(0.15) ? decided + random.between(195, 215) : null;
  const record = tellAdminPenalty(life, {
    bureau,
    division,
    violator: company ? null : person.key,
    violatorOrganization: company?.key ?? null,
    violation,
    itemCode,
    filed,
    decided: over ? decided : null,
    goodsValue: random.between(2, 400) * 10_000,
    fine: random.between(2, 200) * 10_000,
    performed: applied === null && over && decided + 12 < run.asOf ? decided + random.between(1, 12) : null,
    applied,
  });
  if (applied !== null && record.decisionNumber !== null) {
    tellReview(life, {
      division,
      decisionNumber: record.decisionNumber,
      agency: record.agency,
      person: person.key,
      applied,
    });
  }
  return life.done();
}

/** The court's review of an administrative decision that was not performed (行政强制法 56-58). */
function tellReview(
  life: LifeBuilder,
  review: {
    readonly division: string;
    readonly decisionNumber: string;
    readonly agency: string;
    readonly person: string;
    readonly applied: Day;
  },
): void {
  const { random, run } = life;
  const court = courtOf(review.division);
  const accepted = review.applied + random.between(1, 5);
  const ruled = accepted + random.between(2, 7);
  const caseNumber = run.numbers.courtCase(review.division, '行审', accepted);
  const holder = { agency: court.code, division: review.division, day: ruled };
  life.add('CourtCase', holder, {
    caseNumber,
    domain: 'ADMINISTRATIVE',
    procedure: 'NON_LITIGATION_REVIEW',
    filedDate: dateText(accepted),
    trialMode: 'PANEL',
    summaryProcedure: false,
    closedDate: dateText(ruled),
    closingMode: 'RULING',
    cause: '非诉执行审查',
    causeCode: '0409',
    judge: '审判员郑某',
    policeCaseNumber: null,
  });
  life.add('Party', holder, {
    caseNumber,
    role: 'RESPONDENT',
    person: review.person,
    organization: null,
    agent: null,
    lawyer: null,
  });
  life.add('AdminReview', holder, {
    caseNumber,
    applicantAgency: review.agency,
    decisionNumber: review.decisionNumber,
    respondent: review.person,
    acceptedDate: dateText(accepted),
    ruledDate: dateText(ruled),
    result: random.chance(0.95) ? 'GRANTED' : 'REFUSED',
  });
}

export interface AdminStory {
  readonly bureau: Bureau;
  readonly division: string;
  readonly violator: string | null;
  readonly violatorOrganization: string | null;
  readonly violation: string;
  readonly itemCode: string;
  readonly filed: Day;
  readonly decided: Day | null;
  readonly goodsValue: number;
  readonly fine: number;
  readonly performed: Day | null;
  /** When the agency asked the court to enforce. */
  readonly applied?: Day | null;
  readonly caseNo?: string;
  readonly decisionNumber?: string;
}

export interface AdminRecord {
  readonly agency: string;
  readonly caseNo: string;
  readonly decisionNumber: string | null;
}

export function tellAdminPenalty(life: LifeBuilder, story: AdminStory): AdminRecord {
  const { random, run } = life;
  const { bureau, division, filed, decided } = story;
  const agency = bureauOf(division, bureau).code;
  const prefix = `${shortDivisionName(division).slice(0, 1)}${bureaus[bureau].sign}`;
  const holder = { agency, division, day: story.performed ?? decided ?? filed };
  const caseNo = story.caseNo ?? run.numbers.document(`${prefix}立`, filed);
  const violator = { violator: story.violator, violatorOrganization: story.violatorOrganization };
  life.add('AdminCase', holder, {
    caseNo,
    ...violator,
    violationItemCode: story.itemCode,
    violation: story.violation,
    filedDate: dateText(filed),
    source: random.pick(['INSPECTION', 'INSPECTION', 'COMPLAINT', 'TRANSFER']),
    closedDate: story.performed === null ? null : dateText(story.performed),
    status: decided === null ? 'OPEN' : story.performed === null ? 'DECIDED' : 'CLOSED',
  });
  if (decided === null) return { agency, caseNo, decisionNumber: null };
  const decisionNumber = story.decisionNumber ?? run.numbers.document(`${prefix}罚字`, decided);
  const extra = random.pick<readonly AdminPenaltyKind[]>([
    [],
    [],
    ['CONFISCATE_GAINS'],
    ['WARNING'],
    ['CONFISCATE_GOODS'],
  ]);
  life.add('AdminPenaltyDecision', holder, {
    decisionNumber,
    caseNo,
    ...violator,
    violationItemCode: story.itemCode,
    violation: story.violation,
    decidedDate: dateText(decided),
    servedDate: dateText(decided + 2),
    penalties: ['FINE', ...extra],
    goodsValue: story.goodsValue,
    illegalAmount: Math.round(story.goodsValue * 0.3),
    fineAmount: story.fine,
    payBy: dateText(decided + 17),
    performedAt: story.performed === null ? null : dateText(story.performed),
    reconsidered: random.chance(0.02),
    litigated: false,
    demandServedDate: story.applied ? dateText(story.applied - 12) : null,
    enforcementApplicationDate: story.applied ? dateText(story.applied) : null,
    published: random.chance(0.8),
  });
  return { agency, caseNo, decisionNumber };
}
