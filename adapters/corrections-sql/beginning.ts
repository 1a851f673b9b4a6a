import { date, dateTime, entity, flag, integer, list, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const reception = entity('Reception', {
  table: 'sqjz_jsbd',
  ...record,
  fields: {
    ...ofSubject,
    documentsReceivedDate: date('wssdrq'),
    receiptSentDate: date('hzrq'),
    reportDeadline: date('bdqx', clean),
    reportedAt: dateTime('bdsj'),
    reportedLate: flag('sfyq', clean),
    searchStartedAt: dateTime('czsj'),
    notifiedAgencies: text('tzjg'),
    ...ownership,
  },
  lookups,
});

export const announcement = entity('Announcement', {
  table: 'sqjz_rjxg',
  ...record,
  fields: { ...ofSubject, at: dateTime('xgsj'), participants: text('cjry') },
  lookups,
});

export const correctionTeam = entity('CorrectionTeam', {
  table: 'sqjz_jzxz',
  ...record,
  fields: { ...ofSubject, formedDate: date('clrq'), members: text('xzcy'), hasFemaleMember: flag('sfynxcy', clean) },
  lookups,
});

export const correctionPlan = entity('CorrectionPlan', {
  table: 'sqjz_jzfa',
  ...record,
  fields: {
    ...ofSubject,
    text: text('fanr'),
    hash: text('fazy', clean),
    madeDate: date('zdrq'),
    adjustedDates: list('tzrq', date),
    educationHoursPerMonth: integer('yjyxs', clean),
    serviceHoursPerMonth: integer('ygyxs', clean),
  },
  lookups,
});
