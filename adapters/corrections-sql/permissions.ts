import { date, dateTime, entity, flag, personName, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, record } from './record.js';

export const visitRequest = entity('VisitRequest', {
  table: 'sqjz_hksq',
  ...record,
  fields: {
    ...ofSubject,
    visitor: personName('bfr'),
    reason: text('sy'),
    requestedDate: date('sqrq'),
    approved: flag('sfpz', clean),
  },
  lookups,
});

export const restrictedPlaceEntry = entity('RestrictedPlaceEntry', {
  table: 'sqjz_tdcs',
  ...record,
  fields: {
    ...ofSubject,
    place: text('csmc'),
    reason: text('sy'),
    at: dateTime('jrsj'),
    approved: flag('sfpz', clean),
  },
  lookups,
});
