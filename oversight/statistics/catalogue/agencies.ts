// long: a flat list of statistics, each a table.
import { type Amount, noSource, type SeriesDefinition, type StatisticDefinition, type Words } from '../definition.js';
import { breakdown, share, within, withinAt } from './series.js';

/** How long something took, of records whose beginning lies in the period. */
function length(id: string, name: Words, count: Amount): SeriesDefinition {
  return { id, name, time: 'FLOW', is: { count: { ...count, take: 'IN_ORDER' } } };
}

const ofHandover: StatisticDefinition = {
  id: 'ST-16',
  field: 'handoverStatistic',
  name: { zh: '交接时长', en: 'How long hand-over takes' },
  definition: {
    zh: '期内通知、送达或接收的记录,从前一环节到后一环节的日数:中位数、第90和第95百分位;止日早于起日的不计。',
    en: 'Days from one step to the next, of records whose first step lies in the period: median, 90th and 95th percentile. An end before its beginning is left out.',
  },
  unit: 'RECORD',
  series: [
    length(
      'effectiveToTold',
      { zh: '生效至平台推送', en: 'Effective to told by the hub' },
      {
        of: 'HandoverNotice',
        where: within('effectiveDate'),
        span: { from: 'EFFECTIVE_DATE', to: 'TOLD_AT' },
      },
    ),
    {
      id: 'effectiveToNotice',
      name: { zh: '生效至通知', en: 'Effective to notice' },
      time: 'FLOW',
      is: noSource('交付记录不含裁判生效日期', 'A delivery does not hold the day on which its judgment took effect'),
    },
    length(
      'noticeToService',
      { zh: '通知至文书送达', en: 'Notice to service of documents' },
      {
        of: 'DeliveryRecord',
        where: within('noticeDate'),
        span: { from: 'NOTICE_DATE', to: 'DOCUMENTS_SERVED_DATE' },
      },
    ),
    length(
      'serviceToReceipt',
      { zh: '文书送达至回执', en: 'Service to receipt' },
      {
        of: 'DeliveryRecord',
        where: within('documentsServedDate'),
        span: { from: 'DOCUMENTS_SERVED_DATE', to: 'RECEIPT_DATE' },
      },
    ),
    length(
      'receivedToReport',
      { zh: '收到文书至报到', en: 'Documents received to report' },
      {
        of: 'Reception',
        where: within('documentsReceivedDate'),
        span: { from: 'DOCUMENTS_RECEIVED_DATE', to: 'REPORTED_AT' },
      },
    ),
  ],
};

const hours = (id: string, of: string, name: Words): SeriesDefinition => ({
  id,
  name,
  unit: 'HOUR',
  time: 'FLOW',
  is: { count: { of, where: within('date'), sums: ['CLAIMED_HOURS'], take: 'SUM' } },
});

const ofCompliance: StatisticDefinition = {
  id: 'ST-17',
  field: 'complianceStatistic',
  name: { zh: '报到、教育、公益活动完成率', en: 'Check-ins, education and service' },
  definition: {
    zh: '报到完成率:期内应报到期次(免报的除外)中已报到的;教育、公益活动为申报学时合计。',
    en: 'Check-ins: of the periods due in the period, excused ones left out, those with a check-in. Education and service: hours as claimed.',
  },
  unit: 'RECORD',
  series: [
    share('checkIns', { zh: '报到完成率', en: 'Check-ins' }, [
      { of: 'CheckIn', where: within('dueTo'), by: ['EXCUSE'], pick: [null] },
      { at: { isNull: false } },
    ]),
    hours('educationHours', 'EducationAttendance', { zh: '教育申报学时', en: 'Hours of education claimed' }),
    hours('serviceHours', 'ServiceAttendance', { zh: '公益活动申报时数', en: 'Hours of service claimed' }),
    {
      id: 'verifiedHours',
      name: { zh: '核实学时占比', en: 'Hours verified by hours claimed' },
      time: 'FLOW',
      is: noSource(
        '学时与签到签退分属两个系统,不作交叉统计;虚假学时见 ST-08(CC-05)',
        'Hours and scans lie in two systems that nobody counts crossed; for hours that scans contradict see ST-08 (CC-05)',
      ),
    },
  ],
};

