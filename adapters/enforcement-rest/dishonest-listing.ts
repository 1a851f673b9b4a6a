import { citizenId, creditCode, entity, personName, text, whenAbsent, whenPresent } from 'plumbline/sdk';
import { day } from './days.js';
import { caseNumber, clean, ownership, record, resource } from './record.js';

export const dishonestListing = entity('DishonestListing', {
  table: resource('sxbzxr', 'sxId', 'ah', 'bzxrZjhm', 'bzxrTyshxydm'),
  key: 'sxId',
  ...record,
  fields: {
    id: text('sxId', clean),
    caseNumber,
    citizenId: citizenId('bzxrZjhm'),
    name: whenAbsent('bzxrTyshxydm', personName('bzxrMc')),
    creditCode: creditCode('bzxrTyshxydm'),
    organizationName: whenPresent('bzxrTyshxydm', text('bzxrMc')),
    listedAt: day('fbRq'),
    removedAt: day('cxRq'),
    reason: text('sxyy'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'citizenId', 'creditCode'],
});
