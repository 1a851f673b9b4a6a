import { citizen, moment, type PoliceService, service } from './resource.js';

/** Case work: incidents, criminal cases and what hangs on them, public-order cases. */
export const caseWork: readonly PoliceService[] = [
  service({
    id: 'JQ_JBXX',
    title: '接处警警情',
    table: 'B_JCJ_JQ',
    key: 'JQBH',
    asked: ['AJBH', 'BARZJHM', 'CLJGDM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      JQBH 警情编号
      BJSJ 报警时间 | ${moment}
      BJFSDM 报警方式 | 字典 BJFS
      JQLBDM 警情类别 | 字典 JQLB
      SFDD 事发地点
      CJDWDM 处警单位 | 12位机构代码
      CLJGDM 处理结果 | 字典 CLJG
      AJBH 受案后案件编号
      BARXM 报案人姓名
      BARZJHM 报案人证件号码 | ${citizen}`,
  }),
  service({
    id: 'ASJ_AJXX',
    title: '刑事案件',
    table: 'B_ASJ_AJ',
    key: 'AJBH',
    asked: ['AJZTDM', 'AJLBDM', 'JQBH', 'RESERVATION41', 'SHRZJHM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      AJBH 案件编号 | A+12位机构代码+年月+4位顺序号
      AJMC 案件名称
      AJLBDM 案件类别 | 字典 AJLB,即罪名代码
      AJLBMC 案件类别名称
      AJLYDM 案件来源 | 字典 AJLY
      SLSJ 受理时间 | ${moment}
      AJZTDM 案件状态 | 字典 AJZT
      LASJ 立案时间 | ${moment}
      RESERVATION22 备用22:不予立案时间
      RESERVATION23 备用23:不予立案原因
      RESERVATION27 备用27:受案审查期限
      RESERVATION34 备用34:重新立案标志
      RESERVATION41 备用41:行政移送编号 | 行政机关移送的案件填写
      JQBH 警情编号
      CXSJ 撤案时间
      JASJ 结案时间
      YSQSSJ 移送起诉时间
      SSJZ 损失价值 | 元;2019年前部分单位按万元填报,带“万”字
      RESERVATION15 备用15:伤情 | 字典 SQ
      ZBRXM 主办人
      SHRXM 受害人姓名
      SHRZJHM 受害人证件号码 | 常见占位值`,
  }),
  service({
    id: 'ASJ_XYRXX',
    title: '犯罪嫌疑人',
    table: 'B_ASJ_XYR',
    key: 'RYBH',
    asked: ['AJBH', 'ZJHM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      RYBH 人员编号 | R开头
      AJBH 案件编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      XBDM 性别 | 字典 XB
      CSRQ 出生日期
      ZADW 作案地位 | 字典 ZADW
      ZTBZ 在逃标志 | 1在逃 0否
      RESERVATION06 备用6:上网追逃日期
      ZASJ 作案时间
      WCNBZ 未成年标志 | 1是 0否`,
  }),
  service({
    id: 'ASJ_QZCS',
    title: '强制措施',
    table: 'B_ASJ_QZCS',
    key: 'CSBH',
    asked: ['AJBH', 'RYBH', 'ZJHM', 'CSZLDM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      CSBH 措施编号
      AJBH 案件编号
      RYBH 人员编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      CSZLDM 措施种类 | 字典 QZCS
      JDSJ 决定时间 | ${moment}
      ZXSJ 执行时间 | ${moment}
      JZSJ 截止时间 | ${moment}
      YQLYDM 延期理由 | 字典 YQLY
      CSRQ 出所日期 | 本表为“出所”,不是出生日期
      CSYYDM 出所原因 | 字典 CSYY
      JSTZSJ 家属通知时间
      JYCSMC 羁押场所`,
  }),
  service({
    id: 'ASJ_TQPB',
    title: '提请批准逮捕',
    table: 'B_ASJ_TQPB',
    key: 'TQPBBH',
    asked: ['AJBH', 'RYBH', 'ZJHM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      TQPBBH 提请批捕编号
      AJBH 案件编号
      RYBH 人员编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      TQSJ 提请时间
      JCYSDSJ 检察院收到时间
      JCYJDSJ 检察院决定时间
      JDJGDM 决定结果 | 字典 PBJG`,
  }),
  service({
    id: 'ZA_AJXX',
    title: '治安案件',
    table: 'B_ZA_AJ',
    key: 'ZAAJBH',
    asked: ['ZJHM', 'JQBH'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      ZAAJBH 治安案件编号
      WFXWDM 违法行为 | 治安管理处罚法条款
      WFXWMC 违法行为名称
      LASJ 立案时间
      JDSJ 决定时间
      SQDM 伤情 | 字典 SQ
      RESERVATION09 备用9:损失金额 | 元
      TJBZ 调解标志 | 1已调解 0否
      JQBH 警情编号
      ZJHM 违法行为人证件号码 | ${citizen}
      XM 违法行为人姓名`,
  }),
  service({
    id: 'ZA_CFXX',
    title: '治安管理处罚',
    table: 'B_ZA_CF',
    key: 'CFBH',
    asked: ['ZAAJBH', 'ZJHM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      CFBH 处罚编号
      ZAAJBH 治安案件编号
      ZJHM 被处罚人证件号码 | ${citizen}
      XM 被处罚人姓名
      WFXWDM 违法行为 | 治安管理处罚法条款
      CFZLDM 处罚种类 | 字典 ZACF,多项以英文逗号分隔
      JLTS 拘留天数
      FKJE 罚款金额 | 元
      CFJDSJ 处罚决定时间
      ZXBZ 拘留执行标志 | 1已执行 0未执行
      ZXKSRQ 拘留执行起始日期`,
  }),
  service({
    id: 'ASJ_SACW',
    title: '涉案财物',
    table: 'B_ASJ_CW',
    key: 'CWBH',
    asked: ['AJBH'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      CWBH 财物编号
      AJBH 案件编号
      CWMC 财物名称
      CWJZ 财物价值 | 元
      KYSJ 扣押时间
      CWZTDM 财物状态 | 字典 CWZT
      SAYSBZ 随案移送标志 | 1已移送 0未移送`,
  }),
];
