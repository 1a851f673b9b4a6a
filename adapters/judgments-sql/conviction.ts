import { code, date, entity, flag, integer, text } from 'plumbline/sdk';
import { clean, defendant, judgmentId, ownership, record } from './record.js';

export const convictionItem = entity('ConvictionItem', {
  table: 'T_XS_ZM',
  ...record,
  fields: {
    ...defendant,
    judgmentId,
    chargeCode: code('ZMDM', 'FYB/T 51203', clean),
    chargeName: text('ZM'),
    offenceDate: date('FZRQ'),
    attempted: flag('SFWS', clean),
    joint: flag('SFGF', clean),
    recidivist: flag('SFLF', clean),
    surrender: flag('SFZS', clean),
    ageAtOffence: integer('FZNL', { min: 12, max: 120, clean: true }),
    crimePlaceDivisionCode: code('FZDXZQH', 'GB/T 2260'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'citizenId', 'judgmentId'],
});
