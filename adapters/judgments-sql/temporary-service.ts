import { caseNumber, date, entity, enumeration, text } from 'plumbline/sdk';
import { clean, ownership, prisoner, prisonerLookups, record } from './record.js';

export const temporaryServiceDecision = entity('TemporaryServiceDecision', {
  table: 'T_XB_ZYJWZX',
  ...record,
  fields: {
    ...prisoner,
    caseNumber: caseNumber('WH'),
    reason: enumeration(
      'JDYY',
      {
        SERIOUS_ILLNESS: ['1', '严重疾病'],
        PREGNANT_OR_NURSING: ['2', '怀孕或哺乳'],
        UNABLE_SELF_CARE: ['3', '生活不能自理'],
      },
      clean,
    ),
    decidedDate: date('JDRQ'),
    until: date('ZZRQ'),
    designatedHospital: text('ZDYY'),
    childBirthDate: date('ZNCSRQ'),
    ...ownership,
  },
  lookups: prisonerLookups,
});
