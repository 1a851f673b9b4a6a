import { code, date, dateTime, entity, enumeration, flag, personName, text } from 'plumbline/sdk';
import { holder, keyedService, number, ownership, record, service } from './record.js';

/** Exit controls, border crossings, and hits of lodging and travel. */
export const travel = [
  entity('ExitEntryControl', {
    table: service('CRJ_BBRY', 'BBBH', 'ZJHM'),
    key: 'BBBH',
    ...record,
    fields: {
      id: number('BBBH'),
      citizenId: holder,
      name: personName('XM'),
      reportedBy: text('BBDWMC'),
      from: date('BKKSRQ'),
      to: date('BKJSRQ'),
      status: enumeration('BBZTDM', { ACTIVE: ['1', '有效'], LIFTED: ['2', '已撤销'] }),
      passportHeld: flag('ZJBGBZ'),
      ...ownership,
    },
    lookups: ['id', 'citizenId'],
  }),
  entity('ExitEntryRecord', {
    table: keyedService('CRJ_CRJJL', 'JLBH', 'ZJHM'),
    key: 'JLBH',
    ...record,
    fields: {
      id: number('JLBH'),
      citizenId: holder,
      name: personName('XM'),
      at: dateTime('CRJSJ'),
      port: text('CRJKA'),
      direction: enumeration('CRBZ', { EXIT: ['0', '出境'], ENTRY: ['1', '入境'] }),
      document: text('CRJZJ'),
      ...ownership,
    },
    lookups: ['id', 'citizenId'],
  }),
  entity('TravelHit', {
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
  }),
];
