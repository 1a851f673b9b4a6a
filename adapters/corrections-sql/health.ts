import { date, entity, enumeration, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const medicalReview = entity('MedicalReview', {
  table: 'sqjz_bqfc',
  ...record,
  fields: {
    ...ofSubject,
    at: date('fcrq'),
    hospital: text('yy'),
    dueDate: date('yfcrq'),
    deferral: text('yqyy'),
    ...ownership,
  },
  lookups,
});

export const counselling = entity('Counselling', {
  table: 'sqjz_xlfd',
  ...record,
  fields: {
    ...ofSubject,
    date: date('fdrq'),
    kind: enumeration(
      'fdlx',
      {
        INDIVIDUAL: ['1', '个别谈心'],
        GROUP: ['2', '团体辅导'],
        ASSESSMENT: ['3', '心理测评'],
        CRISIS: ['4', '危机干预'],
      },
      clean,
    ),
  },
  lookups,
});
