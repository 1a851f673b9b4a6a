import { type Registrar, registrarOf } from './agencies.js';
import { type Day, dateText } from './days.js';
import type { Village } from './divisions.js';
import type { LifeBuilder } from './life-builder.js';
import type { Fen, PersonFact } from './person-facts.js';
import type { SubsidyKind, SubsidyPaymentFact, SubsidyProjectFact } from './register-facts.js';

/** One household of a project. */
export interface Household {
  readonly person: PersonFact;
  /** What the household contracted, mu. */
  readonly contractedMu: number;
  readonly change?: Partial<SubsidyPaymentFact>;
}

/** A village's subsidy of a year. */
export interface SubsidyStory {
  readonly division: string;
  readonly village: Village;
  readonly subsidyKind: SubsidyKind;
  readonly paidAt: Day;
  readonly households: readonly Household[];
  readonly isPublished: boolean;
  readonly projectNo?: string;
  readonly change?: Partial<SubsidyProjectFact>;
}

export interface SubsidyRecord {
  readonly projectNo: string;
  readonly paymentNos: readonly string[];
}

/** Name and policy of a kind, and fen a mu; null: fen a household. */
const kinds: Readonly<Record<SubsidyKind, readonly [name: string, policy: string, perMu: Fen | null, each: Fen]>> = {
  FARMLAND_FERTILITY: ['耕地地力保护补贴', '鲁财农〔2016〕24号', 12_500, 0],
  GRAIN_GROWERS: ['实际种粮农民一次性补贴', '财农〔2021〕53号', 1_200, 0],
  MACHINERY: ['农机购置与应用补贴', '农办计财〔2024〕4号', null, 350_000],
  HOUSING: ['农村危房改造补助', '建村〔2021〕35号', null, 1_600_000],
  MINIMUM_LIVING: ['农村最低生活保障', '社会救助暂行办法', null, 58_000],
  OLD_AGE: ['高龄津贴', '鲁民〔2020〕38号', null, 20_000],
  FUNERAL_GRANT: ['丧葬补助', '城乡居民基本养老保险经办规程', null, 100_000],
};

const round = (mu: number) => Math.round(mu * 100) / 100;

export function tellSubsidy(life: LifeBuilder, story: SubsidyStory): SubsidyRecord {
  const { random, run } = life;
  const { division, village, subsidyKind, paidAt, households, isPublished } = story;
  const [name, policy, perMu, each] = kinds[subsidyKind];
  const year = Number(dateText(paidAt).slice(0, 4));
  const agency = registrarOf(division, agencyOf(subsidyKind)).code;
  const projectNo = story.projectNo ?? run.numbers.serial('XM', division, paidAt);
  const holder = { agency, division, day: paidAt + 3 };
  const handler = `经办员${random.pick(['王', '李', '郑', '韩'])}某`;
  const payments = households.map(({ person, contractedMu, change = {} }) => {
    const areaMu = perMu === null ? null : (change.areaMu ?? contractedMu);
    return {
      paymentNo: run.numbers.serial('BT', division, paidAt),
      projectNo,
      person: person.key,
      subsidyKind,
      year,
      villageCode: village.code,
      villageName: village.name,
      amount: perMu === null || areaMu === null ? each : Math.round(perMu * areaMu),
      areaMu,
      contractedAreaMu: perMu === null ? null : contractedMu,
      account: `6223${random.digits(15)}`,
      accountHolder: null,
      paidAt: dateText(paidAt),
      status: 'PAID' as const,
      published: isPublished,
      handler,
      ...change,
    };
  });
  const paidAmount = payments.reduce((sum, { amount }) => sum + amount, 0);
  life.add('SubsidyProject', holder, {
    projectNo,
    name: `${village.name}${year}年${name}`,
    policy,
    subsidyKind,
    year,
    villageCodes: [village.code],
    villageNames: [village.name],
    // Budgets are whole hundreds of yuan.
    budgetAmount: Math.ceil(paidAmount / 10_000) * 10_000,
    paidAmount,
    unitAmount: perMu,
    areaMu: perMu === null ? null : round(payments.reduce((sum, { areaMu }) => sum + (areaMu ?? 0), 0)),
    households: households.length,
    publishedDate: isPublished ? dateText(paidAt - 15) : null,
    published: isPublished,
    ...story.change,
  });
  for (const payment of payments) life.add('SubsidyPayment', holder, payment);
  return { projectNo, paymentNos: payments.map(({ paymentNo }) => paymentNo) };
}

const ofCivilAffairs: readonly SubsidyKind[] = ['MINIMUM_LIVING', 'OLD_AGE', 'FUNERAL_GRANT'];

function agencyOf(kind: SubsidyKind): Registrar {
  if (kind === 'HOUSING') return 'HOUSING';
  return ofCivilAffairs.includes(kind) ? 'CIVIL_AFFAIRS' : 'AGRICULTURE';
}
