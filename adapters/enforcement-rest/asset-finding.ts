import { citizenId, entity, enumeration, money, text } from 'plumbline/sdk';
import { day } from './days.js';
import { caseNumber, clean, ownership, record, resource } from './record.js';

export const assetFinding = entity('AssetFinding', {
  table: resource('ccfkxx', 'fkId', 'ah', 'ccsyrZjhm'),
  key: 'fkId',
  ...record,
  fields: {
    id: text('fkId', clean),
    caseNumber,
    citizenId: citizenId('ccsyrZjhm'),
    kind: enumeration('ccLx', {
      DEPOSIT: ['10', '银行存款', '存款'],
      REAL_ESTATE: ['20', '不动产', '房产'],
      VEHICLE: ['30', '车辆'],
      EQUITY: ['40', '股权'],
      PENSION: ['50', '养老金'],
      PAYMENT_ACCOUNT: ['60', '网络支付账户'],
    }),
    value: money('ccJz', { unit: 'wan' }),
    foundAt: day('fxRq'),
    acquiredDate: day('djRq'),
    origin: enumeration('lyDm', {
      NETWORK_QUERY: ['1', '网络查控', '总对总'],
      APPLICANT: ['2', '申请执行人提供'],
      REAL_ESTATE_REGISTER: ['3', '不动产登记机构'],
      VEHICLE_REGISTER: ['4', '车辆管理所'],
      BUSINESS_REGISTER: ['5', '市场监管部门'],
      BANK: ['6', '银行'],
    }),
    status: enumeration('ccZt', {
      FREE: ['0', '未处置'],
      SEIZED: ['1', '已查封'],
      SEIZED_ELSEWHERE: ['2', '他案查封', '轮候'],
      MORTGAGED: ['3', '已抵押'],
      EXEMPT: ['4', '豁免执行'],
      DISPOSED: ['5', '已处置'],
    }),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'citizenId'],
});
