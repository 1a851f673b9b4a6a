import type { PaymentStatus, SubsidyKind } from '../../lives/register-facts.js';
import { ownCodes } from '../own-codes.js';

/** The fund system's own code lists, by the column that carries them. */
export const subsidyCodes = {
  BTZL: ownCodes<SubsidyKind>({
    FARMLAND_FERTILITY: '01 耕地地力保护补贴 地力补贴 粮食直补 1',
    GRAIN_GROWERS: '02 实际种粮农民一次性补贴 种粮补贴',
    MACHINERY: '03 农机购置与应用补贴 农机补贴',
    HOUSING: '08 农村危房改造补助 危房改造',
    MINIMUM_LIVING: '09 最低生活保障 低保 农村低保',
    OLD_AGE: '12 高龄津贴 高龄补贴',
    FUNERAL_GRANT: '99 其他补贴 其他',
  }),
  FFZT: ownCodes<PaymentStatus>({ PAID: '1 已发放 成功', RETURNED: '2 退票 失败', RECOVERED: '3 已追回 追缴' }),
} as const;
