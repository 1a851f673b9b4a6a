import { code, date, dateTime, entity, enumeration, flag, integer, personName, text } from 'plumbline/sdk';
import { ofSubject, ownership, record } from './common.js';

const clean = { clean: true } as const;
const lookups = ['id', 'subjectNo'] as const;

/** What subjects ask leave for. */
export const requests = [
  entity('LeaveRequest', {
    table: 'sqjz_wcqj',
    ...record,
    fields: {
      ...ofSubject,
      from: date('qsrq'),
      to: date('jsrq'),
      destinationDivisionCode: code('mddxzqh', 'GB/T 2260', clean),
      reason: text('qjsy'),
      approvedBy: text('spjg', clean),
      approvedDate: date('sprq'),
      returnedAt: date('xjrq'),
      frequentCrossRegion: flag('sfjcxksx', clean),
      ...ownership,
    },
    lookups,
  }),
  entity('RelocationRequest', {
    table: 'sqjz_zxdbg',
    ...record,
    fields: {
      ...ofSubject,
      toAgency: text('nqrdxzqh', clean),
      consultedAt: date('zqyjrq'),
      repliedAt: date('hfrq'),
      decidedAt: date('jdrq'),
      handedOverAt: date('yjrq'),
      reportedAtNew: date('xdbdrq'),
    },
    lookups,
  }),
  entity('VisitRequest', {
    table: 'sqjz_hksq',
    ...record,
    fields: {
      ...ofSubject,
      visitor: personName('bfr'),
      reason: text('sy'),
      requestedDate: date('sqrq'),
      approved: flag('sfpz', clean),
    },
    lookups,
  }),
  entity('RestrictedPlaceEntry', {
    table: 'sqjz_tdcs',
    ...record,
    fields: {
      ...ofSubject,
      place: text('csmc'),
      reason: text('sy'),
      at: dateTime('jrsj'),
      approved: flag('sfpz', clean),
    },
    lookups,
  }),
];

/** Location, health, conduct and complaints. */
export const conduct = [
  entity('LocationDevice', {
    table: 'sqjz_dwsb',
    ...record,
    fields: {
      ...ofSubject,
      kind: enumeration('sblx', { PHONE: ['1', '手机'], WRISTBAND: ['2', '电子腕带', '腕带'] }, clean),
      approvedBy: text('spr'),
      from: date('qsrq'),
      to: date('jsrq'),
      ground: text('sysy', clean),
      ...ownership,
    },
    lookups,
  }),
  entity('LocationAlert', {
    table: 'sqjz_dwgj',
    ...record,
    fields: {
      ...ofSubject,
      kind: enumeration(
        'gjlx',
        {
          FENCE_EXIT: ['1', '越界'],
          TAMPER: ['2', '破坏'],
          SEPARATION: ['3', '人机分离'],
          LOW_BATTERY: ['4', '低电量', '电量低'],
          LOST: ['5', '失联'],
        },
        clean,
      ),
      at: dateTime('gjsj', clean),
      accuracyM: integer('jd', clean),
      divisionCode: code('gjdxzqh', 'GB/T 2260', clean),
      ackAt: dateTime('qrsj'),
      disposition: text('czqk'),
      ...ownership,
    },
    lookups,
  }),
  entity('MedicalReview', {
    table: 'sqjz_bqfc',
    ...record,
    fields: {
      ...ofSubject,
      at: date('fcrq'),
      hospital: text('yy'),
      dueDate: date('yfcrq'),
      deferral: text('yqyy'),
      ...ownership,
    },
    lookups,
  }),
  entity('RewardPunishment', {
    table: 'sqjz_khjc',
    ...record,
    fields: {
      ...ofSubject,
      kind: enumeration(
        'jclx',
        {
          COMMEND: ['11', '表扬'],
          REPRIMAND: ['21', '训诫'],
          WARNING: ['22', '警告'],
          PUBLIC_ORDER_REQUEST: ['23', '提请治安处罚'],
          COMMUTATION_PROPOSAL: ['12', '提请减刑'],
          REVOKE_PROBATION: ['31', '提请撤销缓刑'],
          REVOKE_PAROLE: ['32', '提请撤销假释'],
          RECALL: ['33', '收监执行建议'],
          ARREST_REQUEST: ['34', '提请逮捕'],
        },
        clean,
      ),
      date: date('jcrq'),
      ground: text('sy'),
      docId: text('wsbh'),
      result: enumeration(
        'spjg',
        { GRANTED: ['1', '同意'], REFUSED: ['2', '不同意'], PENDING: ['0', '审批中'] },
        clean,
      ),
      resultDate: date('jgrq'),
      ...ownership,
    },
    lookups,
  }),
  entity('Counselling', {
    table: 'sqjz_xlfd',
    ...record,
    fields: {
      ...ofSubject,
      date: date('fdrq'),
      kind: enumeration(
        'fdlx',
        {
          INDIVIDUAL: ['1', '个别谈心'],
          GROUP: ['2', '团体辅导'],
          ASSESSMENT: ['3', '心理测评'],
          CRISIS: ['4', '危机干预'],
        },
        clean,
      ),
    },
    lookups,
  }),
  entity('SubjectComplaint', {
    table: 'sqjz_sskg',
    ...record,
    fields: {
      ...ofSubject,
      channel: enumeration('qd', { APP: ['1', 'APP'], LETTER_OR_VISIT: ['2', '信访'] }, clean),
      category: enumeration(
        'lb',
        {
          RECORD_MISSING: ['1', '记录缺失'],
          TREATMENT: ['2', '监管行为'],
          CHARGES: ['3', '控告检举'],
          OTHER: ['9', '其他'],
        },
        clean,
      ),
      against: text('bgjg', clean),
      text: text('nr'),
      receivedAt: dateTime('sdsj'),
      handledBy: text('cljg', clean),
      feedbackAt: dateTime('fksj'),
      ...ownership,
    },
    lookups,
  }),
];
