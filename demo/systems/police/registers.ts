import { citizen, type PoliceService, service } from './resource.js';

/** The standing registers: population, drugs, traffic, exit and entry, tracks, notices to corrections. */
export const registers: readonly PoliceService[] = [
  service({
    id: 'QGRK_JBXX',
    title: '常住人口基本信息',
    table: 'T_RK_JBXX',
    key: 'RYID',
    asked: ['GMSFHM'],
    needsKey: true,
    declares: 'GBK',
    items: `
      RYID 人员内部编号
      GMSFHM 公民身份号码 | ${citizen}
      ZJZL 证件种类 | GA/T 2000.156
      ZJHM 证件号码
      XM 姓名
      CYM 曾用名
      BM 别名
      XBDM 性别 | 字典 XB
      CSRQ 出生日期 | yyyy-MM-dd,个别为其他写法
      MZDM 民族 | 字典 MZ
      GJDM 国籍 | GB/T 2659
      HJDXZQH 户籍地区划 | GB/T 2260,个别为撤并前代码
      HJDXZ 户籍地详址
      XZZXZQH 现住址区划
      XZZXZ 现住址详址
      LXDH 联系电话
      WHCDDM 文化程度 | GB/T 4658
      HYZKDM 婚姻状况 | GB/T 2261.2
      ZZMMDM 政治面貌 | GB/T 4762
      CYZKDM 从业状况 | GB/T 2261.4
      ZYDM 职业 | GB/T 6565
      FWCS 服务处所
      RESERVATION08 备用8:公职人员标志 | 1是 空否
      SWRQ 死亡日期 | 空为未注销
      SWXXLY 死亡信息来源
      XPBH 相片编号
      ZWCJBZ 指纹采集标志 | 1已采集 0未采集`,
  }),
  service({
    id: 'JD_XDRY',
    title: '吸毒人员',
    table: 'T_JD_XDRY',
    key: 'XDRYBH',
    asked: ['ZJHM', 'GKXZDM'],
    needsKey: false,
    declares: 'GBK',
    items: `
      XDRYBH 吸毒人员编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      DJRQ 登记日期
      GKCSDM 管控措施 | 字典 GKCS
      KSRQ 措施起始日期
      JSRQ 措施截止日期 | 99991231 表示未定
      GKXZDM 管控现状 | 字典 GKXZ`,
  }),
  service({
    id: 'JG_JSZ',
    title: '机动车驾驶证',
    table: 'T_JG_JSZ',
    key: 'DABH',
    asked: ['SFZMHM', 'ZTDM'],
    needsKey: false,
    declares: 'GBK',
    items: `
      DABH 档案编号
      SFZMHM 身份证明号码 | 与驾驶证号一致
      XM 姓名
      JSZH 驾驶证号
      ZJCX 准驾车型
      ZTDM 驾驶证状态 | 字典 JSZZT
      YXQZ 有效期止
      ZXRQ 注销或吊销日期
      ZXYY 注销或吊销原因`,
  }),
  service({
    id: 'JG_WFXX',
    title: '道路交通违法',
    table: 'T_JG_WF',
    key: 'WFBH',
    asked: ['ZJHM', 'JSZH'],
    needsKey: false,
    declares: 'GBK',
    items: `
      WFBH 违法编号
      ZJHM 当事人证件号码 | ${citizen}
      XM 当事人姓名
      WFSJ 违法时间
      WFDZ 违法地址
      JSZH 驾驶证号
      HPHM 号牌号码
      JZBZ 酒驾标志 | 0否 1饮酒 2醉酒
      AJBH 案件编号 | 移交刑事立案的填写`,
  }),
  service({
    id: 'CRJ_BBRY',
    title: '法定不准出境人员报备',
    table: 'T_CRJ_BB',
    key: 'BBBH',
    asked: ['ZJHM'],
    needsKey: false,
    declares: 'GBK',
    items: `
      BBBH 报备编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      BBDWMC 报备单位
      BKKSRQ 报备起始日期
      BKJSRQ 报备截止日期
      BBZTDM 报备状态 | 字典 BBZT
      ZJBGBZ 证件保管标志 | 1已代管 0未代管`,
  }),
  service({
    id: 'CRJ_CRJJL',
    title: '出入境记录',
    table: 'T_CRJ_JL',
    key: 'JLBH',
    asked: ['ZJHM'],
    needsKey: true,
    declares: 'GBK',
    items: `
      JLBH 记录编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      CRJSJ 出入境时间
      CRJKA 口岸
      CRBZ 出入标志 | 0出境 1入境
      CRJZJ 出入境证件`,
  }),
  service({
    id: 'GJ_BDMZ',
    title: '轨迹比对命中',
    table: 'T_GJ_MZ',
    key: 'MZBH',
    asked: ['ZJHM'],
    needsKey: true,
    declares: 'GBK',
    items: `
      MZBH 命中编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      FSSJ 发生时间
      FSDXZQH 发生地区划
      GJLXDM 轨迹类型 | 字典 GJLX
      BKDXBH 布控对象编号 | 社区矫正对象为矫正对象编号`,
  }),
  service({
    id: 'SJ_GYTZ',
    title: '社区矫正对象羁押通知',
    table: 'T_SJ_GYTZ',
    key: 'TZBH',
    asked: ['ZJHM'],
    needsKey: false,
    declares: 'UTF-8',
    items: `
      TZBH 通知编号
      ZJHM 证件号码 | ${citizen}
      XM 姓名
      GYZLDM 关押种类 | 字典 GYZL
      GYKSSJ 关押起始时间
      TZSJ 通知社区矫正机构时间 | 空为未通知`,
  }),
];
