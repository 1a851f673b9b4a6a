import type * as Court from '../../lives/court-facts.js';
import { ownCodes } from '../own-codes.js';

/** The courts' own code lists, by the column that carries them. */
export const courtCodes = {
  AJLX: ownCodes<Court.CourtCaseFact['domain']>({
    CRIMINAL: '1 刑事 刑 XS',
    CIVIL: '2 民事 民 MS',
    ADMINISTRATIVE: '3 行政 行 XZ',
  }),
  SPCX: ownCodes<Court.CourtCaseFact['procedure']>({
    FIRST: '01 一审 1 第一审',
    SECOND: '02 二审 2 第二审',
    RETRIAL: '03 再审 3 审判监督',
    SPECIAL: '04 特别程序 4',
    NON_LITIGATION_REVIEW: '05 非诉审查 5',
    SENTENCE_CHANGE: '06 刑罚变更 6',
  }),
  SPZZ: ownCodes<Court.CourtCaseFact['trialMode']>({ SINGLE: '1 独任 独任制', PANEL: '2 合议 合议制' }),
  JAFS: ownCodes<NonNullable<Court.CourtCaseFact['closingMode']>>({
    JUDGMENT: '01 判决 判',
    RULING: '02 裁定',
    MEDIATION: '03 调解 调',
    WITHDRAWAL: '04 撤诉 准予撤诉',
    TRANSFER: '05 移送',
  }),
  SSDW: ownCodes<Court.PartyFact['role']>({
    DEFENDANT: '01 被告(人) 被告 被告人',
    PLAINTIFF: '02 原告',
    RESPONDENT: '03 被申请人',
    APPLICANT: '04 申请人',
    THIRD_PARTY: '05 第三人',
    VICTIM: '06 被害人',
    WITNESS: '07 证人',
  }),
  WSZL: ownCodes<Court.JudgmentFact['documentKind']>({
    JUDGMENT: '1 判决书',
    RULING: '2 裁定书',
    DECISION: '3 决定书',
    MEDIATION: '4 调解书',
  }),
  ZX: ownCodes<Court.PrincipalPenalty>({
    PUBLIC_SURVEILLANCE: '1 管制',
    CRIMINAL_DETENTION: '2 拘役',
    FIXED_TERM: '3 有期徒刑 有期',
    LIFE: '4 无期徒刑 无期',
    DEATH: '5 死刑',
    DEATH_SUSPENDED: '6 死缓 死刑缓期二年执行',
  }),
  FJX: ownCodes<Court.AccessoryPenaltyFact['penalty']>({
    FINE: '1 罚金',
    DEPRIVE_POLITICAL_RIGHTS: '2 剥夺政治权利 剥权',
    CONFISCATION: '3 没收财产',
    DEPORTATION: '4 驱逐出境',
  }),
  SCPX: ownCodes<Court.PropertyOrderFact['order']>({
    RESTITUTION: '1 责令退赔 退赔',
    RECOVERY: '2 追缴',
    CONFISCATE_TOOLS: '3 没收犯罪工具',
  }),
  JZL: ownCodes<Court.ProhibitionOrderFact['order']>({
    ACTIVITY: '1 特定活动',
    PLACE: '2 特定区域场所',
    PERSON: '3 特定的人',
  }),
  ZYJWYY: ownCodes<Court.TemporaryServiceDecisionFact['reason']>({
    SERIOUS_ILLNESS: '1 严重疾病',
    PREGNANT_OR_NURSING: '2 怀孕或哺乳',
    UNABLE_SELF_CARE: '3 生活不能自理',
  }),
  CXLX: ownCodes<Court.RevocationRulingFact['revocation']>({
    REVOKE_PROBATION: '1 撤销缓刑',
    REVOKE_PAROLE: '2 撤销假释',
    RECALL: '3 收监执行',
  }),
  CDJG: ownCodes<'GRANTED' | 'REFUSED'>({ GRANTED: '1 准予 准许', REFUSED: '2 不准予 不予准许' }),
  ZJZL: ownCodes<Court.CivilJudgmentFact['evidenceKinds'][number]>({
    IOU: 'JT 借条',
    BANK_TRANSFER: 'ZZ 银行转账记录',
    CONTRACT: 'HT 合同',
    TESTIMONY: 'ZR 证人证言',
    CHAT_RECORD: 'LT 聊天记录',
    INVOICE: 'FP 发票',
  }),
} as const;
