import type { Delivery } from 'plumbline/sdk';

/** Columns by the titles of the health authority's file. */
const titles = {
  登记编号: 'SWJLBH',
  死者姓名: 'XM',
  身份证号码: 'SFZHM',
  死亡日期: 'SWRQ',
  死亡地点: 'SWDD',
  死亡地区划: 'SWDXZQH',
  死亡证明编号: 'SWZMBH',
  信息来源: 'XXLY',
  登记日期: 'DJRQ',
  '火化(安葬)日期': 'HHRQ',
  登记机关代码: 'JGDM',
  管辖区划: 'XZQH',
  封存标志: 'FCBZ',
  是否有效: 'SFYX',
  密级: 'MJ',
  更新时间: 'GXSJ',
} as const;

const { 登记编号: _number, 死者姓名: _name, 身份证号码: _id, '火化(安葬)日期': _funeral, ...shared } = titles;
const ofFuneralHome = { ...shared, 火化编号: 'SWJLBH', 逝者姓名: 'XM', 逝者证件号: 'SFZHM', 火化日期: 'HHRQ' };
const inSmallLetters = Object.fromEntries(Object.values(titles).map((column) => [column.toLowerCase(), column]));

const table = 'SWDJ';
const named = (sender: string, ending: string) => new RegExp(`^${sender}_${table}_(?<day>\\d{8})\\d{3}\\.${ending}$`);

/** How each register hands its deaths in: once a month, a file each. */
export const deliveries: readonly Delivery[] = [
  {
    match: named('WJJ', 'csv'),
    table,
    packed: 'none',
    format: 'csv',
    delimiter: ',',
    encoding: 'auto',
    columns: titles,
  },
  {
    match: named('BYG', 'csv\\.gz'),
    table,
    packed: 'gz',
    format: 'csv',
    delimiter: '|',
    encoding: 'auto',
    columns: ofFuneralHome,
  },
  { match: named('MZJ', 'json'), table, packed: 'none', format: 'json', records: ['rows'], count: ['head', 'jls'] },
  { match: named('GAJ', 'jsonl'), table, packed: 'none', format: 'json', isLines: true, columns: inSmallLetters },
];
