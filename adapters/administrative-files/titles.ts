import { referralTitles } from './referral-titles.js';

/** Titles of the bureaus' tables and the items of the exchange's dictionary that they stand for (INTERFACE 3). */
export const party = {
  机关代码: 'JGDM',
  机关名称: 'JGMC',
  行政区划: 'XZQH',
  当事人类型: 'DSRLX',
  当事人名称: 'DSRMC',
  证件号码: 'DSRZJHM',
  统一社会信用代码: 'TYSHXYDM',
} as const;
export const management = { 封存标志: 'FCBZ', 有效标志: 'SFYX', 更新时间: 'GXSJ' } as const;

export const columnsByTable = {
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
  ...referralTitles,
} as const;
