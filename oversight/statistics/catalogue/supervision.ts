// long: a flat list of statistics, each a table.
import { noSource, type StatisticDefinition, type Where } from '../definition.js';
import { breakdown, share, within, withinAt } from './series.js';
import { managed } from './subjects.js';

const found = withinAt('foundAt');
const opened = withinAt('openedAt');
const confirmed: Where = { verdict: { eq: 'CONFIRMED' } };
const judged: Where = { verdict: { in: ['CONFIRMED', 'FALSE_POSITIVE', 'DATA_ERROR'] } };

const ofReoffence: StatisticDefinition = {
  id: 'ST-07',
  field: 'reoffenceStatistic',
  name: { zh: '重新犯罪率', en: 'Re-offence' },
  definition: {
    zh: '基数为期内列管人数(登记期限与期间有重合),不是在矫人数。分子一:期内起算、判决撤销原缓刑或假释的判决(新罪、漏罪);另列期内撤销缓刑、假释或收监执行的(含违反监管规定);分子二:期内发现并经确认的在矫期间再犯罪未撤销(CC-17)。',
    en: 'The base is who was managed in the period, not who is in correction. First numerator: sentences from the period that revoke an earlier probation or parole, for a new or an undiscovered crime. Beside it whoever was revoked or recalled for whatever reason. Second: confirmed findings of the period that a new crime revoked nothing (CC-17).',
  },
  unit: 'PERSON',
  series: [
    {
      id: 'revoked',
      name: { zh: '判决撤销缓刑、假释', en: 'Revoked by a new judgment' },
      time: 'FLOW',
      is: {
        count: { of: 'Sentence', where: { revokesEarlier: { eq: true }, ...within('startDate') } },
        outOf: { of: 'CorrectionSubject', where: managed },
      },
      unheld: {
        zh: '已接入的法院系统都不记载判决是否撤销前判的缓刑、假释',
        en: 'No court’s system that is connected holds whether a sentence revokes an earlier probation or parole',
      },
    },
    {
      id: 'ended',
      name: { zh: '撤销缓刑、假释或收监执行', en: 'Revoked or recalled, whatever for' },
      time: 'FLOW',
      is: {
        count: {
          of: 'Termination',
          where: {
            kind: { in: ['PROBATION_REVOKED', 'PAROLE_REVOKED', 'RECALLED'] },
            ...within('date'),
          },
        },
        outOf: { of: 'CorrectionSubject', where: managed },
      },
    },
    {
      id: 'unrevoked',
      name: { zh: '再犯罪未撤销(经确认线索)', en: 'New crime without revocation, confirmed' },
      unit: 'PERSON_TIME',
      time: 'FLOW',
      is: {
        count: { of: 'Finding', where: { ruleId: { eq: 'CC-17' }, ...confirmed, ...found } },
        outOf: { of: 'CorrectionSubject', where: managed },
      },
    },
    {
      id: 'filed',
      name: { zh: '以公安立案为准', en: 'By police filing' },
      time: 'FLOW',
      is: noSource(
        '公安案件不记载嫌疑人是否在矫,各来源不作交叉统计',
        'A police case does not hold whether its suspect is in correction, and no source counts them crossed',
      ),
    },
  ],
};

const kinds = [
  { id: 'notReceived', name: { zh: '漏管', en: 'Received by nobody' }, rules: ['CC-04'] },
  { id: 'lost', name: { zh: '脱管', en: 'Lost, or left without leave' }, rules: ['CC-01', 'CC-11', 'CC-13', 'CC-15'] },
  { id: 'onPaper', name: { zh: '虚管', en: 'Managed on paper' }, rules: ['CC-05', 'CC-06', 'CC-18', 'CC-21'] },
] as const;

const ofUnsupervised: StatisticDefinition = {
  id: 'ST-08',
  field: 'unsupervisedStatistic',
  name: { zh: '漏管、脱管、虚管统计', en: 'Unsupervised subjects' },
  definition: {
    zh: '期内规则发现的人次,其中经确认的;按规则列示。漏管 CC-04;脱管 CC-01、CC-11、CC-13、CC-15;虚管 CC-05、CC-06、CC-18、CC-21。发现方式:期内立案事项按来源。',
    en: 'Person-times that rules found in the period, and how many were confirmed, by rule. Who found it: matters opened in the period, by origin.',
  },
  unit: 'PERSON_TIME',
  series: [
    ...kinds.map(({ id, name, rules }) => {
      const findings = { of: 'Finding', where: { ruleId: { in: rules }, ...found }, by: ['RULE_ID'] };
      return share(id, name, [findings, confirmed], { rows: { kind: 'RATES' } });
    }),
    breakdown(
      'origin',
      { zh: '发现方式', en: 'Who found it' },
      { of: 'SupervisionMatter', where: { line: { eq: 'EXECUTION' }, ...opened }, by: ['ORIGIN'] },
      { unit: 'CASE' },
    ),
  ],
};

