/** A data item of a delivery: the title in tables, the element name in XML. */
export interface DropItem {
  readonly name: string;
  readonly title: string;
  /** How a hand-typed sheet holds it. */
  readonly kind: 'text' | 'id' | 'date' | 'amount';
  /** The merged heading above it in a hand-typed sheet. */
  readonly group: string;
}

/** One kind of delivery. */
export interface Business {
  readonly code: BusinessCode;
  readonly title: string;
  readonly key: string;
  readonly items: readonly DropItem[];
}

export type BusinessCode = 'XZCFAJ' | 'XZCFJD' | 'AJYS' | 'FXXJ';

/** `lines` are `NAME title [kind]`, `# group` opens a merged heading. */
function business(code: BusinessCode, title: string, key: string, lines: string): Business {
  let group = '';
  const items: DropItem[] = [];
  for (const line of `${lines.trim()}${tail}`.split('\n').map((each) => each.trim())) {
    if (line.startsWith('#')) {
      group = line.slice(1).trim();
      continue;
    }
    if (line === '') continue;
    const [name = '', label = '', kind = 'text'] = line.split(/\s+/);
    items.push({ name, title: label, kind: kind as DropItem['kind'], group });
  }
  return { code, title, key, items };
}

const tail = `
  # 管理信息
  FCBZ 封存标志
  SFYX 有效标志
  GXSJ 更新时间
  JBRXX 举报人信息
  NBYJ 内部处理意见`;

const agency = `
  # 机关
  JGDM 机关代码 id
  JGMC 机关名称
  XZQH 行政区划`;

const party = `
  # 当事人
  DSRLX 当事人类型
  DSRMC 当事人名称
  DSRZJHM 证件号码 id
  TYSHXYDM 统一社会信用代码 id`;

/** Every business, in the order of the interface document. */
export const businesses: readonly Business[] = [
  business(
    'XZCFAJ',
    '行政处罚案件',
    'AJBH',
    `# 案件
    AJBH 案件编号
    ${agency}
    ${party}
    # 案情
    WFSXBM 违法事项编码
    WFSX 违法行为
    LARQ 立案日期 date
    AJLY 案件来源
    CFJDRQ 处罚决定日期 date
    JARQ 结案日期 date
    AJZT 案件状态`,
  ),
  business(
    'XZCFJD',
    '行政处罚决定',
    'CFJDSWH',
    `# 案件
    CFJDSWH 处罚决定书文号
    AJBH 案件编号
    ${agency}
    ${party}
    # 决定
    WFSXBM 违法事项编码
    WFSX 违法行为
    LARQ 立案日期 date
    CFJDRQ 处罚决定日期 date
    SDRQ 送达日期 date
    CFZL 处罚种类
    HZJE 货值金额 amount
    WFSDJE 违法所得 amount
    FKJE 罚款金额 amount
    # 执行
    JNQX 缴纳期限 date
    LXRQ 履行日期 date
    SFFY 是否复议
    SFSS 是否诉讼
    CGSRQ 催告书送达日期 date
    SQZXRQ 申请强制执行日期 date
    SFGS 是否公示`,
  ),
  business(
    'AJYS',
    '涉嫌犯罪案件移送',
    'YSBH',
    `# 案件
    YSBH 移送编号
    AJBH 案件编号
    ${agency}
    ${party}
    # 移送
    SXZM 涉嫌罪名
    NBBGRQ 内部报告日期 date
    PZRQ 批准日期 date
    YSRQ 移送日期 date
    GAJSRQ 公安接收日期 date
    # 公安反馈
    GAJDRQ 公安决定日期 date
    GAJD 公安决定
    GAAJBH 公安案件编号
    ZJYJRQ 证据移交日期 date
    CSJCRQ 抄送检察机关日期 date`,
  ),
  business(
    'FXXJ',
    '行刑反向衔接',
    'XJBH',
    `# 案件
    XJBH 衔接编号
    BQSWH 不起诉决定书文号
    ${agency}
    ${party}
    # 衔接
    SXZM 涉嫌罪名
    BQSRQ 不起诉日期 date
    JCYJRQ 检察意见日期 date
    HFRQ 回复日期 date
    CFJDSWH 处罚决定书文号`,
  ),
];

export const businessByCode: ReadonlyMap<string, Business> = new Map(businesses.map((each) => [each.code, each]));

/** What a bureau sends, and how. */
export interface DropBureau {
  /** First part of the file name. */
  readonly code: string;
  /** How the bureau's name ends, by which its cases are told apart. */
  readonly name: string;
  readonly format: 'csv-pipe' | 'csv-comma' | 'xml' | 'xlsx';
}

export const dropBureaus: readonly DropBureau[] = [
  { code: 'SCJGJ', name: '市场监督管理局', format: 'csv-pipe' },
  { code: 'YCZMJ', name: '烟草专卖局', format: 'xml' },
  { code: 'STHJJ', name: '生态环境局', format: 'xlsx' },
  { code: 'ZHZFJ', name: '综合行政执法局', format: 'csv-comma' },
  { code: 'JTYSJ', name: '交通运输局', format: 'csv-comma' },
  { code: 'ZRZYJ', name: '自然资源局', format: 'xlsx' },
];

export const bureauByCode: ReadonlyMap<string, DropBureau> = new Map(dropBureaus.map((each) => [each.code, each]));

/** One record as the bureau's clerk has it: text by item name. */
export type DropRow = Readonly<Record<string, string>>;
