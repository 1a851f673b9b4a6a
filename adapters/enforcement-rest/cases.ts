import {
  caseNumber,
  citizenId,
  creditCode,
  entity,
  enumeration,
  money,
  personName,
  text,
  whenAbsent,
  whenPresent,
} from 'plumbline/sdk';
import { day, days, ownership, record, resource } from './record.js';

const clean = { clean: true } as const;

/** 执行案件信息. The claim is in 万元, what was enforced in 元. */
export const cases = entity('EnforcementCase', {
  table: resource('zxajxx', 'ah', 'yjAh', 'sqrZjhm', 'bzxrZjhm', 'bzxrTyshxydm', 'ajLx', 'jafsDm'),
  key: 'ah',
  ...record,
  fields: {
    // Made by the system; the number of the basis is typed from the judgment.
    caseNumber: text('ah', clean),
    basisCaseNumber: caseNumber('yjAh'),
    kind: enumeration(
      'ajLx',
      {
        CIVIL: ['01', '民事', '1'],
        ADMINISTRATIVE: ['02', '行政', '2'],
        CRIMINAL_PROPERTY: ['03', '刑事涉财产', '3', '刑事裁判涉财产部分'],
        NON_LITIGATION: ['04', '非诉行政', '4'],
        ARBITRATION: ['05', '仲裁', '5'],
        NOTARY: ['06', '公证债权文书', '6'],
      },
      clean,
    ),
    citizenId: citizenId('bzxrZjhm'),
    // One column names persons and organisations; only these have a credit code.
    name: whenAbsent('bzxrTyshxydm', personName('bzxrMc')),
    creditCode: creditCode('bzxrTyshxydm'),
    organizationName: whenPresent('bzxrTyshxydm', text('bzxrMc')),
    applicantName: text('sqrMc'),
    applicantCitizenId: citizenId('sqrZjhm'),
    applicantCreditCode: creditCode('sqrTyshxydm'),
    claimAmount: money('sqzxBd', { unit: 'wan' }),
    filedDate: day('larq'),
    noticeDate: day('tzsSdrq'),
    closedDate: day('jarq'),
    closingMode: enumeration(
      'jafsDm',
      {
        PERFORMED: ['1', '执行完毕'],
        TERMINATED_THIS_ROUND: ['2', '终结本次执行程序', '终本'],
        TERMINATED: ['3', '终结执行'],
        CANCELLED: ['4', '销案'],
        REFUSED: ['5', '不予执行'],
        DISMISSED: ['6', '驳回申请'],
      },
      clean,
    ),
    executedAmount: money('zxDwJe'),
    propertyReportOrderedAt: day('ccbgLingRq'),
    networkQueryDates: days('wlcxRqList'),
    ...ownership,
  },
  lookups: ['caseNumber', 'basisCaseNumber', 'citizenId', 'applicantCitizenId', 'creditCode'],
});
