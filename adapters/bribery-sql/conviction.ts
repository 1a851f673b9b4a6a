import {
  caseNumber,
  citizenId,
  code,
  creditCode,
  date,
  dateTime,
  entity,
  enumeration,
  flag,
  money,
  personName,
  text,
} from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
const clean = { clean: true } as const;

export const briberyConviction = entity('BriberyConviction', {
  table: 'XH_DA',
  key: 'ID',
  alive: { column: 'SFYX', dead: ['0'] },
  excluded: [{ column: 'MJ', is: ['秘密', '机密', '绝密'] }],
  updated: dateTime('GXSJ', clean),
  fields: {
    id: text('DABH', clean),
    kind: enumeration('ZTLX', { PERSON: ['1', '个人', '自然人'], ORGANIZATION: ['2', '单位', '法人'] }),
    citizenId: citizenId('SFZHM'),
    name: personName('XM'),
    creditCode: creditCode('TYXYDM'),
    organizationName: text('DWMC'),
    legalRepresentativeCitizenId: citizenId('FDDBRSFZHM'),
    chargeCode: code('ZMDM', 'charges', clean),
    chargeName: text('ZM'),
    caseNumber: caseNumber('AH'),
    courtAgencyCode: text('PJFYDM', clean),
    effectiveDate: date('SXRQ'),
    amount: money('XHJE', { unit: 'wan' }),
    sentenceSummary: text('PJJG'),
    agencyCode: text('GDDWDM', clean),
    jurisdictionDivisionCode: code('XZQH', 'GB/T 2260', clean),
    sealed: flag('SFFC', clean),
  },
  lookups: ['id', 'citizenId', 'creditCode', 'legalRepresentativeCitizenId', 'caseNumber'],
});
