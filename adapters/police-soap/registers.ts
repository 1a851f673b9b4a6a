import { type Codec, citizenId, date, dateTime, entity, enumeration, personName, text } from 'plumbline/sdk';
import { holder, number, ownership, record, service } from './record.js';

const drinking = enumeration('JZBZ', { NONE: '0', DRINKING: '1', DRUNK: '2' });

/** 酒驾标志: 2 is drunk (醉酒); 1, after drinking (饮酒), is not. */
const drunk: Codec<boolean> = {
  ...drinking,
  kind: 'boolean',
  read: (raw) => {
    const { value, flags } = drinking.read(raw);
    return { value: value === null ? null : value === 'DRUNK', flags };
  },
  seek: () => null,
};

/** The registers of drug users, driving licences and traffic violations. */
export const registers = [
  entity('DrugUserRecord', {
    table: service('JD_XDRY', 'XDRYBH', 'ZJHM', 'GKXZDM'),
    key: 'XDRYBH',
    ...record,
    fields: {
      id: number('XDRYBH'),
      citizenId: holder,
      name: personName('XM'),
      registeredDate: date('DJRQ'),
      measure: enumeration('GKCSDM', {
        NONE: ['0', '无措施'],
        COMMUNITY_TREATMENT: ['1', '社区戒毒'],
        COMPULSORY_ISOLATION: ['2', '强制隔离戒毒', '强戒'],
        COMMUNITY_REHABILITATION: ['3', '社区康复'],
      }),
      start: date('KSRQ'),
      end: date('JSRQ'),
      controlStatus: enumeration(
        'GKXZDM',
        {
          CONTROLLED: ['1', '在控'],
          RELEASED: ['2', '解除管控'],
          LOST: ['3', '失控'],
          REGISTERED_ONLY: ['4', '仅登记'],
        },
        { clean: true },
      ),
      ...ownership,
    },
    lookups: ['id', 'citizenId'],
  }),
  entity('DrivingLicence', {
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
        { clean: true },
      ),
      validTo: date('YXQZ'),
      revokedDate: date('ZXRQ'),
      revokeReason: text('ZXYY'),
      ...ownership,
    },
    lookups: ['id', 'citizenId'],
  }),
  entity('TrafficViolation', {
    table: service('JG_WFXX', 'WFBH', 'ZJHM', 'JSZH'),
    key: 'WFBH',
    ...record,
    fields: {
      id: number('WFBH'),
      citizenId: holder,
      name: personName('XM'),
      at: dateTime('WFSJ'),
      place: text('WFDZ'),
      licenceUsed: text('JSZH'),
      plateNumber: text('HPHM'),
      drunk,
      caseNo: number('AJBH'),
      ...ownership,
    },
    lookups: ['id', 'citizenId'],
  }),
];
