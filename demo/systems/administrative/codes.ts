import type * as Administrative from '../../lives/administrative-facts.js';
import { type OwnCodes, ownCodes } from '../own-codes.js';

/** Code lists of the deliveries: XML holds codes, tables and sheets hold labels. */
export const administrativeCodes = {
  DSRLX: ownCodes<'PERSON' | 'ORGANIZATION'>({ PERSON: '1 自然人 个人', ORGANIZATION: '2 法人 单位 企业' }),
  AJLY: ownCodes<Administrative.AdminCaseFact['source']>({
    INSPECTION: '1 监督检查 检查',
    COMPLAINT: '2 投诉举报 举报',
    TRANSFER: '3 部门移送 移送',
    OTHER: '9 其他',
  }),
  AJZT: ownCodes<Administrative.AdminCaseFact['status']>({
    OPEN: '1 在办 办理中',
    DECIDED: '2 已决定 已处罚',
    TRANSFERRED: '3 已移送 移送公安',
    CLOSED: '4 已结案 结案',
    DROPPED: '5 已撤案 不予处罚',
  }),
  CFZL: ownCodes<Administrative.AdminPenaltyKind>({
    WARNING: '01 警告',
    CRITICISM: '02 通报批评',
    FINE: '03 罚款',
    CONFISCATE_GAINS: '04 没收违法所得',
    CONFISCATE_GOODS: '05 没收非法财物',
    SUSPEND_LICENCE: '06 暂扣许可证件',
    LOWER_QUALIFICATION: '07 降低资质等级',
    REVOKE_LICENCE: '08 吊销许可证件',
    RESTRICT_BUSINESS: '09 限制开展生产经营活动',
    STOP_BUSINESS: '10 责令停产停业',
    CLOSE_DOWN: '11 责令关闭',
    BAN_OCCUPATION: '12 限制从业',
    DETENTION: '13 行政拘留',
  }),
  GAJD: ownCodes<NonNullable<Administrative.CriminalReferralFact['policeDecision']>>({
    FILED: '1 立案 已立案',
    NOT_FILED: '2 不予立案 不立案',
  }),
  SF: ownCodes<'YES' | 'NO'>({ YES: '1 是 Y', NO: '0 否 N' }),
} as const satisfies Readonly<Record<string, OwnCodes<never>>>;
