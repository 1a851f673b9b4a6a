import { date, entity, enumeration, money, text } from 'plumbline/sdk';
import { clean, ownership, pension, record, service } from './record.js';

const fen = { unit: 'fen', clean: true } as const;

export const pensionEntitlement = entity('PensionEntitlement', {
  table: service('ylbxdy', 'dybh', 'sfzh'),
  key: 'dybh',
  ...record,
  fields: {
    ...pension,
    status: enumeration('dyzt', {
      ACTIVE: ['1', '正常发放', '正常'],
      SUSPENDED: ['2', '暂停'],
      ENDED: ['3', '终止', '注销'],
    }),
    entitledFrom: date('qsrq'),
    monthlyAmount: money('yje', fen),
    suspendedFrom: date('ztrq'),
    resumedFrom: date('hfrq'),
    suspendedReason: text('ztyy'),
    endedAt: date('zzrq'),
    ...ownership,
  },
  lookups: ['entitlementNo', 'citizenId'],
});

export const pensionAdjustment = entity('PensionAdjustment', {
  table: service('ylbxtz', 'tzbh', 'dybh', 'sfzh'),
  key: 'tzbh',
  ...record,
  fields: {
    id: text('tzbh', clean),
    ...pension,
    adjustedFrom: date('qsrq'),
    oldAmount: money('tzqje', fen),
    newAmount: money('tzhje', fen),
    reason: text('tzyy'),
    documentNo: text('wjh'),
    ...ownership,
  },
  lookups: ['id', 'entitlementNo', 'citizenId'],
});
