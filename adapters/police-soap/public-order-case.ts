import { date, entity, flag, money, personName, text } from 'plumbline/sdk';
import { injuryGrade } from './injury.js';
import { holder, number, ownership, record, service } from './record.js';
import { violationCode } from './violation-code.js';

export const publicOrderCase = entity('PublicOrderCase', {
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
});
