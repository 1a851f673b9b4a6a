import type { OwnTable } from '../own-tables.js';

/** A field of the bureau's JSON, with what an integrator must know of it. */
export interface ShareField {
  readonly name: string;
  readonly title: string;
  readonly note?: string;
}

/** One service of the sharing platform: `/share/v1/<path>`. */
export interface ShareService extends OwnTable {
  readonly path: string;
  readonly title: string;
  readonly columns: readonly ShareField[];
}

/** `fields` are lines `name title | note`; every service ends with whose the row is, sealing, life, time, secrecy and what is internal. */
const tail = `
  jgdm 经办机构代码
  xzqh 管辖区划 | GB/T 2260
  fcbz 封存标志 | "1"封存 "0"未封存
  yxbz 有效标志 | "1"有效 "0"已删除
  gxsj 更新时间 | yyyymmddhhmmss
  mj 密级 | 空或"0"公开 "1"内部 "2"秘密,不得提供
  nbhcyj 内部核查意见 | 不得对外`;

const who = `
  xm 姓名
  sfzh 身份证号码`;

function service(
  draft: Omit<ShareService, 'columns' | 'queryable'> & {
    readonly fields: string;
    readonly queryable: readonly string[];
  },
): ShareService {
  const { fields, ...rest } = draft;
  const columns = `${fields.trim()}${tail}`.split('\n').map((line) => {
    const [head = '', note] = line.split('|').map((part) => part.trim());
    const [name = '', ...title] = head.split(/\s+/);
    return { name, title: title.join(' '), ...(note ? { note } : {}) };
  });
  return { ...rest, columns, queryable: [draft.key, ...draft.queryable, 'jgdm', 'xzqh'] };
}

const day = 'yyyymmdd';

/** Every service, in the order of the interface document. */
export const shareServices: readonly ShareService[] = [
  service({
    path: 'ylbxdy',
    title: '养老保险待遇信息',
    table: 'YLBX_DY',
    key: 'dybh',
    queryable: ['sfzh'],
    fields: `
  dybh 待遇编号${who}
  xz 险种 | 字典XZ
  dyzt 待遇状态 | 字典DYZT
  qsrq 待遇起始日期 | ${day}
  yje 月待遇金额 | 单位:分
  ztrq 暂停日期 | ${day}
  hfrq 恢复日期 | ${day}
  ztyy 暂停原因
  zzrq 终止日期 | ${day}`,
  }),
  service({
    path: 'ylbxff',
    title: '养老金发放信息',
    table: 'YLBX_FF',
    key: 'ffbh',
    queryable: ['dybh', 'sfzh', 'ssny'],
    fields: `
  ffbh 发放编号
  dybh 待遇编号${who}
  xz 险种 | 字典XZ
  ssny 待遇所属年月 | yyyy-mm
  je 发放金额 | 单位:分
  yhzh 银行账号
  ffrq 发放日期 | ${day}
  ffjg 发放机构
  ffzt 发放状态 | 字典FFZT`,
  }),
  service({
    path: 'ylbxtz',
    title: '养老金调整信息',
    table: 'YLBX_TZ',
    key: 'tzbh',
    queryable: ['dybh', 'sfzh'],
    fields: `
  tzbh 调整编号
  dybh 待遇编号${who}
  xz 险种 | 字典XZ
  qsrq 调整起始日期 | ${day}
  tzqje 调整前金额 | 单位:分
  tzhje 调整后金额 | 单位:分
  tzyy 调整原因
  wjh 调整文号`,
  }),
  service({
    path: 'ryjy',
    title: '人员任职从业信息',
    table: 'RY_JY',
    key: 'rybh',
    queryable: ['sfzh'],
    fields: `
  rybh 记录编号${who}
  rylb 人员类别 | 字典RYLB
  dwmc 单位名称
  dwxydm 单位统一社会信用代码
  gw 职务岗位
  cdm 任职村代码 | 12位
  mqjcbz 密切接触未成年人标志 | "1"是 "0"否
  rzrq 任职日期 | ${day}
  lzrq 离职日期 | ${day}
  gzjzrq 工资发放截止日期 | ${day}`,
  }),
];

export const serviceByPath: ReadonlyMap<string, ShareService> = new Map(shareServices.map((each) => [each.path, each]));
