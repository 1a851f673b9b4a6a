import { code, dateTime, entity, enumeration, personName, text } from 'plumbline/sdk';
import { holder, keyedService, number, ownership, record } from './record.js';

export const travelHit = entity('TravelHit', {
  table: keyedService('GJ_BDMZ', 'MZBH', 'ZJHM'),
  key: 'MZBH',
  ...record,
  fields: {
    id: number('MZBH'),
    citizenId: holder,
    name: personName('XM'),
    at: dateTime('FSSJ'),
    divisionCode: code('FSDXZQH', 'GB/T 2260'),
    kind: enumeration('GJLXDM', {
      LODGING: ['01', '旅馆住宿', '住宿'],
      RAIL: ['02', '铁路'],
      AIR: ['03', '民航'],
      CHECKPOINT: ['04', '卡口'],
    }),
    // 布控对象编号: of a subject of correction, its number there.
    matchedSubject: text('BKDXBH'),
    ...ownership,
  },
  lookups: ['id', 'citizenId'],
});