const works = [
  { show: 'CORRECTIONS', rules: 'CC-', of: 'CorrectionSubject', holds: { correctionEndDate: { ge: '1900-01-01' } } },
  { show: 'POLICE', rules: 'PO-', of: 'PoliceCase', holds: { acceptedDate: { ge: '1900-01-01' } } },
  { show: 'COURTS', rules: 'CV-', of: 'CourtCase', holds: { filedDate: { ge: '1900-01-01' } } },
  { show: 'ENFORCEMENT', rules: 'EX-', of: 'EnforcementCase', holds: { filedDate: { ge: '1900-01-01' } } },
  { show: 'ADMINISTRATIVE', rules: 'AE-', of: 'AdministrativeCase', holds: { filedDate: { ge: '1900-01-01' } } },
] as const;

const area = ['JURISDICTION_DIVISION_CODE'];

const ofAreas: StatisticDefinition = {
  id: 'ST-09',
  field: 'areaRankingStatistic',
  name: { zh: '不同区块问题案件数量排名', en: 'Areas by confirmed problems' },
  definition: {
    zh: '期内发现并经确认的线索数 ÷ 该区划受检记录数(在册),按比率排名并列示绝对数;受检不足三十条的区划不排名;旁列关键日期字段的数据完整率。',
    en: 'Confirmed findings of the period by records examined (all on record) of the division, ranked by rate beside the absolute number; a division of fewer than 30 records has no rank. Completeness: the share of records that hold their key date.',
  },
  unit: 'RECORD',
  series: works.map(({ show, rules, of, holds }) => ({
    id: 'areas',
    name: { zh: '区划排名', en: 'Areas' },
    show: [show],
    time: 'FLOW',
    is: {
      count: { of: 'Finding', where: { ruleId: { prefix: rules }, ...confirmed, ...found }, by: area },
      outOf: { of, by: area },
    },
    rows: { kind: 'RANKED', least: 30, whole: { of, where: holds, by: area } },
  })),
};

const ofCauses: StatisticDefinition = {
  id: 'ST-10',
  field: 'causeStatistic',
  name: { zh: '不同原因问题案件比例', en: 'Shares of causes' },
  definition: {
    zh: '期内发现并经确认的线索,按原因(规则,一条线索一个主因)占全部经确认线索的比例。',
    en: 'Confirmed findings of the period by cause (the rule: one primary cause each), of all confirmed ones.',
  },
  unit: 'RECORD',
  series: [
    breakdown(
      'causes',
      { zh: '原因', en: 'Causes' },
      { of: 'Finding', where: { ...confirmed, ...found }, by: ['RULE_ID'] },
    ),
  ],
};

/** Of the documents that were due in the period, as far as it has come, and were not taken back. */
const due: Where = { replyBy: { ge: '$from', lt: '$toDue' }, revokedAt: { isNull: true } };

const ofAdoption: StatisticDefinition = {
  id: 'ST-11',
  field: 'adoptionStatistic',
  name: { zh: '采纳率', en: 'Adoption' },
  definition: {
    zh: '期内(至统计日)回复期限届满的文书为基数,不以制发数为基数;已撤销的剔除;被监督单位回复纠正的为采纳,逾期未回复、提出异议的为未采纳。',
    en: 'The base are documents whose reply was due in the period, as far as it has come, not those issued; withdrawn ones are removed. Adopted: the agency replied that it corrects. Overdue or objected to: not adopted.',
  },
  unit: 'DOCUMENT',
  series: [
    share(
      'adopted',
      { zh: '采纳', en: 'Adopted' },
      [{ of: 'SupervisionDocument', where: due, by: ['KIND'] }, { repliedAt: { lt: '$dayAfterAt' } }],
      { rows: { kind: 'RATES' } },
    ),
    {
      id: 'partly',
      name: { zh: '部分采纳', en: 'Adopted in part' },
      time: 'FLOW',
      is: noSource('回复不区分全部采纳与部分采纳', 'A reply does not say whether it adopts all or a part'),
    },
  ],
};

