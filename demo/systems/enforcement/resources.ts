import type { OwnTable } from '../own-tables.js';

/** A field of the execution system's JSON, with what an integrator must know of it. */
export interface ApiField {
  readonly name: string;
  readonly title: string;
  readonly note?: string;
}

/** One resource under `/api/v1/<path>/query`. */
export interface ApiResource extends OwnTable {
  readonly path: string;
  readonly title: string;
  readonly columns: readonly ApiField[];
}

type Draft = Omit<ApiResource, 'columns'> & { readonly fields: string };

/** `fields` are lines `name title | note`; every resource ends with court, division, sealing, validity, update and what is internal. */
const tail = `
  fyDm 法院代码
  xzqh 管辖区划 | GB/T 2260
  fcBz 封存标志 | true/false
  sfyx 是否有效 | "1"有效 "0"已删除
  gxsj 更新时间 | 毫秒时间戳
  nbpsYj 内部批示意见 | 不得对外
  xsjbrSjh 悬赏举报人手机号 | 不得对外`;

function resource({ fields, ...draft }: Draft): ApiResource {
  const columns = `${fields.trim()}${tail}`.split('\n').map((line) => {
    const [head = '', note] = line.split('|').map((part) => part.trim());
    const [name = '', ...title] = head.split(/\s+/);
    return { name, title: title.join(' '), ...(note ? { note } : {}) };
  });
  return { ...draft, columns, queryable: [...new Set([draft.key, ...draft.queryable, 'fyDm', 'xzqh', 'gxsj'])] };
}

const day = '毫秒时间戳(当日0时,东八区)';

/** Every resource, in the order of the interface document. */
export const apiResources: readonly ApiResource[] = [
  resource({
    path: 'zxajxx',
    title: '执行案件信息',
    table: 'ZX_AJXX',
    key: 'ah',
    queryable: ['yjAh', 'sqrZjhm', 'bzxrZjhm', 'bzxrTyshxydm', 'ajLx', 'jafsDm'],
    fields: `
      ah 执行案号
      yjAh 执行依据案号
      ajLx 案件类型 | 字典AJLX
      sqrMc 申请执行人
      sqrZjhm 申请执行人证件号码
      sqrTyshxydm 申请执行人统一社会信用代码
      bzxrMc 被执行人
      bzxrZjhm 被执行人证件号码
      bzxrTyshxydm 被执行人统一社会信用代码
      sqzxBd 申请执行标的 | 单位:万元
      larq 立案日期 | ${day}
      tzsSdrq 执行通知书送达日期 | ${day}
      jarq 结案日期 | ${day}
      jafsDm 结案方式 | 字典JAFS
      zxDwJe 执行到位金额 | 单位:元
      ccbgLingRq 财产报告令发出日期 | ${day}
      wlcxRqList 网络查控日期列表 | 毫秒时间戳数组`,
  }),
  resource({
    path: 'ccfkxx',
    title: '财产反馈信息',
    table: 'ZX_CCFK',
    key: 'fkId',
    queryable: ['ah', 'ccsyrZjhm'],
    fields: `
      fkId 反馈编号
      ah 执行案号
      ccsyrZjhm 财产所有人证件号码
      ccLx 财产类型 | 字典CCLX
      ccJz 财产价值 | 单位:万元
      fxRq 发现日期 | ${day}
      djRq 权属登记日期 | ${day}
      lyDm 来源 | 字典CCLY
      ccZt 财产状态 | 字典CCZT`,
  }),
  resource({
    path: 'zxcs',
    title: '执行措施',
    table: 'ZX_CS',
    key: 'csId',
    queryable: ['ah'],
    fields: `
      csId 措施编号
      ah 执行案号
      csLx 措施类型 | 字典CSLX
      qsRq 起始日期 | ${day}
      jsRq 截止日期 | ${day}`,
  }),
  resource({
    path: 'zbcd',
    title: '终结本次执行程序裁定',
    table: 'ZX_ZBCD',
    key: 'cdId',
    queryable: ['ah'],
    fields: `
      cdId 裁定编号
      ah 执行案号
      cdRq 裁定日期 | ${day}
      sfFtzs 是否发出执行通知书 | "Y"/"N"
      sfCcbg 是否责令报告财产 | "Y"/"N"
      sfXgxf 是否限制高消费 | "Y"/"N"
      sfQjcc 是否穷尽财产调查 | "Y"/"N"
      sfMsgy 是否满三个月 | "Y"/"N"`,
  }),
  resource({
    path: 'sxbzxr',
    title: '失信被执行人',
    table: 'ZX_SXBZXR',
    key: 'sxId',
    queryable: ['ah', 'bzxrZjhm', 'bzxrTyshxydm'],
    fields: `
      sxId 失信编号
      ah 执行案号
      bzxrMc 被执行人
      bzxrZjhm 证件号码
      bzxrTyshxydm 统一社会信用代码
      fbRq 发布日期 | ${day}
      cxRq 撤销日期 | ${day}
      sxyy 失信行为情形`,
  }),
  resource({
    path: 'akff',
    title: '案款发放',
    table: 'ZX_AKFF',
    key: 'ffId',
    queryable: ['ah'],
    fields: `
      ffId 发放编号
      ah 执行案号
      dzRq 到账日期 | ${day}
      ffRq 发放日期 | ${day}
      je 金额 | 单位:元`,
  }),
];

export const resourceByPath: ReadonlyMap<string, ApiResource> = new Map(apiResources.map((each) => [each.path, each]));