const detentions = { kind: { eq: 'DETENTION' }, ...withinAt('endedAt') };

const ofPolice: StatisticDefinition = {
  id: 'ST-18',
  field: 'policeStatistic',
  name: { zh: '立案监督率、拘后未报捕率', en: 'Filing under supervision, detentions without a request' },
  definition: {
    zh: '拘后未报捕率:期内结束的刑事拘留中,未提请批准逮捕(释放、变更、移送)的;立案监督率:期内送达的通知立案书中,公安回复纠正的;立案决定:期内受案按决定。',
    en: 'Detentions that ended in the period without a request for arrest (release, change, transfer), of all that ended. Of the notices to file that were served in the period, those that the police replied to by filing. Decisions on cases accepted in the period.',
  },
  unit: 'CASE',
  series: [
    {
      id: 'withoutRequest',
      name: { zh: '拘后未报捕率', en: 'Detentions without a request for arrest' },
      unit: 'PERSON_TIME',
      time: 'FLOW',
      is: {
        count: {
          of: 'CoerciveMeasure',
          where: detentions,
          by: ['END_KIND'],
          pick: ['RELEASED', 'CHANGED', 'TRANSFERRED'],
        },
        outOf: { of: 'CoerciveMeasure', where: detentions },
      },
      rows: { kind: 'GROUPS' },
    },
    share(
      'filedAfterNotice',
      { zh: '通知立案后立案率', en: 'Filed after notice' },
      [
        { of: 'SupervisionDocument', where: { kind: { eq: 'FILING_NOTICE' }, ...withinAt('servedAt') } },
        { repliedAt: { isNull: false } },
      ],
      { unit: 'DOCUMENT' },
    ),
    breakdown(
      'decisions',
      { zh: '立案决定', en: 'Filing decisions' },
      { of: 'PoliceCase', where: within('acceptedDate'), by: ['FILING_DECISION'] },
    ),
  ],
};

const fines = { kind: { eq: 'FINE' }, ...within('payBy') };

const ofCourts: StatisticDefinition = {
  id: 'ST-19',
  field: 'courtStatistic',
  name: { zh: '改判率、终本率、财产刑移送率和到位率', en: 'Re-hearings, terminated rounds, property penalties' },
  definition: {
    zh: '终本率:期内结案的执行案件(含恢复执行)中以终结本次执行程序结案的;移送率:全部在册涉财产判项中已移送执行的(判项无判决日期);到位率:缴纳期限在期内的罚金,已缴 ÷ 判处。',
    en: 'Of enforcement cases closed in the period, resumed ones among them, those that only ended this round. Of all orders on property on record (they carry no date of judgment), those transferred. Of fines payable in the period, paid by ordered.',
  },
  unit: 'CASE',
  series: [
    {
      id: 'reheard',
      name: { zh: '再审审结', en: 'Re-heard' },
      time: 'FLOW',
      is: { count: { of: 'CourtCase', where: { procedureCode: { eq: 'RETRIAL' }, ...within('closedDate') } } },
    },
    {
      id: 'redecided',
      name: { zh: '改判率', en: 'Re-decided in line' },
      time: 'FLOW',
      is: noSource(
        '再审结案方式不区分改判与维持,也不记载是否因抗诉、检察建议启动',
        'How a re-hearing closed does not tell a new decision from the old one upheld, nor who had asked for it',
      ),
    },
    share('terminated', { zh: '终本率', en: 'Terminated rounds' }, [
      { of: 'EnforcementCase', repeats: true, where: within('closedDate') },
      { closingMode: { eq: 'TERMINATED_THIS_ROUND' } },
    ]),
    share(
      'transferred',
      { zh: '涉财产判项移送率', en: 'Orders on property transferred' },
      [{ of: 'PropertyOrder' }, { transferredToEnforcementDate: { isNull: false } }],
      { unit: 'RECORD', time: 'ALWAYS' },
    ),
    {
      id: 'paid',
      name: { zh: '罚金到位率', en: 'Fines paid' },
      unit: 'FEN',
      time: 'FLOW',
      is: {
        count: { of: 'AccessoryPenalty', where: fines, sums: ['PAID_AMOUNT'], take: 'SUM' },
        outOf: { of: 'AccessoryPenalty', where: fines, sums: ['AMOUNT'], take: 'SUM' },
      },
    },
  ],
};

