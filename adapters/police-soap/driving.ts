import { citizenId, date, entity, enumeration, personName, text } from 'plumbline/sdk';
import { clean, number, ownership, record, service } from './record.js';

export const drivingLicence = entity('DrivingLicence', {
  table: service('JG_JSZ', 'DABH', 'SFZMHM', 'ZTDM'),
  key: 'DABH',
  ...record,
  fields: {
    id: number('DABH'),
    licenceNo: text('JSZH'),
    citizenId: citizenId('SFZMHM'),
    name: personName('XM'),
    classes: text('ZJCX'),
    status: enumeration(
      'ZTDM',
      { NORMAL: ['A', '正常'], SUSPENDED: ['D', '暂扣'], REVOKED: ['F', '吊销'], CANCELLED: ['G', '注销'] },
      clean,
    ),
    validTo: date('YXQZ'),
    revokedDate: date('ZXRQ'),
    revokeReason: text('ZXYY'),
    ...ownership,
  },
  lookups: ['id', 'citizenId'],
});
