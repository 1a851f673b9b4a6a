// Written by `plumbline adapter introspect`; looked at with the vendor.
import { mysql } from 'plumbline/sdk';

/** 社区矫正人员基本信息 */
export const sqjzryJbxx = mysql.mysqlTable('sqjzry_jbxx', {
  /** 主键 */
  id: mysql.bigint('id', { mode: 'number' }).primaryKey(),
  /** 对象编号 */
  dxbh: mysql.varchar('dxbh', { length: 20 }).notNull(),
  /** 姓名 */
  xm: mysql.varchar('xm', { length: 60 }),
  /** 性别 */
  xb: mysql.varchar('xb', { length: 4 }),
  /** 民族 */
  mz: mysql.varchar('mz', { length: 20 }),
  /** 国籍 */
  gj: mysql.varchar('gj', { length: 20 }),
  /** 户籍类型 */
  hjlx: mysql.varchar('hjlx', { length: 4 }),
  /** 身份证号码 */
  sfzhm: mysql.varchar('sfzhm', { length: 30 }),
  /** 出生日期 */
  csrq: mysql.varchar('csrq', { length: 20 }),
  /** 文化程度 */
  whcd: mysql.varchar('whcd', { length: 4 }),
  /** 婚姻状况 */
  hyzk: mysql.varchar('hyzk', { length: 4 }),
  /** 联系电话 */
  lxdh: mysql.varchar('lxdh', { length: 40 }),
  /** 现住地址 */
  xzdz: mysql.varchar('xzdz', { length: 200 }),
  /** 矫正类别 */
  jzlb: mysql.varchar('jzlb', { length: 4 }),
  /** 管理类别:01严管,02普管,03宽管 */
  gllb: mysql.varchar('gllb', { length: 4 }),
  /** 管理类别评定日期 */
  glpdrq: mysql.varchar('glpdrq', { length: 20 }),
  /** 是否成年 */
  sfcn: mysql.varchar('sfcn', { length: 2 }),
  /** 原判刑期 */
  ypxq: mysql.varchar('ypxq', { length: 20 }),
  /** 原判刑罚 */
  ypxf: mysql.varchar('ypxf', { length: 40 }),
  /** 附加刑 */
  fjx: mysql.varchar('fjx', { length: 100 }),
  /** 判决机关 */
  pjjg: mysql.varchar('pjjg', { length: 100 }),
  /** 判决文书号 */
  pjwsh: mysql.varchar('pjwsh', { length: 60 }),
  /** 判决日期 */
  pjrq: mysql.varchar('pjrq', { length: 20 }),
  /** 罪名 */
  zm: mysql.varchar('zm', { length: 100 }),
  /** 缓刑考验期 */
  hxkyq: mysql.varchar('hxkyq', { length: 20 }),
  /** 宣告日期 */
  xgrq: mysql.varchar('xgrq', { length: 20 }),
  /** 矫正起始日期 */
  jzqsrq: mysql.varchar('jzqsrq', { length: 20 }),
  /** 矫正终止日期 */
  jzzzrq: mysql.varchar('jzzzrq', { length: 20 }),
  /** 解除矫正类型 */
  jcjzlx: mysql.varchar('jcjzlx', { length: 4 }),
  /** 解除矫正日期 */
  jcjzrq: mysql.varchar('jcjzrq', { length: 20 }),
  /** 终止矫正类型 */
  zzjzlx: mysql.varchar('zzjzlx', { length: 4 }),
  /** 终止矫正日期 */
  zzjzrq: mysql.varchar('zzjzrq', { length: 20 }),
  /** 是否报备 */
  bb: mysql.varchar('bb', { length: 2 }),
  /** 是否边控 */
  bk: mysql.varchar('bk', { length: 2 }),
  /** 司法所名称 */
  sfsmc: mysql.varchar('sfsmc', { length: 60 }),
  /** 责任人 */
  zrr: mysql.varchar('zrr', { length: 40 }),
  /** 矫正状态 */
  jzzt: mysql.varchar('jzzt', { length: 4 }),
  /** 密级 */
  mj: mysql.varchar('mj', { length: 10 }),
  /** 是否有效 */
  sfyx: mysql.varchar('sfyx', { length: 2 }),
  /** 更新时间 */
  gxsj: mysql.datetime('gxsj', { mode: 'string' }),
});

/** 社区矫正人员日常报到 */
export const sqjzryRcbd = mysql.mysqlTable('sqjzry_rcbd', {
  /** 主键 */
  id: mysql.bigint('id', { mode: 'number' }).primaryKey(),
  /** 对象编号 */
  dxbh: mysql.varchar('dxbh', { length: 20 }).notNull(),
  /** 报到周期 */
  bdzq: mysql.varchar('bdzq', { length: 10 }),
  /** 应报起始日期 */
  ybqsrq: mysql.varchar('ybqsrq', { length: 20 }),
  /** 应报截止日期 */
  ybjzrq: mysql.varchar('ybjzrq', { length: 20 }),
  /** 报到时间 */
  bdsj: mysql.varchar('bdsj', { length: 30 }),
  /** 报到方式:01当面,02电话,03手机APP,04书面,05视频 */
  bdfs: mysql.varchar('bdfs', { length: 4 }),
  /** 未报到原因 */
  wbdyy: mysql.varchar('wbdyy', { length: 4 }),
  /** 经办人 */
  jbr: mysql.varchar('jbr', { length: 40 }),
  /** 录入时间 */
  lrsj: mysql.datetime('lrsj', { mode: 'string' }),
  /** 是否补录 */
  sfbl: mysql.varchar('sfbl', { length: 2 }),
  /** 是否成年 */
  sfcn: mysql.varchar('sfcn', { length: 2 }),
  /** 密级 */
  mj: mysql.varchar('mj', { length: 10 }),
  /** 是否有效 */
  sfyx: mysql.varchar('sfyx', { length: 2 }),
  /** 更新时间 */
  gxsj: mysql.datetime('gxsj', { mode: 'string' }),
});
