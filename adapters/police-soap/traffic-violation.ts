import { type Codec, dateTime, entity, enumeration, personName, text } from 'plumbline/sdk';
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
