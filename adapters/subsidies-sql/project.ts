import { code, date, entity, flag, integer, list, money, mu, text } from 'plumbline/sdk';
import { agencyCode, clean, record, subsidy } from './record.js';

export const subsidyProject = entity('SubsidyProject', {
  table: 'SN_XM',
  ...record,
  fields: {
    ...subsidy,
    name: text('XMMC'),
    policy: text('ZCYJ'),
    year: integer('ND', clean),
    villageCodes: list('CDM', (column) => code(column, 'GB/T 2260')),
    villageNames: list('CMC', (column) => text(column)),
    budgetAmount: money('YSJE', { unit: 'wan' }),
    paidAmount: money('FFJE'),
    unitAmount: money('BTBZ'),
    areaMu: mu('BTMJ'),
    households: integer('SYHS', clean),
    publishedDate: date('GSRQ'),
    published: flag('SFGS', clean),
    agencyCode,
    jurisdictionDivisionCode: code('XZQH', 'GB/T 2260', clean),
  },
  lookups: ['projectNo'],
});
