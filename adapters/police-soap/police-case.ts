import { citizenId, code, date, entity, enumeration, money, personName, text } from 'plumbline/sdk';
import { injuryGrade } from './injury.js';
import { clean, number, ownership, record, service } from './record.js';

export const policeCase = entity('PoliceCase', {
  table: service('ASJ_AJXX', 'AJBH', 'AJZTDM', 'AJLBDM', 'JQBH', 'RESERVATION41', 'SHRZJHM'),
  key: 'AJBH',
  ...record,
  fields: {
    caseNumber: number('AJBH'),
    caseName: text('AJMC'),
    causeCode: code('AJLBDM', 'charges', clean),
    causeName: text('AJLBMC'),
    caseSource: enumeration('AJLYDM', {
      REPORT: ['01', '报案', '1'],
      TRANSFER: ['02', '移送', '2'],
      DISCOVERED: ['03', '工作中发现', '3'],
      SURRENDER: ['04', '投案', '4'],
    }),
    incidentNo: number('JQBH'),
    // The spare columns (备用) have long been in use for these.
    referralNo: number('RESERVATION41'),
    reviewDeadline: date('RESERVATION27'),
    notFiledDate: date('RESERVATION22'),
    notFiledReason: text('RESERVATION23'),
    injuryGrade: injuryGrade('RESERVATION15'),
    acceptedDate: date('SLSJ'),
    filingDecision: enumeration(
      'AJZTDM',
      {
        PENDING: ['01', '受案审查', '1'],
        FILED: ['02', '立案', '2', '已立案'],
        NOT_FILED: ['03', '不予立案', '3', '不立'],
      },
      clean,
    ),
    filedDate: date('LASJ'),
    withdrawnDate: date('CXSJ'),
    closedDate: date('JASJ'),
    transferForProsecutionDate: date('YSQSSJ'),
    lossAmount: money('SSJZ'),
    seniorOfficer: text('ZBRXM'),
    victimName: personName('SHRXM'),
    victimCitizenId: citizenId('SHRZJHM'),
    ...ownership,
  },
  lookups: ['caseNumber', 'incidentNo', 'referralNo', 'victimCitizenId'],
});
