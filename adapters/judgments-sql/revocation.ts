import { date, entity, enumeration } from 'plumbline/sdk';
import { clean, granted, ownership, prisoner, prisonerLookups, record } from './record.js';

export const revocationRuling = entity('RevocationRuling', {
  table: 'T_XB_CX',
  ...record,
  fields: {
    ...prisoner,
    kind: enumeration(
      'CXLX',
      { REVOKE_PROBATION: ['1', '撤销缓刑'], REVOKE_PAROLE: ['2', '撤销假释'], RECALL: ['3', '收监执行'] },
      clean,
    ),
    proposalReceivedDate: date('JYSSRQ'),
    ruledDate: date('CDRQ'),
    result: enumeration('CDJG', granted, clean),
    effectiveDate: date('SXRQ'),
    ...ownership,
  },
  lookups: prisonerLookups,
});