const ofReferral: StatisticDefinition = {
  id: 'ST-20',
  field: 'referralStatistic',
  name: { zh: '行刑衔接', en: 'Referral of crimes and back' },
  definition: {
    zh: '移送率:期内内部报告涉嫌犯罪的,已移送公安;立案率:期内移送的,公安立案;反向衔接处罚率:期内制发检察意见的,已作出行政处罚。',
    en: 'Of suspicions reported within the agency in the period, those sent to the police. Of referrals sent in the period, those filed. Of procuratorial opinions of the period, those that led to a penalty.',
  },
  unit: 'CASE',
  series: [
    share('referred', { zh: '移送率', en: 'Referred' }, [
      { of: 'CriminalReferral', where: within('internalReportDate') },
      { sentDate: { isNull: false } },
    ]),
    share('filed', { zh: '公安立案率', en: 'Filed by the police' }, [
      { of: 'CriminalReferral', where: within('sentDate') },
      { policeDecision: { eq: 'FILED' } },
    ]),
    share('reversePenalty', { zh: '反向衔接处罚率', en: 'Penalties after referral back' }, [
      { of: 'ReverseReferral', where: within('procuratorialOpinionDate') },
      { penaltyDecisionNumber: { isNull: false } },
    ]),
  ],
};

const paid = { status: { eq: 'PAID' }, ...within('paidAt') };
const suspicious = { ruleId: { in: ['XD-01', 'XD-02'] }, ...withinAt('foundAt') };

const ofSubsidies: StatisticDefinition = {
  id: 'ST-21',
  field: 'subsidyStatistic',
  name: { zh: '涉农补贴', en: 'Subsidies' },
  definition: {
    zh: '期内公示的项目数与预算;期内已发放金额与笔数,按村;期内规则发现的补贴异常(XD-01、XD-02)及其中经确认的。',
    en: 'Projects published in the period and their budget; money paid in the period and number of payments, by village; anomalies that rules found in the period (XD-01, XD-02) and those confirmed.',
  },
  unit: 'RECORD',
  series: [
    breakdown(
      'projects',
      { zh: '项目', en: 'Projects' },
      { of: 'SubsidyProject', where: within('publishedDate'), by: ['SUBSIDY_KIND_CODE'] },
    ),
    {
      id: 'budget',
      name: { zh: '项目预算', en: 'Budgets' },
      unit: 'FEN',
      time: 'FLOW',
      is: {
        count: { of: 'SubsidyProject', where: within('publishedDate'), sums: ['BUDGET_AMOUNT'], take: 'SUM' },
      },
    },
    breakdown(
      'payments',
      { zh: '发放笔数', en: 'Payments' },
      { of: 'SubsidyPayment', where: paid, by: ['VILLAGE_CODE'] },
    ),
    {
      id: 'paid',
      name: { zh: '发放金额', en: 'Money paid' },
      unit: 'FEN',
      time: 'FLOW',
      is: {
        count: { of: 'SubsidyPayment', where: paid, by: ['VILLAGE_CODE'], sums: ['AMOUNT'], take: 'SUM' },
      },
      rows: { kind: 'GROUPS' },
    },
    {
      id: 'perPerson',
      name: { zh: '人均金额', en: 'Money a person' },
      time: 'FLOW',
      is: noSource(
        '发放记录按笔统计,不按人去重',
        'Payments are counted one by one: no source counts their beneficiaries once',
      ),
    },
    share('anomalies', { zh: '异常', en: 'Anomalies' }, [
      { of: 'Finding', where: suspicious },
      { verdict: { eq: 'CONFIRMED' } },
    ]),
  ],
};

export const ofAgencies: readonly StatisticDefinition[] = [
  ofHandover,
  ofCompliance,
  ofPolice,
  ofCourts,
  ofReferral,
  ofSubsidies,
];
