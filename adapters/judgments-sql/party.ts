import {
  caseNumber,
  citizenId,
  code,
  creditCode,
  date,
  entity,
  enumeration,
  personName,
  text,
  whenAbsent,
  whenPresent,
} from 'plumbline/sdk';
import { clean, id, ownership, record } from './record.js';

export const party = entity('Party', {
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
});
