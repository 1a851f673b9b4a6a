import { entity, enumeration, text } from 'plumbline/sdk';
import { day } from './days.js';
import { caseNumber, clean, ownership, record, resource } from './record.js';

export const enforcementMeasure = entity('EnforcementMeasure', {
  table: resource('zxcs', 'csId', 'ah'),
  key: 'csId',
  ...record,
  fields: {
    id: text('csId', clean),
    caseNumber,
    kind: enumeration('csLx', {
      SEAL: ['01', '查封'],
      SEIZE: ['02', '扣押'],
      FREEZE: ['03', '冻结'],
      AUCTION: ['04', '拍卖'],
      DETAIN: ['05', '拘留'],
      FINE: ['06', '罚款'],
      CONSUMPTION_LIMIT: ['07', '限制消费', '限高'],
      DISHONEST_LIST: ['08', '纳入失信名单', '失信'],
    }),
    from: day('qsRq'),
    to: day('jsRq'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber'],
});
