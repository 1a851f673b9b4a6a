import { caseNumber, code, courtCode, date, entity, enumeration, flag, text } from 'plumbline/sdk';
import { caseStatus } from './case-status.js';
import { clean, ownership, record } from './record.js';

const closedDate = date('JARQ');
const closingMode = enumeration(
  'JAFS',
  {
    JUDGMENT: ['01', '判决', '判'],
    RULING: ['02', '裁定'],
    MEDIATION: ['03', '调解', '调'],
    WITHDRAWAL: ['04', '撤诉', '准予撤诉'],
    TRANSFER: ['05', '移送'],
  },
  clean,
);

export const courtCase = entity('CourtCase', {
  table: 'T_SP_AJ',
  ...record,
  fields: {
    caseNumber: caseNumber('AH'),
    rawCaseNumber: text('AH'),
    courtCode: courtCode('AH'),
    domain: enumeration(
      'AJLX',
      {
        CRIMINAL: ['1', '刑事', '刑', 'XS'],
        CIVIL: ['2', '民事', '民', 'MS'],
        ADMINISTRATIVE: ['3', '行政', '行', 'XZ'],
      },
      clean,
    ),
    procedureCode: enumeration(
      'SPCX',
      {
        FIRST: ['01', '一审', '1', '第一审'],
        SECOND: ['02', '二审', '2', '第二审'],
        RETRIAL: ['03', '再审', '3', '审判监督'],
        SPECIAL: ['04', '特别程序', '4'],
        NON_LITIGATION_REVIEW: ['05', '非诉审查', '5'],
        SENTENCE_CHANGE: ['06', '刑罚变更', '6'],
      },
      clean,
    ),
    // The courts' list has causes that the hub's does not: those read as null.
    causeCode: code('AYDM', 'FYB/T 51203'),
    causeName: text('AY'),
    filedDate: date('LARQ', clean),
    trialMode: enumeration('SPZZ', { SINGLE: ['1', '独任', '独任制'], PANEL: ['2', '合议', '合议制'] }, clean),
    summaryProcedure: flag('SFJY', clean),
    judge: text('CBR'),
    closedDate,
    closingModeCode: closingMode,
    status: caseStatus(closedDate, closingMode),
    originPoliceCaseNumber: text('GAAJBH', clean),
    ...ownership,
  },
  lookups: ['caseNumber', 'originPoliceCaseNumber'],
});