const ofReplies: StatisticDefinition = {
  id: 'ST-12',
  field: 'replyStatistic',
  name: { zh: '按期回复率、整改核实率', en: 'Replies in time, corrections verified' },
  definition: {
    zh: '按期回复:期内届满文书中,回复日不晚于回复期限的;整改核实:期内立案事项中,核实办结 ÷ 已回复纠正(含核实办结)。',
    en: 'In time: of the documents due in the period, those replied to no later than the last day. Verified: of matters opened in the period that were replied to, those verified at the source and closed.',
  },
  unit: 'DOCUMENT',
  series: [
    {
      id: 'inTime',
      name: { zh: '按期回复', en: 'Replied in time' },
      time: 'FLOW',
      is: {
        count: {
          of: 'SupervisionDocument',
          where: { ...due, repliedAt: { lt: '$dayAfterAt' } },
          span: { from: 'REPLIED_AT', to: 'REPLY_BY' },
          take: 'IN_ORDER',
        },
        outOf: { of: 'SupervisionDocument', where: due },
      },
    },
    share(
      'verified',
      { zh: '核实办结', en: 'Verified at the source' },
      [
        { of: 'SupervisionMatter', where: { state: { in: ['REPLIED_CORRECTED', 'VERIFIED_CLOSED'] }, ...opened } },
        { state: { eq: 'VERIFIED_CLOSED' } },
      ],
      { unit: 'CASE' },
    ),
  ],
};

const ofDocuments: StatisticDefinition = {
  id: 'ST-14',
  field: 'documentStatistic',
  name: { zh: '监督文书统计', en: 'Documents by kind and agency' },
  definition: {
    zh: '期内制发、未撤销的文书,按种类与被监督机关。',
    en: 'Documents issued in the period and not taken back, by kind and supervised agency.',
  },
  unit: 'DOCUMENT',
  series: [
    breakdown(
      'issued',
      { zh: '制发文书', en: 'Issued' },
      {
        of: 'SupervisionDocument',
        where: { ...withinAt('issuedAt'), revokedAt: { isNull: true } },
        by: ['KIND', 'AGENCY_CODE'],
      },
    ),
  ],
};

const ofRule = ['RULE_ID', 'RULE_VERSION'];

const ofClues: StatisticDefinition = {
  id: 'ST-15',
  field: 'clueStatistic',
  name: { zh: '线索统计', en: 'Clues' },
  definition: {
    zh: '期内立案事项按来源(规则发现为自动,推送、诉求为人工);期内发现线索的准确率 = 确认 ÷ 已认定,按规则及版本,误报、数据错误另列(认定结论在线索消除、复现后仍保留);待审查线索至统计日的时长。',
    en: 'Matters opened in the period by origin: rules are automatic, pushes and complaints manual. Precision of the period’s findings: confirmed by judged, by rule and version, false alarms and slips beside; a verdict is kept when the finding goes away or comes back. How long new findings have waited by the day.',
  },
  unit: 'RECORD',
  series: [
    breakdown(
      'origin',
      { zh: '事项来源', en: 'Matters by origin' },
      { of: 'SupervisionMatter', where: opened, by: ['ORIGIN'] },
      { unit: 'CASE' },
    ),
    ...(
      [
        ['precision', 'CONFIRMED', { zh: '准确率', en: 'Precision' }],
        ['falsePositives', 'FALSE_POSITIVE', { zh: '误报率', en: 'False alarms' }],
        ['dataErrors', 'DATA_ERROR', { zh: '数据错误率', en: 'Slips in the data' }],
      ] as const
    ).map(([id, verdict, name]): StatisticDefinition['series'][number] => ({
      id,
      name,
      time: 'FLOW',
      is: {
        // One question for the three: verdicts that add up are protected together.
        count: { of: 'Finding', where: { ...found, ...judged }, by: [...ofRule, 'VERDICT'], pick: [verdict] },
        outOf: { of: 'Finding', where: { ...found, ...judged }, by: ofRule },
      },
      rows: { kind: 'RATES' },
    })),
    {
      id: 'waiting',
      name: { zh: '待审查线索时长', en: 'How long new findings wait' },
      time: 'STOCK',
      is: {
        count: {
          of: 'Finding',
          where: { status: { eq: 'NEW' } },
          span: { from: 'FOUND_AT', until: '$asOf' },
          take: 'IN_ORDER',
        },
      },
    },
  ],
};

export const ofSupervision: readonly StatisticDefinition[] = [
  ofReoffence,
  ofUnsupervised,
  ofAreas,
  ofCauses,
  ofAdoption,
  ofReplies,
  ofDocuments,
  ofClues,
];
