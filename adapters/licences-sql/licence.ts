import { code, creditCode, date, entity, enumeration, flag, text } from 'plumbline/sdk';
import { clean, holder, ownership, record } from './record.js';

export const professionalLicence = entity('ProfessionalLicence', {
  table: 'sp_zyxk',
  ...record,
  fields: {
    licenceNo: text('zsbh', clean),
    professionCode: code('zylb', 'licensed-profession'),
    ...holder,
    status: enumeration('zyzt', {
      VALID: ['1', '有效', '正常'],
      SUSPENDED: ['2', '暂停执业', '停业'],
      REVOKED: ['3', '吊销'],
      CANCELLED: ['4', '注销'],
      EXPIRED: ['5', '过期', '失效'],
    }),
    validFrom: date('yxqq'),
    validTo: date('yxqz'),
    endedAt: date('zxrq'),
    practiceName: text('zyjg'),
    practiceCreditCode: creditCode('zyjgxydm'),
    withMinors: flag('sfmqjcwcnr', clean),
    issuingAgency: text('fzjg'),
    ...ownership,
  },
  lookups: ['licenceNo', 'citizenId'],
});
