import { date, entity } from 'plumbline/sdk';
import { coded, recordNumber } from './codecs.js';
import { alive, partyFields } from './record.js';
import { violation } from './violation.js';

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
