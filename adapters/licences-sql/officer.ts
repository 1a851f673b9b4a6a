import { creditCode, date, entity, enumeration, text } from 'plumbline/sdk';
import { clean, holder, ownership, record } from './record.js';

export const companyOfficer = entity('CompanyOfficer', {
  table: 'sp_qyry',
  ...record,
  fields: {
    id: text('id', clean),
    creditCode: creditCode('tyxydm'),
    organizationName: text('qymc'),
    ...holder,
    office: enumeration('zw', {
      LEGAL_REPRESENTATIVE: ['10', '法定代表人', '法人代表'],
      DIRECTOR: ['20', '董事'],
      SUPERVISOR: ['30', '监事'],
      SENIOR_MANAGER: ['40', '高级管理人员', '经理'],
    }),
    from: date('rzrq'),
    to: date('mzrq'),
    ...ownership,
  },
  lookups: ['id', 'creditCode', 'citizenId'],
});
