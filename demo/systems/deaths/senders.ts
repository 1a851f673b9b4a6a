import type { DeathRegister } from '../../lives/register-facts.js';

/** How a register's file is written and packed. */
export type SenderFormat = 'csv' | 'csv-gz' | 'json' | 'json-lines';

/** A register that hands its deaths in, with its own titles for the columns of the exchange. */
export interface Sender {
  readonly register: DeathRegister;
  readonly code: string;
  readonly name: string;
  readonly format: SenderFormat;
  /** Title by column; titles of JSON are member names. */
  readonly titles: Readonly<Record<string, string>>;
}

/** Columns of the exchange, with what the health authority calls them. */
const titles = {
  SWJLBH: '登记编号',
  XM: '死者姓名',
  SFZHM: '身份证号码',
  SWRQ: '死亡日期',
  SWDD: '死亡地点',
  SWDXZQH: '死亡地区划',
  SWZMBH: '死亡证明编号',
  XXLY: '信息来源',
  DJRQ: '登记日期',
  HHRQ: '火化(安葬)日期',
  JGDM: '登记机关代码',
  XZQH: '管辖区划',
  FCBZ: '封存标志',
  SFYX: '是否有效',
  MJ: '密级',
  GXSJ: '更新时间',
  /** The cause of death: in every file, and not to be used. */
  SWYY: '死亡原因(不得对外)',
} as const;
export type DeathColumn = keyof typeof titles;

export const deathColumns = Object.keys(titles) as readonly DeathColumn[];

const named = (name: (column: DeathColumn) => string) =>
  Object.fromEntries(deathColumns.map((column) => [column, name(column)]));

/** Each register's file, once a month on the third. */
export const senders: readonly Sender[] = [
  { register: 'HEALTH', code: 'WJJ', name: '卫生健康局', format: 'csv', titles },
  {
    register: 'FUNERAL',
    code: 'BYG',
    name: '殡仪馆',
    format: 'csv-gz',
    titles: { ...titles, SWJLBH: '火化编号', XM: '逝者姓名', SFZHM: '逝者证件号', HHRQ: '火化日期' },
  },
  { register: 'CIVIL_AFFAIRS', code: 'MZJ', name: '民政局', format: 'json', titles: named((column) => column) },
  {
    register: 'PUBLIC_SECURITY',
    code: 'GAJ',
    name: '公安局',
    format: 'json-lines',
    titles: named((column) => column.toLowerCase()),
  },
];

/** Their own codes of the register, and what older rows hold. */
export const registerCodes: Readonly<Record<DeathRegister, readonly [code: string, ...older: string[]]>> = {
  PUBLIC_SECURITY: ['1', '公安', '户籍注销'],
  HEALTH: ['2', '卫健', '死亡医学证明'],
  FUNERAL: ['3', '殡葬', '火化'],
  CIVIL_AFFAIRS: ['4', '民政'],
};
