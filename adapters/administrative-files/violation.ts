import { enumeration, text } from 'plumbline/sdk';

/** Items of the bureaus' lists of powers, as codes of `violation-items`. */
const violationItems = {
  'MARKET.FOOD': 'SC001',
  'MARKET.QUALITY': 'SC003',
  'MARKET.FALSE_ADVERT': 'SC014',
  'ECOLOGY.HAZARDOUS': 'HB007',
  'TOBACCO.UNLICENSED': 'YC003',
  'CITY.OCCUPATION': 'ZF021',
  'TRANSPORT.OVERLOAD': 'JT009',
  'RESOURCES.FARMLAND': 'ZR002',
} as const;
export const violation = {
  violationItemCode: enumeration('WFSXBM', violationItems),
  violationName: text('WFSX'),
} as const;
