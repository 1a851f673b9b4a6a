import { creditCodeDivision, date, entity, text } from 'plumbline/sdk';
import { clean, defendant, judgmentId, ownership, record } from './record.js';

export const deliveryRecord = entity('DeliveryRecord', {
  table: 'T_XS_JFZX',
  ...record,
  fields: {
    ...defendant,
    judgmentId,
    noticeDate: date('TZRQ'),
    documentsServedDate: date('WSSDRQ'),
    executingAgency: text('ZXJG', clean),
    executingAgencyDivisionCode: creditCodeDivision('ZXJG'),
    copyToProcuratorate: date('CSJCYRQ'),
    copyToPolice: date('CSGARQ'),
    receiptDate: date('HZRQ'),
    reportDeadline: date('BDQX', clean),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'citizenId', 'judgmentId'],
});
