import { enumeration } from 'plumbline/sdk';

/** 治安管理处罚法条款: the articles of the law of 2026; gambling stood in article 70 before. */
export const violationCode = enumeration('WFXWDM', {
  ZA26: '26',
  ZA30: '30',
  ZA36: '36',
  ZA37: '37',
  ZA50: '50',
  ZA51: '51',
  ZA52: '52',
  ZA53: '53',
  ZA58: '58',
  ZA59: '59',
  ZA61: '61',
  ZA72: '72',
  ZA78: '78',
  ZA82: ['82', '70'],
  ZA84: '84',
});
