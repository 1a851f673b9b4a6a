import { code, date, entity, flag, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const leaveRequest = entity('LeaveRequest', {
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
});

export const relocationRequest = entity('RelocationRequest', {
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
});
