import { date, entity, enumeration, personName } from 'plumbline/sdk';
import { clean, holder, number, ownership, record, service } from './record.js';

export const drugUserRecord = entity('DrugUserRecord', {
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
      clean,
    ),
    ...ownership,
  },
  lookups: ['id', 'citizenId'],
});
