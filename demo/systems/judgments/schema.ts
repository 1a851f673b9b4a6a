import { type AnySqlTable, sqlTable } from '../sql/columns.js';
import { olderDivisions, olderEthnicities, olderSexes } from '../sql/own-codes-of-people.js';
import type { SqlSystem } from '../sql/system.js';
import { changeTables } from './change-tables.js';
import { courtCodes } from './codes.js';
import { criminalTables } from './criminal-tables.js';

const caseTables: readonly AnySqlTable[] = [
  sqlTable(
    'CourtCase',
    'T_SP_AJ',
    '审判案件',
    (c) => [
      c.number('AH', '案号', (f) => f.caseNumber),
      c.code('AJLX', '案件类型', courtCodes.AJLX, (f) => f.domain),
      c.code('SPCX', '审判程序', courtCodes.SPCX, (f) => f.procedure),
      c.date('LARQ', '立案日期', (f) => f.filedDate),
      c.code('SPZZ', '审判组织', courtCodes.SPZZ, (f) => f.trialMode),
      c.flag('SFJY', '是否简易(速裁)程序', (f) => f.summaryProcedure),
      c.textDate('JARQ', '结案日期', (f) => f.closedDate),
      c.code('JAFS', '结案方式', courtCodes.JAFS, (f) => f.closingMode),
      c.text('AY', '案由', (f) => f.cause),
      c.plain('AYDM', '案由代码', (f) => f.causeCode),
      c.text('CBR', '承办人', (f) => f.judge),
      c.plain('GAAJBH', '公安机关案件编号', (f) => f.policeCaseNumber),
    ],
    ['AH', 'GAAJBH', 'LARQ'],
    { duplicates: true },
  ),
  sqlTable(
    'Party',
    'T_SP_DSR',
    '当事人',
    (c) => [
      c.number('AH', '案号', (f) => f.caseNumber),
      c.code('SSDW', '诉讼地位', courtCodes.SSDW, (f) => f.role),
      {
        name: 'XM',
        type: 'text',
        label: '姓名或名称',
        codes: [],
        value: (f, at, cell) => {
          const person = at.person(f.person);
          return person
            ? at.dirt.name(person.name, cell, person.formerName)
            : (at.organization(f.organization)?.name ?? null);
        },
      },
      {
        name: 'ZJHM',
        type: 'short',
        label: '证件号码',
        codes: [],
        value: (f, at, cell) => {
          const id = at.person(f.person)?.citizenId ?? null;
          // Victims, witnesses and the like are written down carelessly (domain 6.4, line 5).
          return f.role === 'DEFENDANT' ? at.dirt.citizenId(id, cell) : at.dirt.citizenIdOfOthers(id, cell);
        },
      },
      c.plain('ZJLX', '证件种类(GA/T 2000.156)', (f, at) => at.person(f.person)?.idTypeCode ?? null),
      c.national('XB', '性别', olderSexes, (f, at) => at.person(f.person)?.sexCode ?? null),
      c.textDate('CSRQ', '出生日期', (f, at) => at.person(f.person)?.birthDate ?? null),
      c.national('MZ', '民族(GB/T 3304)', olderEthnicities, (f, at) => at.person(f.person)?.ethnicityCode ?? null),
      c.plain('GJ', '国籍', (f, at) => at.person(f.person)?.nationalityCode ?? null),
      c.plain('WHCD', '文化程度(GB/T 4658)', (f, at) => at.person(f.person)?.educationCode ?? null),
      c.flag('SFGJGZRY', '是否国家工作人员', (f, at) => at.person(f.person)?.publicOfficial ?? null),
      c.national('HJXZQH', '户籍地区划', olderDivisions, (f, at) => at.person(f.person)?.householdDivision ?? null),
      c.text('HJDZ', '户籍地址', (f, at) => at.person(f.person)?.householdAddress ?? null),
      c.national('XZDXZQH', '现住地区划', olderDivisions, (f, at) => at.person(f.person)?.residenceDivision ?? null),
      c.text('XZDZ', '现住地址', (f, at) => at.person(f.person)?.residenceAddress ?? null),
      c.plain('LXDH', '联系电话', (f, at) => at.person(f.person)?.phone ?? null),
      c.plain('TYXYDM', '统一社会信用代码', (f, at) => at.organization(f.organization)?.uscc ?? null),
      c.text('WTDLR', '委托代理人', (f) => f.agent),
      c.text('LSXM', '律师', (f) => f.lawyer),
    ],
    ['AH', 'ZJHM', 'TYXYDM'],
  ),
  sqlTable(
    'Judgment',
    'T_SP_CPWS',
    '裁判文书',
    (c) => [
      c.plain('WSBH', '裁判文书编号', (f) => f.documentId),
      c.number('AH', '案号', (f) => f.caseNumber),
      c.code('WSZL', '文书种类', courtCodes.WSZL, (f) => f.documentKind),
      c.text('WSBT', '文书标题', (f) => f.title),
      c.date('XPRQ', '宣判日期', (f) => f.pronouncedDate),
      c.plain('SDRQ', '送达日期(多个以逗号分隔)', (f) => f.servedDates.join(',')),
      c.textDate('SXRQ', '生效日期', (f) => f.effectiveDate),
      c.textDate('SSQX', '上诉期限届满日', (f) => f.appealDeadline),
      c.flag('SFSS', '是否上诉', (f) => f.appealed),
      c.flag('SFKS', '是否抗诉', (f) => f.protested),
      {
        name: 'WSZY',
        type: 'short',
        label: '文书电子件摘要值;空值表示仅有纸质扫描件',
        codes: [],
        value: (f, at, cell) => (!cell.pinned && at.dirt.befalls('MISSING_DOCUMENT', cell) ? null : f.contentHash),
      },
      c.flag('SFGK', '是否上网公开', (f) => f.published),
      c.plain('GKWSLJ', '公开文书(已作技术处理)存储路径', (f) => (f.published ? `gkws/${f.documentId}.pdf` : null)),
    ],
    ['WSBH', 'AH', 'SXRQ'],
    { duplicates: true },
  ),
];

/** The courts' case system: upper-case pinyin, keys by sequence, `SFYX` for deletion. */
export const judgmentsSystem: SqlSystem = {
  tables: [...caseTables, ...criminalTables, ...changeTables],
  common: {
    key: 'ID',
    agency: 'FYDM',
    agencyName: 'FYMC',
    division: 'XZQH',
    sealed: 'SFFC',
    deletion: { column: 'SFYX', live: '1', deleted: '0' },
    updated: 'GXSJ',
    internal: [
      { name: 'HYBL', label: '合议庭评议笔录(审判秘密,不得对外)' },
      { name: 'NBPS', label: '内部请示批示(不得对外)' },
    ],
  },
  keyOf: (table, _fact, serial) => `${table.slice(2).replace('_', '')}${String(serial).padStart(10, '0')}`,
};
