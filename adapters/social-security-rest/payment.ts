import { date, entity, enumeration, money, text, yearMonth } from 'plumbline/sdk';
import { clean, ownership, pension, record, service } from './record.js';

export const pensionPayment = entity('PensionPayment', {
  table: service('ylbxff', 'ffbh', 'dybh', 'sfzh', 'ssny'),
  key: 'ffbh',
  ...record,
  fields: {
    paymentNo: text('ffbh', clean),
    ...pension,
    month: yearMonth('ssny', clean),
    amount: money('je', { unit: 'fen', clean: true }),
    account: text('yhzh'),
    paidAt: date('ffrq'),
    payingAgency: text('ffjg'),
    status: enumeration('ffzt', {
      PAID: ['1', '发放成功', '成功'],
      RETURNED: ['2', '退票'],
      RECOVERED: ['3', '已追回'],
    }),
    ...ownership,
  },
  lookups: ['paymentNo', 'entitlementNo', 'citizenId'],
});
