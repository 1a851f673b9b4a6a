import { dateTime, entity, enumeration, personName } from 'plumbline/sdk';
import { holder, number, ownership, record, service } from './record.js';

export const arrestRequest = entity('ArrestRequest', {
  table: service('ASJ_TQPB', 'TQPBBH', 'AJBH', 'RYBH', 'ZJHM'),
  key: 'TQPBBH',
  ...record,
  fields: {
    id: number('TQPBBH'),
    caseNumber: number('AJBH'),
    suspectNo: number('RYBH'),
    citizenId: holder,
    name: personName('XM'),
    requestedAt: dateTime('TQSJ'),
    receivedAt: dateTime('JCYSDSJ'),
    decidedAt: dateTime('JCYJDSJ'),
    result: enumeration('JDJGDM', {
      APPROVED: ['1', '批准逮捕', '批捕'],
      REFUSED_INNOCENT: ['21', '不构成犯罪不批捕'],
      REFUSED_EVIDENCE: ['22', '证据不足不批捕'],
      REFUSED_NO_DANGER: ['23', '无社会危险性不批捕'],
    }),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'suspectNo', 'citizenId'],
});
