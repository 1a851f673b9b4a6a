import { date, entity, enumeration, text } from 'plumbline/sdk';
import { clean, lookups, ofSubject, ownership, record } from './record.js';

export const rewardPunishment = entity('RewardPunishment', {
  table: 'sqjz_khjc',
  ...record,
  fields: {
    ...ofSubject,
    kind: enumeration(
      'jclx',
      {
        COMMEND: ['11', '表扬'],
        REPRIMAND: ['21', '训诫'],
        WARNING: ['22', '警告'],
        PUBLIC_ORDER_REQUEST: ['23', '提请治安处罚'],
        COMMUTATION_PROPOSAL: ['12', '提请减刑'],
        REVOKE_PROBATION: ['31', '提请撤销缓刑'],
        REVOKE_PAROLE: ['32', '提请撤销假释'],
        RECALL: ['33', '收监执行建议'],
        ARREST_REQUEST: ['34', '提请逮捕'],
      },
      clean,
    ),
    date: date('jcrq'),
    ground: text('sy'),
    docId: text('wsbh'),
    result: enumeration('spjg', { GRANTED: ['1', '同意'], REFUSED: ['2', '不同意'], PENDING: ['0', '审批中'] }, clean),
    resultDate: date('jgrq'),
    ...ownership,
  },
  lookups,
});
