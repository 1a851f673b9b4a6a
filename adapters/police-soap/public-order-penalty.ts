import { date, entity, enumeration, flag, integer, list, money, personName } from 'plumbline/sdk';
import { holder, number, ownership, record, service } from './record.js';
import { violationCode } from './violation-code.js';

const penalty = (column: string) =>
  enumeration(column, {
    WARNING: ['1', '警告'],
    FINE: ['2', '罚款'],
    DETENTION: ['3', '行政拘留'],
    REVOKE_LICENCE: ['4', '吊销许可证'],
    LEAVE_COUNTRY: ['5', '限期出境'],
    DEPORTATION: ['6', '驱逐出境'],
  });

export const publicOrderPenalty = entity('PublicOrderPenalty', {
  table: service('ZA_CFXX', 'CFBH', 'ZAAJBH', 'ZJHM'),
  key: 'CFBH',
  ...record,
  fields: {
    id: number('CFBH'),
    caseNo: number('ZAAJBH'),
    citizenId: holder,
    name: personName('XM'),
    violationCode,
    decidedDate: date('CFJDSJ'),
    penalties: list('CFZLDM', penalty),
    days: integer('JLTS', { min: 0, max: 20 }),
    fineAmount: money('FKJE'),
    detentionExecuted: flag('ZXBZ'),
    detentionStart: date('ZXKSRQ'),
    ...ownership,
  },
  lookups: ['id', 'caseNo', 'citizenId'],
});
