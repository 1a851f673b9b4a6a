import { code, date, dateTime, entity, enumeration, integer, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const locationDevice = entity('LocationDevice', {
  table: 'sqjz_dwsb',
  ...record,
  fields: {
    ...ofSubject,
    kind: enumeration('sblx', { PHONE: ['1', '手机'], WRISTBAND: ['2', '电子腕带', '腕带'] }, clean),
    approvedBy: text('spr'),
    from: date('qsrq'),
    to: date('jsrq'),
    ground: text('sysy', clean),
    ...ownership,
  },
  lookups,
});

export const locationAlert = entity('LocationAlert', {
  table: 'sqjz_dwgj',
  ...record,
  fields: {
    ...ofSubject,
    kind: enumeration(
      'gjlx',
      {
        FENCE_EXIT: ['1', '越界'],
        TAMPER: ['2', '破坏'],
        SEPARATION: ['3', '人机分离'],
        LOW_BATTERY: ['4', '低电量', '电量低'],
        LOST: ['5', '失联'],
      },
      clean,
    ),
    at: dateTime('gjsj', clean),
    accuracyM: integer('jd', clean),
    divisionCode: code('gjdxzqh', 'GB/T 2260', clean),
    ackAt: dateTime('qrsj'),
    disposition: text('czqk'),
    ...ownership,
  },
  lookups,
});
