import { date, entity, flag, list, money } from 'plumbline/sdk';
import { coded, recordNumber } from './codecs.js';
import { alive, partyFields } from './record.js';
import { violation } from './violation.js';

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
