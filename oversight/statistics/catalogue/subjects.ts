// long: a flat list of statistics, each a table.
import {
  type Amount,
  type Bands,
  noSource,
  type RowKey,
  type Rows,
  type SeriesDefinition,
  type StatisticDefinition,
  type Where,
  type Words,
} from '../definition.js';
import { breakdown, within } from './series.js';

/** Who is a subject in a view: by status today, by entry in the period, by registered term on the day. */
const views = {
  STOCK: { time: 'STOCK', where: { status: { eq: 'IN_CORRECTION' } } },
  FLOW: { time: 'FLOW', where: within('correctionStartDate') },
  TERM: { time: 'TERM', where: { correctionStartDate: { le: '$asOf' }, correctionEndDate: { ge: '$asOf' } } },
} as const satisfies Readonly<Record<string, { readonly time: SeriesDefinition['time']; readonly where: Where }>>;

const viewNames = {
  STOCK: { zh: '在矫对象', en: 'Subjects in correction' },
  FLOW: { zh: '期内入矫对象', en: 'Subjects whose correction began' },
  TERM: { zh: '期限覆盖统计日的对象', en: 'Subjects whose registered term covers the day' },
} as const;

/** The same breakdown of subjects in each view. */
function subjectSeries(
  id: string,
  by: Pick<Amount, 'by' | 'bands'>,
  rows: Rows = { kind: 'GROUPS', share: true },
  also: Where = {},
): readonly SeriesDefinition[] {
  return Object.entries(views).map(([view, { time, where }]) => ({
    id,
    name: viewNames[view as keyof typeof views],
    ...{ show: [view], time, rows },
    is: { count: { of: 'CorrectionSubject', where: { ...where, ...also }, ...by } },
  }));
}

/** What the courts decided, in a view of its own beside what the register keeps of subjects. */
function courtSeries(
  id: string,
  name: Words,
  view: 'ALL_CHARGES' | 'SENTENCES' | 'AT_OFFENCE',
  count: Amount,
  fold?: GroupRows['fold'],
): SeriesDefinition {
  const rows: GroupRows = { kind: 'GROUPS', share: true, ...(fold === undefined ? {} : { fold }) };
  return breakdown(id, name, count, { unit: 'RECORD', show: [view], rows });
}

type GroupRows = Extract<Rows, { kind: 'GROUPS' }>;

const offences = within('offenceDate');

const ofCharge: StatisticDefinition = {
  id: 'ST-01',
  field: 'chargeStatistic',
  name: { zh: '罪名统计', en: 'Subjects by charge' },
  definition: {
    zh: '矫正对象按登记罪名(登记系统一人一罪名,即主罪名)计,一人一次;ALL_CHARGES 按法院定罪逐项计,期间以犯罪日期为准。',
    en: 'Subjects by the charge that the register keeps of each, the principal; once a subject. ALL_CHARGES: every conviction of the courts, by the day of the offence.',
  },
  unit: 'PERSON',
  series: [
    ...subjectSeries('subjects', { by: ['CHARGE_CODE'] }),
    courtSeries('convictions', { zh: '定罪(全部罪名)', en: 'Convictions, every charge' }, 'ALL_CHARGES', {
      ...{ of: 'ConvictionItem', where: offences, by: ['CHARGE_CODE'] },
    }),
  ],
};

/** Months up to and including 6, 12, 36, 60, 120: whole months begin the next band. */
const termBands: Bands = { of: 'ORIGINAL_TERM_MONTHS', from: ['1', '7', '13', '37', '61', '121'] };
const probationBands: Bands = { of: 'PROBATION_MONTHS', from: ['1', '13', '25', '37', '49'] };
const monthLabels: Readonly<Record<string, string>> = {
  '..1': '不足一个月或无刑期',
  '1..7': '六个月以下',
  '7..13': '六个月以上至一年',
  '13..37': '一年以上至三年',
  '37..61': '三年以上至五年',
  '61..121': '五年以上至十年',
  '121..': '十年以上',
  '1..13': '十二个月以下',
  '13..25': '十三至二十四个月',
  '25..37': '二十五至三十六个月',
  '37..49': '三十七至四十八个月',
  '49..': '四十九个月以上',
};
const inMonths = (value: string | null): RowKey => ({
  value,
  ...(value === null ? {} : { label: monthLabels[value] ?? value }),
});

/** Years and months of a fixed term, in the bands of months: exactly so many years end the band before. */
export function termOfSentence([penalty, years, months]: readonly (string | null)[]): readonly RowKey[] {
  if (penalty !== 'FIXED_TERM') return [{ value: penalty ?? null }];
  const [whole, part] = [lowest(years ?? null), lowest(months ?? null)];
  if (whole === null) return [inMonths(null)];
  const total = whole * 12 + (part ?? 0);
  const edges = [1, 7, 13, 37, 61, 121];
  const at = edges.filter((edge) => edge <= total).length;
  return [inMonths(`${edges[at - 1] ?? ''}..${edges[at] ?? ''}`)];
}

