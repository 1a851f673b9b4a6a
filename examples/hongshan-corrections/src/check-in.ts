import { date, dateTime, entity, enumeration, flag, personName, text } from 'plumbline/sdk';
import { checkInModes, excuses } from './codes.js';
import { clean, ownerOf, recordOf, secretOf } from './record.js';
import { sqjzryRcbd as t } from './tables.js';

/** 社区矫正人员日常报到: a check-in that was due, and whether it was kept. */
export const checkIn = entity('CheckIn', {
  table: t,
  ...recordOf(t),
  excluded: secretOf(t),
  fields: {
    id: text(t.id, clean),
    subjectNo: text(t.dxbh, clean),
    period: text(t.bdzq),
    dueFrom: date(t.ybqsrq),
    dueTo: date(t.ybjzrq),
    at: dateTime(t.bdsj),
    mode: enumeration(t.bdfs, checkInModes, { on: t.lrsj }),
    excuse: enumeration(t.wbdyy, excuses),
    handledBy: personName(t.jbr),
    enteredAt: dateTime(t.lrsj, clean),
    backfilled: flag(t.sfbl),
    ...ownerOf(t),
  },
  lookups: ['id', 'subjectNo'],
});
