import { date, entity, enumeration, flag, integer } from 'plumbline/sdk';
import { clean, defendant, judgmentId, ownership, record } from './record.js';

export const sentence = entity('Sentence', {
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
});
