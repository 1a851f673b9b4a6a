import { date, dateTime, decimal, entity, integer, list, text } from 'plumbline/sdk';
import { clean, ofSubject, ownership, record } from './record.js';

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

export const educationSession = entity('EducationSession', {
  table: 'sqjz_jyhd',
  ...record,
  fields: session,
  lookups: ['sessionId'],
});

export const serviceSession = entity('ServiceSession', {
  table: 'sqjz_gyhd',
  ...record,
  fields: session,
  lookups: ['sessionId'],
});

export const educationAttendance = entity('EducationAttendance', {
  table: 'sqjz_jycj',
  ...record,
  fields: { ...attendance, homeStudyHours: decimal('zxxs', clean) },
  lookups: attendanceLookups,
});

export const serviceAttendance = entity('ServiceAttendance', {
  table: 'sqjz_gycj',
  ...record,
  fields: attendance,
  lookups: attendanceLookups,
});
