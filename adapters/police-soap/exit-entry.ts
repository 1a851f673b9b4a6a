import { date, dateTime, entity, enumeration, flag, personName, text } from 'plumbline/sdk';
import { holder, keyedService, number, ownership, record, service } from './record.js';

export const exitEntryControl = entity('ExitEntryControl', {
  // CC-14: whoever is not found here is taken not to be reported.
  table: { ...service('CRJ_BBRY', 'BBBH', 'ZJHM'), swept: ['ZJHM'] },
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
});

export const exitEntryRecord = entity('ExitEntryRecord', {
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
});
