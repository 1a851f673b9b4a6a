import { dateTime, entity, enumeration, isOneOf, personName, text } from 'plumbline/sdk';
import { holder, number, ownership, record, service } from './record.js';

/** 酒驾标志: 2 is drunk (醉酒); 1, after drinking (饮酒), is not. */
const drunk = isOneOf(enumeration('JZBZ', { NONE: '0', DRINKING: '1', DRUNK: '2' }), ['DRUNK']);

export const trafficViolation = entity('TrafficViolation', {
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
});