// A band of whole numbers by its lowest.
function lowest(band: string | null): number | null {
  if (band === null) return null;
  const [from = ''] = band.split('..');
  return from === '' ? 0 : Number(from);
}

/** Sentences by the day from which they run; with probation, from which that does. */
const sentenced: Where = {
  or: [within('startDate'), within('probationStartDate')],
};

const ofTerm: StatisticDefinition = {
  id: 'ST-02',
  field: 'termStatistic',
  name: { zh: '刑期统计', en: 'Subjects by term' },
  definition: {
    zh: '登记口径:矫正类别与原判刑期(月)分段,六个月整归“六个月以下”,余类推;缓刑考验期另列。SENTENCES:法院判决按主刑与刑期(年、月)分段,期间以刑期或考验期起日为准,余日不计。',
    en: 'As registered: category by months of the original term; exactly six months stand under six, and so on; probation by itself. SENTENCES: the courts’ sentences by principal penalty and term (years and months, odd days left out), by the day from which they run.',
  },
  unit: 'PERSON',
  series: [
    ...subjectSeries(
      'term',
      { by: ['CORRECTION_TYPE'], bands: [termBands] },
      { kind: 'GROUPS', share: true, fold: ([type = null, band = null]) => [{ value: type }, inMonths(band)] },
    ),
    ...subjectSeries(
      'probation',
      { bands: [probationBands] },
      { kind: 'GROUPS', share: true, fold: ([band = null]) => [inMonths(band)] },
      { correctionType: { eq: 'PROBATION' } },
    ),
    courtSeries(
      'sentences',
      { zh: '法院判决刑期', en: 'Terms of the courts' },
      'SENTENCES',
      {
        of: 'Sentence',
        where: sentenced,
        by: ['PRINCIPAL_PENALTY'],
        bands: [
          { of: 'TERM_YEARS', from: ['1', '2', '3', '4', '5', '6', '10', '11'] },
          { of: 'TERM_MONTHS', from: ['1', '7'] },
        ],
      },
      termOfSentence,
    ),
    courtSeries(
      'sentencedProbation',
      { zh: '法院宣告缓刑考验期', en: 'Probation of the courts' },
      'SENTENCES',
      {
        of: 'Sentence',
        where: { probationDeclared: { eq: true }, ...within('probationStartDate') },
        bands: [probationBands],
      },
      ([band = null]) => [inMonths(band)],
    ),
  ],
};

/** A street of fewer than three stands under its county. */
const streetLeast = 3;
const county = 'NNNNNN'.length;

const ofRegion: StatisticDefinition = {
  id: 'ST-03',
  field: 'regionStatistic',
  name: { zh: '犯罪区域统计', en: 'Crimes by place' },
  definition: {
    zh: '法院定罪按犯罪地区划(非法院所在地、非住所地)计,期间以犯罪日期为准;街道不足三件的并入县区。',
    en: 'Convictions by the division where the crime was committed, not that of the court or of the home; by the day of the offence. A street of fewer than three stands under its county.',
  },
  unit: 'RECORD',
  series: [
    {
      id: 'places',
      name: { zh: '犯罪地', en: 'Places of crime' },
      time: 'FLOW',
      is: {
        count: {
          of: 'ConvictionItem',
          where: offences,
          division: 'crimePlaceDivisionCode',
          by: ['CRIME_PLACE_DIVISION_CODE'],
        },
      },
      rows: {
        kind: 'GROUPS',
        share: true,
        fold: ([place = null], count) =>
          place !== null && place.length > county && count < streetLeast ? [{ value: place.slice(0, county) }] : null,
      },
    },
  ],
};

const ofPenalty: StatisticDefinition = {
  id: 'ST-04',
  field: 'penaltyStatistic',
  name: { zh: '所判刑罚种类统计', en: 'By penalty' },
  definition: {
    zh: '登记口径按矫正类别;SENTENCES 按法院主刑与是否缓刑(期间同 ST-02),附加刑按种类(附加刑记录无判决日期,为全部在册)。',
    en: 'As registered by category. SENTENCES: principal penalties with or without probation (by period as in ST-02), and accessory penalties by kind: of all on record, as they carry no date of judgment.',
  },
  unit: 'PERSON',
  series: [
    ...subjectSeries('category', { by: ['CORRECTION_TYPE'] }),
    courtSeries('principal', { zh: '主刑', en: 'Principal penalties' }, 'SENTENCES', {
      ...{ of: 'Sentence', where: sentenced, by: ['PRINCIPAL_PENALTY', 'PROBATION_DECLARED'] },
    }),
    {
      ...courtSeries('accessory', { zh: '附加刑(全部在册)', en: 'Accessory penalties, all on record' }, 'SENTENCES', {
        ...{ of: 'AccessoryPenalty', by: ['KIND'] },
      }),
      time: 'ALWAYS',
    },
    {
      id: 'matrix',
      name: { zh: '主刑与附加刑交叉', en: 'Principal by accessory penalty' },
      show: ['SENTENCES'],
      time: 'FLOW',
      is: noSource(
        '附加刑记录不含同判主刑,各来源不作交叉统计',
        'An accessory penalty does not hold the principal one of its judgment, and no source counts them crossed',
      ),
    },
  ],
};

