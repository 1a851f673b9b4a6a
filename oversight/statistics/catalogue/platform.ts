import { type Amount, noSource, type SeriesDefinition, type StatisticDefinition, type Words } from '../definition.js';
import { breakdown, share, withinAt } from './series.js';

const landed = withinAt('landedAt');

const delivered = (sums: readonly string[], where = landed): Amount => ({
  ...{ of: 'IntakeDelivery', where, division: null, by: ['ADAPTER'] },
  ...{ sums, take: 'SUM' },
});

const records = (id: string, name: Words, sums: readonly string[]): SeriesDefinition => ({
  id,
  name,
  time: 'FLOW',
  is: { count: delivered(sums) },
  rows: { kind: 'GROUPS' },
});

const holding = { kind: { eq: 'HOLDING' } };

const ofIntake: StatisticDefinition = {
  id: 'ST-13',
  field: 'intakeStatistic',
  name: { zh: '平台接收数据量', en: 'What agencies delivered' },
  definition: {
    zh: '期内落地的批次,按接入系统;记录分新增、更新、重复、拒收(隔离),整批拒绝的推送另计。对账:来源最近申报的记录数中平台已有的。不分区划。直接查询的系统没有批次。',
    en: 'Deliveries that landed in the period, by system; of their records new ones, updates, duplicates, and those put aside; pushes that were refused as a whole. Completeness: of the records that a source last said to hold, those that the hub has. Of no division. Systems that are asked directly deliver nothing.',
  },
  unit: 'RECORD',
  series: [
    breakdown(
      'deliveries',
      { zh: '批次', en: 'Deliveries' },
      { of: 'IntakeDelivery', where: { ...landed, kind: { eq: 'LANDED' } }, division: null, by: ['ADAPTER'] },
      { unit: 'DELIVERY' },
    ),
    records('accepted', { zh: '新增', en: 'New' }, ['LANDED']),
    records('updated', { zh: '更新', en: 'Updated' }, ['SUPERSEDED']),
    records('duplicates', { zh: '重复', en: 'Duplicates' }, ['DUPLICATES']),
    records('rejected', { zh: '拒收', en: 'Put aside' }, ['QUARANTINED']),
    {
      ...records('refused', { zh: '整批拒绝的推送', en: 'Pushes refused' }, ['REFUSED']),
      unit: 'DELIVERY',
    },
    {
      id: 'completeness',
      name: { zh: '对账完整率', en: 'Held by the hub of what sources say to hold' },
      time: 'ALWAYS',
      is: { count: delivered(['AT_HUB'], holding), outOf: delivered(['AT_SOURCE'], holding) },
      rows: { kind: 'GROUPS' },
    },
  ],
};

const received = withinAt('receivedAt');

const ofQueryService: StatisticDefinition = {
  id: 'ST-22',
  field: 'queryServiceStatistic',
  name: { zh: '查询服务', en: 'Queries answered online' },
  definition: {
    zh: '期内经平台受理的行贿犯罪档案查询申请,按状态;按期办结:其中在办理期限内决定的。',
    en: 'Applications of the period for letters on bribery records that came through the hub, by state; in time: those decided by their last day.',
  },
  unit: 'RECORD',
  series: [
    breakdown('online', { zh: '网上查询', en: 'Online' }, { of: 'BriberyLetter', where: received, by: ['STATE'] }),
    {
      id: 'inTime',
      name: { zh: '按期办结', en: 'Decided in time' },
      time: 'FLOW',
      is: {
        count: {
          of: 'BriberyLetter',
          where: received,
          span: { from: 'DECIDED_AT', to: 'DUE_DATE' },
          take: 'IN_ORDER',
        },
        outOf: { of: 'BriberyLetter', where: received },
      },
    },
    {
      id: 'onlineShare',
      name: { zh: '网上查询占比', en: 'Share of what is asked online' },
      time: 'FLOW',
      is: noSource('窗口办理的查询没有来源', 'What is asked at the counter no source holds'),
    },
  ],
};

/** Key dates: a record without one takes part in no period. */
const held = [
  { of: 'CorrectionSubject', field: 'correctionEndDate', zh: '矫正对象:矫正止日', en: 'Subjects: last day' },
  { of: 'Judgment', field: 'effectiveDate', zh: '裁判文书:生效日期', en: 'Judgments: effective day' },
  { of: 'PoliceCase', field: 'acceptedDate', zh: '刑事案件:受案日期', en: 'Police cases: accepted' },
  { of: 'EnforcementCase', field: 'filedDate', zh: '执行案件:立案日期', en: 'Enforcement: filed' },
  { of: 'AdministrativePenalty', field: 'decidedDate', zh: '行政处罚:决定日期', en: 'Penalties: decided' },
] as const;

const byAgency = ['AGENCY_CODE'];

const ofQuality: StatisticDefinition = {
  id: 'ST-24',
  field: 'dataQualityStatistic',
  name: { zh: '数据质量', en: 'Quality of data' },
  definition: {
    zh: '完整:各机关在册记录(裁判文书只计已公开的)中有关键日期的;有效:期内落地记录中未被隔离的;唯一:期内落地记录中非重复的;及时:应答且未陈旧的来源;数据错误:期内线索认定为数据错误的,按机关,供校核纠错。',
    en: 'Completeness: records of each agency, of judgments those that were published, that hold their key date. Validity: records of the period’s deliveries that were not put aside. Uniqueness: those that were no duplicates. Timeliness: sources that answered and are not stale. Slips: the period’s findings that were judged slips in the data, by agency, for correction at the source.',
  },
  unit: 'RECORD',
  series: [
    ...held.map(({ of, field, zh, en }) =>
      share(
        `complete${of}`,
        { zh: `完整·${zh}`, en: `Complete: ${en}` },
        [{ of, by: byAgency }, { [field]: { ge: '1900-01-01' } }],
        { time: 'ALWAYS', rows: { kind: 'GROUPS' } },
      ),
    ),
    {
      id: 'valid',
      name: { zh: '有效', en: 'Valid' },
      time: 'FLOW',
      is: {
        count: delivered(['LANDED', 'SUPERSEDED', 'DUPLICATES', 'OUTDATED']),
        outOf: delivered(['LANDED', 'SUPERSEDED', 'DUPLICATES', 'OUTDATED', 'QUARANTINED']),
      },
      rows: { kind: 'GROUPS' },
    },
    {
      id: 'unique',
      name: { zh: '唯一', en: 'Unique' },
      time: 'FLOW',
      is: {
        count: delivered(['LANDED', 'SUPERSEDED', 'OUTDATED']),
        outOf: delivered(['LANDED', 'SUPERSEDED', 'DUPLICATES', 'OUTDATED']),
      },
      rows: { kind: 'GROUPS' },
    },
    { id: 'timely', name: { zh: '及时', en: 'Timely' }, time: 'ALWAYS', is: 'FRESH_SOURCES' },
    breakdown(
      'dataErrors',
      { zh: '数据错误', en: 'Slips in the data' },
      { of: 'Finding', where: { verdict: { eq: 'DATA_ERROR' }, ...withinAt('foundAt') }, by: byAgency },
    ),
  ],
};

export const ofPlatform: readonly StatisticDefinition[] = [ofIntake, ofQueryService, ofQuality];
