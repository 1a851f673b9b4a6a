import { caseNumber, date, entity, enumeration, flag, list, money, text } from 'plumbline/sdk';
import { clean, id, ownership, record } from './record.js';

const { sealed: _sealed, ...civilOwnership } = ownership;

export const civilJudgment = entity('CivilJudgment', {
  table: 'T_MS_CP',
  ...record,
  fields: {
    id,
    judgmentId: text('WSBH', clean),
    caseNumber: caseNumber('AH'),
    claimAmount: money('SQBD'),
    awardAmount: money('PJJE'),
    defaultJudgment: flag('SFQX', clean),
    mediated: flag('SFTJ', clean),
    sameDayMediation: flag('SFDRTJ', clean),
    performanceDeadline: date('LXQX'),
    evidenceKinds: list('ZJZL', (column) =>
      enumeration(column, {
        IOU: 'JT',
        BANK_TRANSFER: 'ZZ',
        CONTRACT: 'HT',
        TESTIMONY: 'ZR',
        CHAT_RECORD: 'LT',
        INVOICE: 'FP',
      }),
    ),
    ...civilOwnership,
  },
  lookups: ['id', 'caseNumber', 'judgmentId'],
});