const ofAge: StatisticDefinition = {
  id: 'ST-05',
  field: 'ageStatistic',
  name: { zh: '年龄统计', en: 'By age' },
  definition: {
    zh: 'AS_OF:在矫对象统计日周岁(生日次日为满周岁);AT_OFFENCE:法院认定的犯罪时年龄,期间以犯罪日期为准。段含下限不含上限;未成年人封存记录不计入。',
    en: 'AS_OF: full years on the day, of subjects in correction, full on the day after the birthday. AT_OFFENCE: age at the offence, of offences of the period. Bands hold their lower edge and not their upper. Sealed records of minors are not counted.',
  },
  unit: 'PERSON',
  series: [
    breakdown(
      'age',
      { zh: '在矫对象统计日年龄', en: 'Age on the day, of subjects in correction' },
      {
        of: 'CorrectionSubject',
        where: views.STOCK.where,
        bands: [{ of: 'BIRTH_DATE', ages: [14, 16, 18, 26, 36, 46, 60] }],
      },
      { show: ['AS_OF'], time: 'STOCK' },
    ),
    courtSeries('ageAtOffence', { zh: '犯罪时年龄', en: 'Age at the offence' }, 'AT_OFFENCE', {
      of: 'ConvictionItem',
      where: offences,
      bands: [{ of: 'AGE_AT_OFFENCE', from: ['14', '16', '18', '26', '36', '46', '60'] }],
    }),
  ],
};

const homes: Rows = {
  kind: 'CASES',
  name: 'HOUSEHOLD',
  cases: [
    { value: 'LOCAL_COUNTY', label: '本县(市、区)', home: 6, where: { householdCode: { prefix: '$county' } } },
    {
      value: 'SAME_CITY',
      label: '本市(不含本县)',
      home: 4,
      where: { householdCode: { prefix: '$city' }, not: { householdCode: { prefix: '$county' } } },
    },
    {
      value: 'SAME_PROVINCE',
      label: '本省(不含本市)',
      where: { householdCode: { prefix: '$province' }, not: { householdCode: { prefix: '$city' } } },
    },
    {
      value: 'OTHER_PROVINCE',
      label: '外省',
      where: { householdCode: { isNull: false }, not: { householdCode: { prefix: '$province' } } },
    },
    { value: 'UNKNOWN', label: '境外或未登记', where: { householdCode: { isNull: true } } },
  ],
};

const ofHousehold: StatisticDefinition = {
  id: 'ST-06',
  field: 'householdStatistic',
  name: { zh: '户籍统计', en: 'By household registration' },
  definition: {
    zh: '矫正对象按登记户籍地区划与本地(所选区划,未选则本单位区划)的关系计;本地为市的不分本县,为省的不分本市。',
    en: 'Subjects by their registered household division, seen from the division asked for, or else the account’s own: from a city no county is the own, from a province no city.',
  },
  unit: 'PERSON',
  series: [
    ...subjectSeries('household', {}, homes),
    {
      id: 'urbanRural',
      name: { zh: '城乡', en: 'Urban and rural' },
      time: 'ALWAYS',
      is: noSource(
        '登记户籍地区划只到县级,无城乡分类代码',
        'Household divisions are registered by county, without urban–rural codes',
      ),
    },
  ],
};

/** Whose registered term has a day in the period (列管). */
export const managed: Where = { correctionStartDate: { lt: '$to' }, correctionEndDate: { ge: '$from' } };

const ofWorkload: StatisticDefinition = {
  id: 'ST-23',
  field: 'workloadStatistic',
  name: { zh: '工作量与经费基数', en: 'Workload and funding base' },
  definition: {
    zh: '各司法所在矫人数;MANAGED 为期内列管人数(登记期限与期间有重合),期间取一个月即为当月列管人数。',
    en: 'Subjects in correction an office. MANAGED: subjects whose registered term has a day in the period; of a month, the headcount of that month.',
  },
  unit: 'PERSON',
  series: [
    breakdown(
      'stock',
      { zh: '各司法所在矫人数', en: 'In correction, by office' },
      { of: 'CorrectionSubject', where: views.STOCK.where, by: ['JUDICIAL_OFFICE_CODE'] },
      { show: ['STOCK'], time: 'STOCK' },
    ),
    breakdown(
      'managed',
      { zh: '各司法所期内列管人数', en: 'Managed in the period, by office' },
      { of: 'CorrectionSubject', where: managed, by: ['JUDICIAL_OFFICE_CODE'] },
      { show: ['MANAGED'] },
    ),
    {
      id: 'perWorker',
      name: { zh: '人均管理数', en: 'Subjects a worker' },
      time: 'ALWAYS',
      is: noSource('无司法所工作人员名册来源', 'No source holds the staff of judicial offices'),
    },
  ],
};

export const ofSubjects: readonly StatisticDefinition[] = [
  ofCharge,
  ofTerm,
  ofRegion,
  ofPenalty,
  ofAge,
  ofHousehold,
  ofWorkload,
];
