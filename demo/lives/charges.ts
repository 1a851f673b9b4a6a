/** A charge with what a court usually makes of it. `code` is the article of the criminal law, as the courts' list numbers it. */
export interface Charge {
  readonly name: string;
  readonly code: string;
  readonly weight: number;
  /** Usual terms in months. */
  readonly terms: readonly number[];
  readonly fine: readonly number[];
  readonly negligent?: boolean;
  /** 拘役 rather than 有期徒刑. */
  readonly detention?: boolean;
  readonly loss?: readonly [number, number];
  readonly injury?: 'MINOR_1' | 'MINOR_2' | 'SERIOUS_2';
}

export const charges: readonly Charge[] = [
  { name: '危险驾驶罪', code: '133001', weight: 26, terms: [1, 2, 3, 4], fine: [3000, 5000, 8000], detention: true },
  {
    name: '盗窃罪',
    code: '264',
    weight: 14,
    terms: [6, 8, 10, 12, 18],
    fine: [2000, 5000, 10000],
    loss: [3000, 60000],
  },
  { name: '故意伤害罪', code: '234', weight: 12, terms: [8, 10, 12, 18, 24], fine: [], injury: 'MINOR_2' },
  {
    name: '诈骗罪',
    code: '266',
    weight: 9,
    terms: [8, 12, 18, 24, 36],
    fine: [5000, 10000, 20000],
    loss: [5000, 120000],
  },
  {
    name: '交通肇事罪',
    code: '133',
    weight: 8,
    terms: [8, 12, 18, 24, 36],
    fine: [],
    negligent: true,
    injury: 'SERIOUS_2',
  },
  { name: '帮助信息网络犯罪活动罪', code: '287002', weight: 10, terms: [6, 8, 10, 12], fine: [3000, 5000, 10000] },
  { name: '掩饰、隐瞒犯罪所得罪', code: '312', weight: 6, terms: [6, 10, 12, 18], fine: [3000, 6000, 10000] },
  { name: '寻衅滋事罪', code: '293', weight: 5, terms: [8, 12, 18, 24], fine: [], injury: 'MINOR_2' },
  {
    name: '非法吸收公众存款罪',
    code: '176',
    weight: 3,
    terms: [18, 24, 36],
    fine: [20000, 50000, 100000],
    loss: [100000, 900000],
  },
  { name: '开设赌场罪', code: '303002', weight: 3, terms: [8, 12, 18], fine: [10000, 20000, 30000] },
  { name: '包庇罪', code: '310', weight: 2, terms: [6, 10, 12], fine: [] },
  { name: '销售伪劣产品罪', code: '140', weight: 2, terms: [10, 12, 18], fine: [30000, 60000] },
];

/** Economic charges where a civil dispute may be passed off as a crime (PO-02). */
export const economicCharges = [
  { name: '合同诈骗罪', code: '224' },
  { name: '职务侵占罪', code: '271' },
] as const;

export function chargeNamed(name: string): Charge {
  const charge = charges.find((each) => each.name === name);
  if (charge === undefined) throw new RangeError(`no such charge: ${name}`);
  return charge;
}
