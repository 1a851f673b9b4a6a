import { date, dateTime, entity, enumeration, flag, money, personName, text } from 'plumbline/sdk';
import { holder, number, ownership, record, service } from './record.js';

export const suspect = entity('Suspect', {
  table: service('ASJ_XYRXX', 'RYBH', 'AJBH', 'ZJHM'),
  key: 'RYBH',
  ...record,
  fields: {
    suspectNo: number('RYBH'),
    caseNumber: number('AJBH'),
    citizenId: holder,
    name: personName('XM'),
    role: enumeration('ZADW', {
      PRINCIPAL: ['1', '主犯', '01'],
      ACCESSORY: ['2', '从犯', '02'],
      SOLE: ['3', '单独作案', '03'],
    }),
    offenceDate: date('ZASJ'),
    wanted: flag('ZTBZ'),
    wantedDate: date('RESERVATION06'),
    minor: flag('WCNBZ'),
    ...ownership,
  },
  lookups: ['suspectNo', 'caseNumber', 'citizenId'],
});

export const seizedProperty = entity('SeizedProperty', {
  table: service('ASJ_SACW', 'CWBH', 'AJBH'),
  key: 'CWBH',
  ...record,
  fields: {
    id: number('CWBH'),
    caseNumber: number('AJBH'),
    item: text('CWMC'),
    value: money('CWJZ'),
    seizedAt: dateTime('KYSJ'),
    status: enumeration('CWZTDM', {
      HELD: ['1', '在押', '扣押中'],
      RETURNED: ['2', '发还'],
      TRANSFERRED: ['3', '移送'],
      DESTROYED: ['4', '销毁'],
    }),
    transferredWithCase: flag('SAYSBZ'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber'],
});
