import { citizenId, code, creditCode, date, entity, enumeration, flag, personName, text } from 'plumbline/sdk';
import { clean, ownership, record, service } from './record.js';

export const employment = entity('Employment', {
  table: service('ryjy', 'rybh', 'sfzh'),
  key: 'rybh',
  ...record,
  fields: {
    id: text('rybh', clean),
    citizenId: citizenId('sfzh'),
    name: personName('xm'),
    kind: enumeration('rylb', {
      CIVIL_SERVANT: ['01', '公务员', '公务员身份'],
      PUBLIC_INSTITUTION: ['02', '事业单位工作人员', '事业编'],
      VILLAGE_CADRE: ['03', '村(社区)干部', '村干部'],
      STATE_ENTERPRISE: ['04', '国有企业管理人员', '国企管理'],
      CONTRACT: ['09', '其他聘用人员', '合同工'],
    }),
    unitName: text('dwmc'),
    unitCreditCode: creditCode('dwxydm'),
    post: text('gw'),
    villageCode: code('cdm', 'GB/T 2260', clean),
    withMinors: flag('mqjcbz', clean),
    from: date('rzrq'),
    to: date('lzrq'),
    salaryPaidUntil: date('gzjzrq'),
    ...ownership,
  },
  lookups: ['id', 'citizenId'],
});
