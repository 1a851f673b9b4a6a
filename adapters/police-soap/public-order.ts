import { date, entity, enumeration, flag, integer, list, money, personName, text } from 'plumbline/sdk';
import { injuryGrade } from './injury.js';
import { holder, number, ownership, record, service } from './record.js';

/** 治安管理处罚法条款: the articles of the law of 2026; gambling stood in article 70 before. */
const violationCode = enumeration('WFXWDM', {
  ZA26: '26',
  ZA30: '30',
  ZA36: '36',
  ZA37: '37',
  ZA50: '50',
  ZA51: '51',
  ZA52: '52',
  ZA53: '53',
  ZA58: '58',
  ZA59: '59',
  ZA61: '61',
  ZA72: '72',
  ZA78: '78',
  ZA82: ['82', '70'],
  ZA84: '84',
});

const penalty = (column: string) =>
  enumeration(column, {
    WARNING: ['1', '警告'],
    FINE: ['2', '罚款'],
    DETENTION: ['3', '行政拘留'],
    REVOKE_LICENCE: ['4', '吊销许可证'],
    LEAVE_COUNTRY: ['5', '限期出境'],
    DEPORTATION: ['6', '驱逐出境'],
  });

/** Public-order cases and penalties, sealed by law (治安管理处罚法 136). */
export const publicOrder = [
  entity('PublicOrderCase', {
    table: service('ZA_AJXX', 'ZAAJBH', 'ZJHM', 'JQBH'),
    key: 'ZAAJBH',
    ...record,
    fields: {
      caseNo: number('ZAAJBH'),
      incidentNo: number('JQBH'),
      citizenId: holder,
      name: personName('XM'),
      violationCode,
      violationName: text('WFXWMC'),
      filedDate: date('LASJ'),
      decidedDate: date('JDSJ'),
      injuryGrade: injuryGrade('SQDM'),
      lossAmount: money('RESERVATION09'),
      mediated: flag('TJBZ'),
      ...ownership,
    },
    lookups: ['caseNo', 'incidentNo', 'citizenId'],
  }),
  entity('PublicOrderPenalty', {
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
  }),
];
