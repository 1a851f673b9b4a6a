import { citizenId, code, creditCode, date, entity, enumeration, flag, list, money, text } from 'plumbline/sdk';
import { coded, partyName, partyOrganizationName, recordNumber } from './codecs.js';

/** Agency, party and management, which every table has. */
export const shared = {
  agencyCode: creditCode('JGDM'),
  jurisdictionDivisionCode: code('XZQH', 'GB/T 2260'),
  citizenId: citizenId('DSRZJHM'),
  name: partyName,
  sealed: flag('FCBZ'),
} as const;

const party = { creditCode: creditCode('TYSHXYDM'), organizationName: partyOrganizationName } as const;
export const partyFields = { ...shared, ...party } as const;

/** Records that a bureau took back. */
export const alive = { column: 'SFYX', dead: ['0', '否', 'N'] } as const;

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
const violation = { violationItemCode: enumeration('WFSXBM', violationItems), violationName: text('WFSX') } as const;

export const administrativeCase = entity('AdministrativeCase', {
  table: 'XZCFAJ',
  key: 'AJBH',
  fields: {
    caseNo: recordNumber('AJBH'),
    ...partyFields,
    ...violation,
    caseSource: coded('AJLY', {
      INSPECTION: ['1', '监督检查', '检查'],
      COMPLAINT: ['2', '投诉举报', '举报'],
      TRANSFER: ['3', '部门移送', '移送'],
      OTHER: ['9', '其他'],
    }),
    filedDate: date('LARQ'),
    closedDate: date('JARQ'),
    status: coded('AJZT', {
      OPEN: ['1', '在办', '办理中'],
      DECIDED: ['2', '已决定', '已处罚'],
      TRANSFERRED: ['3', '已移送', '移送公安'],
      CLOSED: ['4', '已结案', '结案'],
      DROPPED: ['5', '已撤案', '不予处罚'],
    }),
  },
  lookups: ['caseNo', 'citizenId', 'creditCode'],
  alive,
  updated: 'GXSJ',
});

export const administrativePenalty = entity('AdministrativePenalty', {
  table: 'XZCFJD',
  key: 'CFJDSWH',
  fields: {
    decisionNumber: recordNumber('CFJDSWH'),
    caseNo: recordNumber('AJBH'),
    ...partyFields,
    ...violation,
    decidedDate: date('CFJDRQ'),
    servedDate: date('SDRQ'),
    penalties: list('CFZL', (column) =>
      coded(column, {
        WARNING: ['01', '警告'],
        CRITICISM: ['02', '通报批评'],
        FINE: ['03', '罚款'],
        CONFISCATE_GAINS: ['04', '没收违法所得'],
        CONFISCATE_GOODS: ['05', '没收非法财物'],
        SUSPEND_LICENCE: ['06', '暂扣许可证件'],
        LOWER_QUALIFICATION: ['07', '降低资质等级'],
        REVOKE_LICENCE: ['08', '吊销许可证件'],
        RESTRICT_BUSINESS: ['09', '限制开展生产经营活动'],
        STOP_BUSINESS: ['10', '责令停产停业'],
        CLOSE_DOWN: ['11', '责令关闭'],
        BAN_OCCUPATION: ['12', '限制从业'],
        DETENTION: ['13', '行政拘留'],
      }),
    ),
    goodsValue: money('HZJE'),
    illegalAmount: money('WFSDJE'),
    fineAmount: money('FKJE'),
    payBy: date('JNQX'),
    performedAt: date('LXRQ'),
    reconsidered: flag('SFFY'),
    litigated: flag('SFSS'),
    demandServedDate: date('CGSRQ'),
    enforcementApplicationDate: date('SQZXRQ'),
    published: flag('SFGS'),
  },
  lookups: ['decisionNumber', 'caseNo', 'citizenId', 'creditCode'],
  alive,
  updated: 'GXSJ',
});
