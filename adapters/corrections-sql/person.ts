import { code, date, entity, enumeration, flag, personName, text } from 'plumbline/sdk';
import { clean, ofSubject, ownership, record, subjectId } from './record.js';

/** What this system knows best of a person (domain 2.1): residence, phone, photograph. */
export const person = entity('Person', {
  table: 'sqjz_jzdx',
  ...record,
  contributes: 'fields',
  fields: {
    citizenId: subjectId,
    phone: text('lxdh'),
    residenceDivisionCode: code('xzdjd', 'GB/T 2260'),
    residenceAddress: text('xzdz'),
    photoRef: text('zp', clean),
    biometricEnrolled: flag('sfcjswtz', clean),
  },
  lookups: ['citizenId'],
});

export const preSentenceAssessment = entity('PreSentenceAssessment', {
  table: 'sqjz_dcpg',
  ...record,
  fields: {
    id: ofSubject.id,
    citizenId: subjectId,
    name: personName('xm'),
    entrustedBy: text('wtjg', clean),
    entrustedDate: date('wtrq'),
    dueDate: date('jzrq'),
    opinion: enumeration(
      'pgyj',
      { SUITABLE: ['1', '适宜社区矫正', '适宜'], UNSUITABLE: ['2', '不适宜社区矫正', '不适宜'] },
      clean,
    ),
    submittedDate: date('tjrq'),
    adopted: flag('sfcn', clean),
    ...ownership,
  },
  lookups: ['id', 'citizenId'],
});
