import { caseNumber, citizenId, date, documentNumber, entity, enumeration, personName, text } from 'plumbline/sdk';
import { clean, granted, id, ownership, record } from './record.js';

export const adminReview = entity('AdminReview', {
  table: 'T_XZ_FSSC',
  ...record,
  fields: {
    id,
    caseNumber: caseNumber('AH'),
    applicantAgency: text('SQJG', clean),
    decisionId: documentNumber('JDWH'),
    citizenId: citizenId('BSQRZJHM'),
    name: personName('BSQRXM'),
    acceptedDate: date('SLRQ'),
    ruledDate: date('CDRQ'),
    result: enumeration('CDJG', granted, clean),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'decisionId', 'citizenId'],
});
