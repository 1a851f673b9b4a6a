import type {
  EmploymentKind,
  PaymentStatus,
  PensionEntitlementFact,
  PensionScheme,
} from '../../lives/register-facts.js';
import { ownCodes } from '../own-codes.js';

/** The social security bureau's own code lists by dictionary name. */
export const socialSecurityCodes = {
  XZ: ownCodes<PensionScheme>({
    ENTERPRISE: '110 企业职工基本养老保险 企业养老 11',
    PUBLIC_INSTITUTION: '120 机关事业单位养老保险 机关养老 12',
    RESIDENT: '170 城乡居民基本养老保险 居民养老 17',
  }),
  DYZT: ownCodes<PensionEntitlementFact['status']>({
    ACTIVE: '1 正常发放 正常',
    SUSPENDED: '2 暂停',
    ENDED: '3 终止 注销',
  }),
  FFZT: ownCodes<PaymentStatus>({ PAID: '1 发放成功 成功', RETURNED: '2 退票', RECOVERED: '3 已追回' }),
  RYLB: ownCodes<EmploymentKind>({
    CIVIL_SERVANT: '01 公务员 公务员身份',
    PUBLIC_INSTITUTION: '02 事业单位工作人员 事业编',
    VILLAGE_CADRE: '03 村(社区)干部 村干部',
    STATE_ENTERPRISE: '04 国有企业管理人员 国企管理',
    CONTRACT: '09 其他聘用人员 合同工',
  }),
} as const;
