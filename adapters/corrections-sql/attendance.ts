import { date, dateTime, decimal, entity, enumeration, flag, integer, list, text } from 'plumbline/sdk';
import { ofSubject, ownership, record } from './common.js';

const clean = { clean: true } as const;

const session = {
  sessionId: text('hdbh', clean),
  date: date('hdrq'),
  place: text('dd'),
  topic: text('zt'),
  judicialOfficeCode: text('sfsdm', clean),
  plannedHours: integer('jhxs', clean),
  roster: list('cjrymd', text),
  ...ownership,
} as const;

const attendance = {
  ...ofSubject,
  sessionId: text('hdbh', clean),
  date: date('cjrq'),
  // More hours than a day has are recorded at times: a rule's business, so they stay.
  claimedHours: decimal('rdxs', { min: 0, max: 24, clean: true }),
  recordedBy: text('lrr'),
  recordedAt: dateTime('lrsj'),
  ...ownership,
} as const;
const attendanceLookups = ['id', 'subjectNo', 'sessionId'] as const;

/** Reporting, education and public-benefit work. Scans come from the devices' own feed. */
export const attendances = [
  entity('CheckIn', {
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
  }),
  entity('EducationSession', { table: 'sqjz_jyhd', ...record, fields: session, lookups: ['sessionId'] }),
  entity('ServiceSession', { table: 'sqjz_gyhd', ...record, fields: session, lookups: ['sessionId'] }),
  entity('EducationAttendance', {
    table: 'sqjz_jycj',
    ...record,
    fields: { ...attendance, homeStudyHours: decimal('zxxs', clean) },
    lookups: attendanceLookups,
  }),
  entity('ServiceAttendance', { table: 'sqjz_gycj', ...record, fields: attendance, lookups: attendanceLookups }),
];
