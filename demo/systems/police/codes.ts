import type * as Police from '../../lives/police-facts.js';
import { type OwnCodes, ownCodes } from '../own-codes.js';

/** The police's own code lists by dictionary name, as their data items refer to them. */
export const policeCodes = {
  XB: ownCodes<'1' | '2'>({ '1': '1 男 男性 M 01', '2': '2 女 女性 F 02' }),
  BJFS: ownCodes<Police.PoliceIncidentFact['channel']>({
    '110': '01 110报警 1',
    WALK_IN: '02 来人来访 2',
    PHONE: '03 电话报警 3',
    REFERRAL: '04 部门移送 4',
    ONLINE: '05 网上报警 5',
  }),
  JQLB: ownCodes<Police.PoliceIncidentFact['category']>({
    CRIMINAL: '10 刑事 刑事警情',
    PUBLIC_ORDER: '20 治安 治安警情',
    DISPUTE: '30 纠纷',
    TRAFFIC: '40 交通',
    HELP: '50 求助',
    OTHER: '90 其他',
  }),
  CLJG: ownCodes<Police.PoliceIncidentFact['disposition']>({
    ACCEPTED: '1 受案 01',
    NOT_ACCEPTED: '2 不予受案 02',
    TRANSFERRED: '3 移送 03',
    MEDIATED: '4 调解 04',
  }),
  AJLY: ownCodes<Police.PoliceCaseFact['source']>({
    REPORT: '01 报案 1',
    TRANSFER: '02 移送 2',
    DISCOVERED: '03 工作中发现 3',
    SURRENDER: '04 投案 4',
  }),
  AJZT: ownCodes<Police.PoliceCaseFact['filingDecision']>({
    PENDING: '01 受案审查 1',
    FILED: '02 立案 2 已立案',
    NOT_FILED: '03 不予立案 3 不立',
  }),
  SQ: ownCodes<Police.InjuryGrade>({
    NONE: '00 无伤 0',
    SLIGHT_1: '11 轻微伤一级 轻微伤',
    SLIGHT_2: '12 轻微伤二级',
    MINOR_1: '21 轻伤一级',
    MINOR_2: '22 轻伤二级 轻伤(二级)',
    SERIOUS_1: '31 重伤一级',
    SERIOUS_2: '32 重伤二级',
  }),
  ZADW: ownCodes<Police.SuspectFact['role']>({
    PRINCIPAL: '1 主犯 01',
    ACCESSORY: '2 从犯 02',
    SOLE: '3 单独作案 03',
  }),
  QZCS: ownCodes<Police.CoerciveMeasureFact['measure']>({
    SUMMONS_BY_FORCE: '01 拘传',
    BAIL: '02 取保候审 取保',
    RESIDENTIAL_SURVEILLANCE: '03 监视居住 监居',
    DETENTION: '04 刑事拘留 刑拘 拘留',
    ARREST: '05 逮捕',
  }),
  YQLY: ownCodes<NonNullable<Police.CoerciveMeasureFact['extensionGround']>>({
    ONE_TO_FOUR_DAYS: '1 延长一至四日',
    ROVING: '2 流窜作案',
    REPEATED: '3 多次作案',
    JOINT: '4 结伙作案',
  }),
  CSYY: ownCodes<NonNullable<Police.CoerciveMeasureFact['endKind']>>({
    RELEASED: '1 释放 01',
    CHANGED: '2 变更强制措施 02',
    ARREST_REQUESTED: '3 报捕 03',
    TRANSFERRED: '4 移送 04',
  }),
  PBJG: ownCodes<NonNullable<Police.ArrestRequestFact['result']>>({
    APPROVED: '1 批准逮捕 批捕',
    REFUSED_INNOCENT: '21 不构成犯罪不批捕',
    REFUSED_EVIDENCE: '22 证据不足不批捕',
    REFUSED_NO_DANGER: '23 无社会危险性不批捕',
  }),
  ZACF: ownCodes<Police.PublicOrderCaseFact['penalties'][number]>({
    WARNING: '1 警告',
    FINE: '2 罚款',
    DETENTION: '3 行政拘留',
    REVOKE_LICENCE: '4 吊销许可证',
    LEAVE_COUNTRY: '5 限期出境',
    DEPORTATION: '6 驱逐出境',
  }),
  GKCS: ownCodes<Police.DrugUserRecordFact['measure']>({
    NONE: '0 无措施',
    COMMUNITY_TREATMENT: '1 社区戒毒',
    COMPULSORY_ISOLATION: '2 强制隔离戒毒 强戒',
    COMMUNITY_REHABILITATION: '3 社区康复',
  }),
  GKXZ: ownCodes<Police.DrugUserRecordFact['controlStatus']>({
    CONTROLLED: '1 在控',
    RELEASED: '2 解除管控',
    LOST: '3 失控',
    REGISTERED_ONLY: '4 仅登记',
  }),
  JSZZT: ownCodes<Police.DrivingLicenceFact['status']>({
    NORMAL: 'A 正常',
    SUSPENDED: 'D 暂扣',
    REVOKED: 'F 吊销',
    CANCELLED: 'G 注销',
  }),
  BBZT: ownCodes<Police.ExitEntryControlFact['status']>({ ACTIVE: '1 有效', LIFTED: '2 已撤销' }),
  CRBZ: ownCodes<Police.ExitEntryRecordFact['direction']>({ EXIT: '0 出境', ENTRY: '1 入境' }),
  GJLX: ownCodes<Police.TravelHitFact['hit']>({
    LODGING: '01 旅馆住宿 住宿',
    RAIL: '02 铁路',
    AIR: '03 民航',
    CHECKPOINT: '04 卡口',
  }),
  CWZT: ownCodes<Police.SeizedPropertyFact['status']>({
    HELD: '1 在押 扣押中',
    RETURNED: '2 发还',
    TRANSFERRED: '3 移送',
    DESTROYED: '4 销毁',
  }),
  GYZL: ownCodes<Police.NoticeToCorrectionsFact['custodyKind']>({
    DETENTION: '1 刑事拘留 刑拘',
    ARREST: '2 逮捕',
    ADMINISTRATIVE_DETENTION: '3 行政拘留',
    COMPULSORY_ISOLATION: '4 强制隔离戒毒',
  }),
} as const satisfies Readonly<Record<string, OwnCodes<never>>>;

/** GB/T 3304 in order: older records hold the name, with or without 族, or the number without its zero. */
const ethnicNames =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  );

export function olderEthnicity(code: string): readonly string[] {
  const name = ethnicNames[Number(code) - 1];
  return name === undefined ? [] : [name, `${name}族`, String(Number(code))];
}
