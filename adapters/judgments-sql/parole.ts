import { date, entity, integer, text } from 'plumbline/sdk';
import { clean, ownership, prisoner, prisonerLookups, record } from './record.js';

export const paroleRuling = entity('ParoleRuling', {
  table: 'T_XB_JS',
  ...record,
  fields: {
    ...prisoner,
    ruledDate: date('CDRQ'),
    effectiveDate: date('SXRQ'),
    releasedFrom: text('YZXJG'),
    releaseDate: date('CJRQ'),
    paroleEnd: date('KYQJSRQ'),
    ...ownership,
  },
  lookups: prisonerLookups,
});

export const commutationRuling = entity('CommutationRuling', {
  table: 'T_XB_JX',
  ...record,
  fields: {
    ...prisoner,
    ruledDate: date('CDRQ'),
    reducedMonths: integer('JXYS', clean),
    newEndDate: date('XXQJSRQ'),
    ...ownership,
  },
  lookups: prisonerLookups,
});
