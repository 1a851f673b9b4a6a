import type { CompanyOfficerFact, Profession, ProfessionalLicenceFact } from '../../lives/register-facts.js';
import { ownCodes } from '../own-codes.js';

/** The approval bureau's own code lists, by the column that carries them. */
export const licenceCodes = {
  zylb: ownCodes<Profession>({
    LAWYER: '01 律师 执业律师',
    NOTARY: '03 公证员 公证',
    PHYSICIAN: '05 医师 执业医师',
    NURSE: '06 护士 执业护士',
    TEACHER: '07 教师 教师资格',
    CONSTRUCTOR: '08 建造师 注册建造师',
  }),
  zyzt: ownCodes<ProfessionalLicenceFact['status']>({
    VALID: '1 有效 正常',
    SUSPENDED: '2 暂停执业 停业',
    REVOKED: '3 吊销',
    CANCELLED: '4 注销',
    EXPIRED: '5 过期 失效',
  }),
  zw: ownCodes<CompanyOfficerFact['office']>({
    LEGAL_REPRESENTATIVE: '10 法定代表人 法人代表',
    DIRECTOR: '20 董事',
    SUPERVISOR: '30 监事',
    SENIOR_MANAGER: '40 高级管理人员 经理',
  }),
} as const;
