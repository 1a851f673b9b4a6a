import { date, dateTime, entity, enumeration, flag, text } from 'plumbline/sdk';
import { clean, ofSubject, ownership, record } from './record.js';

export const checkIn = entity('CheckIn', {
  table: 'sqjz_bdjl',
  ...record,
  fields: {
    ...ofSubject,
    period: text('bdzq', clean),
    dueFrom: date('ybdq', clean),
    dueTo: date('ybdz', clean),
    at: dateTime('bdsj'),
    mode: enumeration(
      'bdfs',
      {
        IN_PERSON: ['01', '当面报到', '当面'],
        PHONE: ['02', '电话报告', '电话'],
        APP: ['03', '手机APP', 'APP'],
        WRITTEN: ['04', '书面报告', '书面'],
        VIDEO: ['05', '视频点名', '视频'],
      },
      clean,
    ),
    excuse: enumeration('mbyy', { LEAVE: ['1', '请假'], HOSPITAL: ['2', '住院'], CUSTODY: ['3', '羁押'] }, clean),
    handledBy: text('jdr'),
    enteredAt: dateTime('lrsj', clean),
    backfilled: flag('sfbl', clean),
    ...ownership,
  },
  lookups: ['id', 'subjectNo'],
});
