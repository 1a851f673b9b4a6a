import type * as Corrections from '../../lives/correction-facts.js';
import { ownCodes } from '../own-codes.js';

/** The corrections system's own code lists, by the column that carries them. */
export const correctionCodes = {
  jzlb: ownCodes<Corrections.CorrectionSubjectFact['correctionType']>({
    PUBLIC_SURVEILLANCE: '01 管制 1',
    PROBATION: '02 缓刑 2',
    PAROLE: '03 假释 3',
    TEMPORARY_SERVICE_OUTSIDE_PRISON: '04 暂予监外执行 4 保外就医',
  }),
  gllb: ownCodes<Corrections.CorrectionSubjectFact['managementLevel']>({
    STRICT: '1 严管 A',
    GENERAL: '2 普管 B',
    LENIENT: '3 宽管 C',
  }),
  jzzt: ownCodes<Corrections.CorrectionSubjectFact['status']>({
    PENDING_REPORT: '10 待报到',
    IN_CORRECTION: '20 在矫 在册',
    SUSPENDED: '30 中止',
    TRANSFERRED_OUT: '40 转出',
    RELEASED: '50 解矫 已解矫',
    TERMINATED: '60 终止 收监',
  }),
  fxdj: ownCodes<Corrections.CorrectionSubjectFact['riskLevel']>({ HIGH: '3 高', MEDIUM: '2 中', LOW: '1 低' }),
  pgyj: ownCodes<'SUITABLE' | 'UNSUITABLE'>({ SUITABLE: '1 适宜社区矫正 适宜', UNSUITABLE: '2 不适宜社区矫正 不适宜' }),
  bdfs: ownCodes<Corrections.CheckInFact['mode']>({
    IN_PERSON: '01 当面报到 当面',
    PHONE: '02 电话报告 电话',
    APP: '03 手机APP APP',
    WRITTEN: '04 书面报告 书面',
    VIDEO: '05 视频点名 视频',
  }),
  mbyy: ownCodes<'LEAVE' | 'HOSPITAL' | 'CUSTODY'>({ LEAVE: '1 请假', HOSPITAL: '2 住院', CUSTODY: '3 羁押' }),
  sblx: ownCodes<'PHONE' | 'WRISTBAND'>({ PHONE: '1 手机', WRISTBAND: '2 电子腕带 腕带' }),
  gjlx: ownCodes<Corrections.LocationAlertFact['alert']>({
    FENCE_EXIT: '1 越界',
    TAMPER: '2 破坏',
    SEPARATION: '3 人机分离',
    LOW_BATTERY: '4 低电量 电量低',
    LOST: '5 失联',
  }),
  jclx: ownCodes<Corrections.RewardPunishmentFact['reward']>({
    COMMEND: '11 表扬',
    REPRIMAND: '21 训诫',
    WARNING: '22 警告',
    PUBLIC_ORDER_REQUEST: '23 提请治安处罚',
    COMMUTATION_PROPOSAL: '12 提请减刑',
    REVOKE_PROBATION: '31 提请撤销缓刑',
    REVOKE_PAROLE: '32 提请撤销假释',
    RECALL: '33 收监执行建议',
    ARREST_REQUEST: '34 提请逮捕',
  }),
  spjg: ownCodes<'GRANTED' | 'REFUSED' | 'PENDING'>({ GRANTED: '1 同意', REFUSED: '2 不同意', PENDING: '0 审批中' }),
  fdlx: ownCodes<Corrections.CounsellingFact['counselling']>({
    INDIVIDUAL: '1 个别谈心',
    GROUP: '2 团体辅导',
    ASSESSMENT: '3 心理测评',
    CRISIS: '4 危机干预',
  }),
  zzlx: ownCodes<Corrections.TerminationFact['termination']>({
    PROBATION_REVOKED: '1 撤销缓刑',
    PAROLE_REVOKED: '2 撤销假释',
    RECALLED: '3 收监执行',
    DEATH: '4 死亡',
  }),
  tsqd: ownCodes<Corrections.SubjectComplaintFact['channel']>({ APP: '1 APP', LETTER_OR_VISIT: '2 信访' }),
  tslb: ownCodes<Corrections.SubjectComplaintFact['category']>({
    RECORD_MISSING: '1 记录缺失',
    TREATMENT: '2 监管行为',
    CHARGES: '3 控告检举',
    OTHER: '9 其他',
  }),
} as const;
