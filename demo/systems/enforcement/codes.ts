import type * as Enforcement from '../../lives/enforcement-facts.js';
import { type OwnCodes, ownCodes } from '../own-codes.js';

/** The execution system's own code lists by dictionary name. */
export const enforcementCodes = {
  AJLX: ownCodes<Enforcement.EnforcementCaseFact['basis']>({
    CIVIL: '01 民事 1',
    ADMINISTRATIVE: '02 行政 2',
    CRIMINAL_PROPERTY: '03 刑事涉财产 3 刑事裁判涉财产部分',
    NON_LITIGATION: '04 非诉行政 4',
    ARBITRATION: '05 仲裁 5',
    NOTARY: '06 公证债权文书 6',
  }),
  JAFS: ownCodes<NonNullable<Enforcement.EnforcementCaseFact['closingMode']>>({
    PERFORMED: '1 执行完毕',
    TERMINATED_THIS_ROUND: '2 终结本次执行程序 终本',
    TERMINATED: '3 终结执行',
    CANCELLED: '4 销案',
    REFUSED: '5 不予执行',
    DISMISSED: '6 驳回申请',
  }),
  CCLX: ownCodes<Enforcement.AssetFindingFact['asset']>({
    DEPOSIT: '10 银行存款 存款',
    REAL_ESTATE: '20 不动产 房产',
    VEHICLE: '30 车辆',
    EQUITY: '40 股权',
    PENSION: '50 养老金',
    PAYMENT_ACCOUNT: '60 网络支付账户',
  }),
  CCLY: ownCodes<Enforcement.AssetFindingFact['source']>({
    NETWORK_QUERY: '1 网络查控 总对总',
    APPLICANT: '2 申请执行人提供',
    REAL_ESTATE_REGISTER: '3 不动产登记机构',
    VEHICLE_REGISTER: '4 车辆管理所',
    BUSINESS_REGISTER: '5 市场监管部门',
    BANK: '6 银行',
  }),
  CCZT: ownCodes<Enforcement.AssetFindingFact['status']>({
    FREE: '0 未处置',
    SEIZED: '1 已查封',
    SEIZED_ELSEWHERE: '2 他案查封 轮候',
    MORTGAGED: '3 已抵押',
    EXEMPT: '4 豁免执行',
    DISPOSED: '5 已处置',
  }),
  CSLX: ownCodes<Enforcement.EnforcementMeasureFact['measure']>({
    SEAL: '01 查封',
    SEIZE: '02 扣押',
    FREEZE: '03 冻结',
    AUCTION: '04 拍卖',
    DETAIN: '05 拘留',
    FINE: '06 罚款',
    CONSUMPTION_LIMIT: '07 限制消费 限高',
    DISHONEST_LIST: '08 纳入失信名单 失信',
  }),
} as const satisfies Readonly<Record<string, OwnCodes<never>>>;
