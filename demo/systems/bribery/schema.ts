import type { BriberyConvictionFact } from '../../lives/register-facts.js';
import { ownCodes } from '../own-codes.js';
import { sqlTable } from '../sql/columns.js';
import type { SqlSystem } from '../sql/system.js';

export const convictedCodes = ownCodes<BriberyConvictionFact['convicted']>({
  PERSON: '1 个人 自然人',
  ORGANIZATION: '2 单位 法人',
});

/** The file of bribe-givers, drawn from the courts' judgments: a row for each person or unit. */
export const briberySystem: SqlSystem = {
  tables: [
    sqlTable(
      'BriberyConviction',
      'XH_DA',
      '行贿犯罪档案',
      (c) => [
        c.plain('DABH', '档案编号', (f) => f.fileNo),
        c.code('ZTLX', '犯罪主体类型', convictedCodes, (f) => f.convicted),
        c.personName('XM', '行贿人姓名', (f, at) => at.person(f.person)),
        c.citizenId('SFZHM', '行贿人身份证号码', (f, at) => at.person(f.person)),
        c.text('DWMC', '行贿单位名称', (f, at) => at.organization(f.organization)?.name ?? null),
        c.plain('TYXYDM', '统一社会信用代码', (f, at) => at.organization(f.organization)?.uscc ?? null),
        c.citizenId('FDDBRSFZHM', '时任法定代表人身份证号码', (f, at) => at.person(f.legalRepresentative)),
        c.plain('ZMDM', '罪名代码(刑法条文序号)', (f) => f.chargeCode),
        c.text('ZM', '罪名', (f) => f.charge),
        c.number('AH', '案号', (f) => f.caseNumber),
        c.plain('PJFYDM', '判决法院代码', (f) => f.court),
        c.textDate('SXRQ', '生效日期', (f) => f.effectiveDate),
        c.decimal('XHJE', '行贿金额(万元)', (f) => f.amount / 1_000_000),
        c.text('PJJG', '判决结果摘要', (f) => f.sentenceSummary),
      ],
      ['SFZHM', 'TYXYDM', 'FDDBRSFZHM', 'AH'],
    ),
  ],
  common: {
    key: 'ID',
    agency: 'GDDWDM',
    agencyName: 'GDDWMC',
    division: 'XZQH',
    sealed: 'SFFC',
    deletion: { column: 'SFYX', live: '1', deleted: '0' },
    updated: 'GXSJ',
    secrecy: 'MJ',
    internal: [{ name: 'SHXS', label: '受贿案件线索(不得对外)' }],
  },
  keyOf: (_table, _fact, serial) => `XHDA${String(serial).padStart(8, '0')}`,
};
