import type { Delivery } from 'plumbline/sdk';

/** Titles of the bureaus' tables and the items of the exchange's dictionary that they stand for (INTERFACE 3). */
const party = {
  机关代码: 'JGDM',
  机关名称: 'JGMC',
  行政区划: 'XZQH',
  当事人类型: 'DSRLX',
  当事人名称: 'DSRMC',
  证件号码: 'DSRZJHM',
  统一社会信用代码: 'TYSHXYDM',
} as const;
const management = { 封存标志: 'FCBZ', 有效标志: 'SFYX', 更新时间: 'GXSJ' } as const;

const columnsByTable = {
  XZCFAJ: {
    案件编号: 'AJBH',
    违法事项编码: 'WFSXBM',
    违法行为: 'WFSX',
    立案日期: 'LARQ',
    案件来源: 'AJLY',
    结案日期: 'JARQ',
    案件状态: 'AJZT',
  },
  XZCFJD: {
    处罚决定书文号: 'CFJDSWH',
    案件编号: 'AJBH',
    违法事项编码: 'WFSXBM',
    违法行为: 'WFSX',
    处罚决定日期: 'CFJDRQ',
    送达日期: 'SDRQ',
    处罚种类: 'CFZL',
    货值金额: 'HZJE',
    违法所得: 'WFSDJE',
    罚款金额: 'FKJE',
    缴纳期限: 'JNQX',
    履行日期: 'LXRQ',
    是否复议: 'SFFY',
    是否诉讼: 'SFSS',
    催告书送达日期: 'CGSRQ',
    申请强制执行日期: 'SQZXRQ',
    是否公示: 'SFGS',
  },
  AJYS: {
    移送编号: 'YSBH',
    案件编号: 'AJBH',
    涉嫌罪名: 'SXZM',
    内部报告日期: 'NBBGRQ',
    批准日期: 'PZRQ',
    移送日期: 'YSRQ',
    公安接收日期: 'GAJSRQ',
    公安决定日期: 'GAJDRQ',
    公安决定: 'GAJD',
    公安案件编号: 'GAAJBH',
    证据移交日期: 'ZJYJRQ',
    抄送检察机关日期: 'CSJCRQ',
  },
  FXXJ: {
    衔接编号: 'XJBH',
    不起诉决定书文号: 'BQSWH',
    涉嫌罪名: 'SXZM',
    不起诉日期: 'BQSRQ',
    检察意见日期: 'JCYJRQ',
    回复日期: 'HFRQ',
    处罚决定书文号: 'CFJDSWH',
  },
} as const;

const text = { format: 'csv', encoding: 'auto' } as const;
const xml = {
  format: 'xml',
  records: ['DATA', 'BODY', 'RECORD'],
  count: ['DATA', 'HEAD', 'JLS'],
} as const;
// Title, merged groups, names; a signature below the records.
const sheet = { format: 'xlsx', headerRows: 3, footer: /^(填表人|审核人|合计)/ } as const;

/** How each bureau writes its files (INTERFACE 2). */
const bureaus = {
  SCJGJ: { ...text, delimiter: '|' },
  YCZMJ: xml,
  STHJJ: sheet,
  ZHZFJ: { ...text, delimiter: ',' },
  JTYSJ: { ...text, delimiter: ',' },
  ZRZYJ: sheet,
} as const;

/** Every bureau's deliveries: `<bureau>_<table>_<yyyymmddNNN>.zip`. */
export const deliveries: readonly Delivery[] = Object.entries(bureaus).flatMap(([bureau, format]) =>
  Object.entries(columnsByTable).map(([table, own]) => {
    const match = new RegExp(`^${bureau}_${table}_(?<day>\\d{8})\\d{3}\\.zip$`);
    // Elements of the XML files bear the dictionary's own names.
    return format.format === 'xml'
      ? { ...format, match, table }
      : { ...format, match, table, columns: { ...own, ...party, ...management } };
  }),
);
