import {
  caseDomain,
  caseNumber,
  citizenId,
  code,
  courtCode,
  creditCode,
  date,
  entity,
  enumeration,
  flag,
  list,
  personName,
  text,
  whenAbsent,
  whenPresent,
} from 'plumbline/sdk';
import { caseStatus } from './case-status.js';
import { id, ownership, record } from './common.js';

const clean = { clean: true } as const;

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

/** Cases, their parties and their documents. */
export const cases = [
  entity('CourtCase', {
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
  }),
  entity('Party', {
    table: 'T_SP_DSR',
    ...record,
    fields: {
      id,
      caseNumber: caseNumber('AH'),
      role: enumeration(
        'SSDW',
        {
          DEFENDANT: ['01', '被告(人)', '被告', '被告人'],
          PLAINTIFF: ['02', '原告'],
          RESPONDENT: ['03', '被申请人'],
          APPLICANT: ['04', '申请人'],
          THIRD_PARTY: ['05', '第三人'],
          VICTIM: ['06', '被害人'],
          WITNESS: ['07', '证人'],
        },
        clean,
      ),
      citizenId: citizenId('ZJHM'),
      // One column names persons and organisations; only persons have a kind of identity document.
      name: whenPresent('ZJLX', personName('XM')),
      organizationName: whenAbsent('ZJLX', text('XM')),
      creditCode: creditCode('TYXYDM'),
      address: text('XZDZ'),
      phone: text('LXDH'),
      residenceDivisionCode: code('XZDXZQH', 'GB/T 2260'),
      birthDate: date('CSRQ'),
      agent: personName('WTDLR'),
      lawyer: personName('LSXM'),
      ...ownership,
    },
    lookups: ['id', 'caseNumber', 'citizenId', 'creditCode'],
  }),
  entity('Judgment', {
    table: 'T_SP_CPWS',
    ...record,
    fields: {
      documentId: text('WSBH', clean),
      caseNumber: caseNumber('AH'),
      kind: enumeration(
        'WSZL',
        { JUDGMENT: ['1', '判决书'], RULING: ['2', '裁定书'], DECISION: ['3', '决定书'], MEDIATION: ['4', '调解书'] },
        clean,
      ),
      title: text('WSBT'),
      // The table of documents has no column of the domain: the case number says it.
      domain: caseDomain('AH'),
      pronouncedDate: date('XPRQ', clean),
      servedDates: list('SDRQ', date),
      effectiveDate: date('SXRQ'),
      appealDeadline: date('SSQX'),
      appealed: flag('SFSS', clean),
      protested: flag('SFKS', clean),
      contentHash: text('WSZY', clean),
      published: flag('SFGK', clean),
      redactedRef: text('GKWSLJ', clean),
      ...ownership,
    },
    lookups: ['documentId', 'caseNumber'],
  }),
];
