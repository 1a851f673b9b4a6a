import { type AnySqlTable, type SqlColumn, sqlTable } from '../sql/columns.js';
import type { SqlSystem } from '../sql/system.js';
import { subsidyCodes } from './codes.js';

/** An area in mu that a village accountant typed: at times with its unit, or in hectares. */
function area<F extends { readonly key: string }>(
  name: string,
  label: string,
  get: (fact: F) => number | null,
): SqlColumn<F> {
  return {
    name,
    type: 'short',
    label,
    codes: [],
    value: (fact, { dirt }, cell) => {
      const mu = get(fact);
      if (mu === null) return null;
      if (!dirt.befalls('AMOUNT_VARIANT', cell)) return mu.toFixed(2);
      const hectares = mu / 15;
      // What does not come back from hectares as it went in is left in mu.
      const isRound = Math.abs(Number(hectares.toFixed(4)) * 15 - mu) < 1e-9;
      return isRound ? `${hectares.toFixed(4)}公顷` : `${mu}亩`;
    },
  };
}

const subsidyTables: readonly AnySqlTable[] = [
  sqlTable(
    'SubsidyProject',
    'SN_XM',
    '涉农资金项目',
    (c) => [
      c.plain('XMBH', '项目编号', (f) => f.projectNo),
      c.text('XMMC', '项目名称', (f) => f.name),
      c.text('ZCYJ', '政策依据', (f) => f.policy),
      c.code('BTZL', '补贴种类', subsidyCodes.BTZL, (f) => f.subsidyKind),
      c.integer('ND', '年度', (f) => f.year),
      c.plain('CDM', '受益村代码(多个以逗号分隔)', (f) => f.villageCodes.join(',')),
      c.plain('CMC', '受益村(多个以逗号分隔)', (f) => f.villageNames.join(',')),
      c.decimal('YSJE', '预算金额(万元)', (f) => f.budgetAmount / 1_000_000),
      c.textYuan('FFJE', '累计发放金额(元)', (f) => f.paidAmount),
      c.textYuan('BTBZ', '补贴标准(元/亩)', (f) => f.unitAmount),
      area('BTMJ', '补贴面积(亩)', (f) => f.areaMu),
      c.integer('SYHS', '受益户数', (f) => f.households),
      c.textDate('GSRQ', '公示日期', (f) => f.publishedDate),
      c.flag('SFGS', '是否公示', (f) => f.published),
    ],
    ['XMBH', 'ND'],
  ),
  sqlTable(
    'SubsidyPayment',
    'SN_FF',
    '补贴发放明细',
    (c) => [
      c.plain('FFBH', '发放编号', (f) => f.paymentNo),
      c.plain('XMBH', '项目编号', (f) => f.projectNo),
      c.citizenId('SFZHM', '受益人身份证号码', (f, at) => at.person(f.person)),
      c.personName('XM', '受益人姓名', (f, at) => at.person(f.person)),
      c.code('BTZL', '补贴种类', subsidyCodes.BTZL, (f) => f.subsidyKind),
      c.integer('ND', '年度', (f) => f.year),
      c.plain('CDM', '村代码(12位)', (f) => f.villageCode),
      c.text('CMC', '村名', (f) => f.villageName),
      c.textYuan('JE', '发放金额(元)', (f) => f.amount),
      area('BTMJ', '补贴面积(亩)', (f) => f.areaMu),
      area('CBMJ', '承包面积(亩)', (f) => f.contractedAreaMu),
      c.plain('YHZH', '银行账号(一卡通)', (f) => f.account),
      c.personName('ZHXM', '账户户名(非本人时填写)', (f, at) => at.person(f.accountHolder)),
      c.citizenId('ZHSFZHM', '账户持有人身份证号码(非本人时填写)', (f, at) => at.person(f.accountHolder)),
      c.textDate('FFRQ', '发放日期', (f) => f.paidAt),
      c.code('FFZT', '发放状态', subsidyCodes.FFZT, (f) => f.status),
      c.flag('SFGS', '是否公示', (f) => f.published),
      c.text('JBR', '经办人', (f) => f.handler),
    ],
    ['FFBH', 'XMBH', 'SFZHM', 'ZHSFZHM', 'CDM'],
    { duplicates: true },
  ),
];

/** The bureaus' system of funds for farmers: upper-case pinyin, keys by sequence, `SFYX` for deletion, `MJ` for secrecy. */
export const subsidiesSystem: SqlSystem = {
  tables: subsidyTables,
  common: {
    key: 'ID',
    agency: 'ZGBMDM',
    agencyName: 'ZGBMMC',
    division: 'XZQH',
    sealed: 'SFFC',
    deletion: { column: 'SFYX', live: '1', deleted: '0' },
    updated: 'GXSJ',
    secrecy: 'MJ',
    internal: [{ name: 'XFJB', label: '信访举报登记(不得对外)' }],
  },
  keyOf: (table, _fact, serial) => `${table.replace('_', '')}${String(serial).padStart(9, '0')}`,
};
