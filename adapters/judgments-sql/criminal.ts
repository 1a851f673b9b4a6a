import {
  caseNumber,
  citizenId,
  code,
  creditCodeDivision,
  date,
  entity,
  enumeration,
  flag,
  integer,
  money,
  personName,
  text,
} from 'plumbline/sdk';
import { id, ownership, record } from './common.js';

const clean = { clean: true } as const;

/** Of which defendant, in which case: every table of criminal judgments says it alike. */
const defendant = {
  id,
  caseNumber: caseNumber('AH'),
  citizenId: citizenId('BGRZJHM'),
  name: personName('BGRXM'),
} as const;
const judgmentId = text('WSBH', clean);

/** What follows from a criminal judgment. */
export const criminal = [
  entity('ConvictionItem', {
    table: 'T_XS_ZM',
    ...record,
    fields: {
      ...defendant,
      judgmentId,
      chargeCode: code('ZMDM', 'FYB/T 51203', clean),
      chargeName: text('ZM'),
      offenceDate: date('FZRQ'),
      attempted: flag('SFWS', clean),
      joint: flag('SFGF', clean),
      recidivist: flag('SFLF', clean),
      surrender: flag('SFZS', clean),
      ageAtOffence: integer('FZNL', { min: 12, max: 120, clean: true }),
      crimePlaceDivisionCode: code('FZDXZQH', 'GB/T 2260'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId', 'judgmentId'],
  }),
  entity('Sentence', {
    table: 'T_XS_XF',
    ...record,
    fields: {
      ...defendant,
      judgmentId,
      principalPenalty: enumeration(
        'ZX',
        {
          PUBLIC_SURVEILLANCE: ['1', '管制'],
          CRIMINAL_DETENTION: ['2', '拘役'],
          FIXED_TERM: ['3', '有期徒刑', '有期'],
          LIFE: ['4', '无期徒刑', '无期'],
          DEATH: ['5', '死刑'],
          DEATH_SUSPENDED: ['6', '死缓', '死刑缓期二年执行'],
        },
        clean,
      ),
      termYears: integer('XQN', clean),
      termMonths: integer('XQY', clean),
      termDays: integer('XQR', clean),
      custodyCreditDays: integer('ZDTS', clean),
      startDate: date('XQQSRQ', clean),
      endDate: date('XQJSRQ', clean),
      probationDeclared: flag('SFHX', clean),
      probationMonths: integer('HXKYQ', clean),
      probationStartDate: date('HXQSRQ'),
      probationEndDate: date('HXJSRQ'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId', 'judgmentId'],
  }),
  entity('AccessoryPenalty', {
    table: 'T_XS_FJX',
    ...record,
    fields: {
      ...defendant,
      kind: enumeration(
        'FJXZL',
        {
          FINE: ['1', '罚金'],
          DEPRIVE_POLITICAL_RIGHTS: ['2', '剥夺政治权利', '剥权'],
          CONFISCATION: ['3', '没收财产'],
          DEPORTATION: ['4', '驱逐出境'],
        },
        clean,
      ),
      amount: money('JE'),
      months: integer('BQQX', clean),
      payBy: date('JNQX'),
      paidAmount: money('YJJE'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId'],
  }),
  entity('PropertyOrder', {
    table: 'T_XS_SCPX',
    ...record,
    fields: {
      ...defendant,
      kind: enumeration(
        'PXZL',
        { RESTITUTION: ['1', '责令退赔', '退赔'], RECOVERY: ['2', '追缴'], CONFISCATE_TOOLS: ['3', '没收犯罪工具'] },
        clean,
      ),
      amount: money('JE'),
      victims: text('SHR'),
      transferredToEnforcementDate: date('YSZXRQ'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId'],
  }),
  entity('ProhibitionOrder', {
    table: 'T_XS_JZL',
    ...record,
    fields: {
      ...defendant,
      type: enumeration(
        'JZLLX',
        { ACTIVITY: ['1', '特定活动'], PLACE: ['2', '特定区域场所'], PERSON: ['3', '特定的人'] },
        clean,
      ),
      detail: text('JZNR'),
      start: date('QSRQ'),
      end: date('JSRQ'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId'],
  }),
  entity('OccupationBan', {
    table: 'T_XS_CYJZ',
    ...record,
    fields: {
      ...defendant,
      occupation: text('ZY'),
      years: integer('NX', clean),
      startsFrom: date('QSRQ'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId'],
  }),
  entity('DeliveryRecord', {
    table: 'T_XS_JFZX',
    ...record,
    fields: {
      ...defendant,
      judgmentId,
      noticeDate: date('TZRQ'),
      documentsServedDate: date('WSSDRQ'),
      executingAgency: text('ZXJG', clean),
      executingAgencyDivisionCode: creditCodeDivision('ZXJG'),
      copyToProcuratorate: date('CSJCYRQ'),
      copyToPolice: date('CSGARQ'),
      receiptDate: date('HZRQ'),
      reportDeadline: date('BDQX', clean),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId', 'judgmentId'],
  }),
];
