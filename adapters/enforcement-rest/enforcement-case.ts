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
import { closingModes, kinds } from './case-codes.js';
import { day, days } from './days.js';
import { clean, ownership, caseNumber as ownNumber, record, resource } from './record.js';

/** 执行案件信息. The claim is in 万元, what was enforced in 元. */
export const enforcementCase = entity('EnforcementCase', {
  // In order of the key, as the interface document says (2).
  table: {
    ...resource('zxajxx', 'ah', 'yjAh', 'sqrZjhm', 'bzxrZjhm', 'bzxrTyshxydm', 'ajLx', 'jafsDm'),
    sorted: 'ah',
  },
  key: 'ah',
  ...record,
  fields: {
    // Made by the system; the number of the basis is typed from the judgment.
    caseNumber: ownNumber,
    basisCaseNumber: caseNumber('yjAh'),
    kind: enumeration('ajLx', kinds, clean),
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
    closingMode: enumeration('jafsDm', closingModes, clean),
    executedAmount: money('zxDwJe'),
    propertyReportOrderedAt: day('ccbgLingRq'),
    networkQueryDates: days('wlcxRqList'),
    ...ownership,
  },
  lookups: ['caseNumber', 'basisCaseNumber', 'citizenId', 'applicantCitizenId', 'creditCode'],
});
