import { registrarOf } from './agencies.js';
import { addMonths, type Day, dateText, dayOf, monthOf } from './days.js';
import type { Holder, LifeBuilder } from './life-builder.js';
import type { Fen, PersonFact } from './person-facts.js';
import type { PensionEntitlementFact, PensionScheme } from './register-facts.js';

/** A pension and what was paid of it. */
export interface PensionStory {
  readonly person: PersonFact;
  readonly division: string;
  readonly scheme: PensionScheme;
  readonly entitledFrom: Day;
  /** The months paid: from the first to the last, `YYYY-MM`. */
  readonly paid: { readonly first: string; readonly last: string } | null;
  /** Day of the month on which the bank pays. Default 10. */
  readonly payDay?: number;
  readonly status?: Partial<
    Pick<PensionEntitlementFact, 'status' | 'suspendedFrom' | 'resumedFrom' | 'suspendedReason' | 'endedAt'>
  >;
  /** Days from which it was raised. */
  readonly raised?: readonly Day[];
}

/** Usual amounts a month, fen. */
const amounts: Readonly<Record<PensionScheme, readonly [Fen, Fen]>> = {
  ENTERPRISE: [220_000, 420_000],
  PUBLIC_INSTITUTION: [450_000, 780_000],
  RESIDENT: [18_000, 32_000],
};

export interface PensionRecord {
  readonly entitlementNo: string;
  readonly paymentNos: readonly string[];
}

export function tellPension(life: LifeBuilder, story: PensionStory): PensionRecord {
  const { random, run } = life;
  const { person, division, scheme, entitledFrom, payDay = 10 } = story;
  const bureau = registrarOf(division, 'SOCIAL_SECURITY');
  const [low, high] = amounts[scheme];
  const monthlyAmount = Math.round(random.between(low, high) / 100) * 100;
  const of = { entitlementNo: run.numbers.serial('YL', division, entitledFrom), person: person.key, scheme };
  const at = (day: Day): Holder => ({ agency: bureau.code, division, day });
  const account = `6217${random.digits(15)}`;
  life.add('PensionEntitlement', at(run.asOf - 20), {
    ...of,
    status: 'ACTIVE',
    entitledFrom: dateText(entitledFrom),
    monthlyAmount,
    suspendedFrom: null,
    resumedFrom: null,
    suspendedReason: null,
    endedAt: null,
    ...story.status,
  });
  const paymentNos = monthsOf(story.paid).map((month) => {
    const paidAt = dayOf(`${month}-${String(payDay).padStart(2, '0')}`);
    const paymentNo = run.numbers.serial('FF', division, paidAt);
    life.add('PensionPayment', at(paidAt + 1), {
      paymentNo,
      ...of,
      month,
      amount: monthlyAmount,
      account,
      paidAt: dateText(paidAt),
      payingAgency: bureau.name.replace('人力资源和社会保障局', '社会保险事业中心'),
      status: 'PAID',
    });
    return paymentNo;
  });
  for (const raised of story.raised ?? []) {
    life.add('PensionAdjustment', at(raised + 15), {
      ...of,
      adjustedFrom: dateText(raised),
      oldAmount: Math.round(monthlyAmount / 103) * 100,
      newAmount: monthlyAmount,
      reason: '年度统一调整基本养老金',
      documentNo: `鲁人社发〔${dateText(raised).slice(0, 4)}〕12号`,
    });
  }
  return { entitlementNo: of.entitlementNo, paymentNos };
}

function monthsOf(paid: PensionStory['paid']): readonly string[] {
  const months: string[] = [];
  if (paid === null) return months;
  for (let month = paid.first; month <= paid.last; month = monthOf(addMonths(dayOf(`${month}-01`), 1)))
    months.push(month);
  return months;
}
