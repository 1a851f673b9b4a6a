import { date, dateTime, entity, enumeration, personName } from 'plumbline/sdk';
import { holder, number, ownership, record, service } from './record.js';

export const noticeToCorrections = entity('NoticeToCorrections', {
  // CC-18: whoever is not found here is taken not to be told of.
  table: { ...service('SJ_GYTZ', 'TZBH', 'ZJHM'), swept: ['ZJHM'] },
  key: 'TZBH',
  ...record,
  fields: {
    id: number('TZBH'),
    citizenId: holder,
    name: personName('XM'),
    custodyKind: enumeration('GYZLDM', {
      DETENTION: ['1', '刑事拘留', '刑拘'],
      ARREST: ['2', '逮捕'],
      ADMINISTRATIVE_DETENTION: ['3', '行政拘留'],
      COMPULSORY_ISOLATION: ['4', '强制隔离戒毒'],
    }),
    custodyStart: date('GYKSSJ'),
    notifiedAt: dateTime('TZSJ'),
    ...ownership,
  },
  lookups: ['id', 'citizenId'],
});
