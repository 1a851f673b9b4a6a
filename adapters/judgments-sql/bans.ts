import { date, entity, enumeration, integer, text } from 'plumbline/sdk';
import { clean, defendant, ownership, record } from './record.js';

export const prohibitionOrder = entity('ProhibitionOrder', {
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
});

export const occupationBan = entity('OccupationBan', {
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
});
