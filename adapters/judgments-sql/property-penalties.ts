import { date, entity, enumeration, integer, money, text } from 'plumbline/sdk';
import { clean, defendant, ownership, record } from './record.js';

export const accessoryPenalty = entity('AccessoryPenalty', {
  table: 'T_XS_FJX',
  ...record,
  fields: {
    ...defendant,
    kind: enumeration(
      'FJXZL',
      {
        FINE: ['1', '罚金'],
        DEPRIVE_POLITICAL_RIGHTS: ['2', '剥夺政治权利', '剥权'],
        CONFISCATION: ['3', '没收财产'],
        DEPORTATION: ['4', '驱逐出境'],
      },
      clean,
    ),
    amount: money('JE'),
    months: integer('BQQX', clean),
    payBy: date('JNQX'),
    paidAmount: money('YJJE'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'citizenId'],
});

export const propertyOrder = entity('PropertyOrder', {
  table: 'T_XS_SCPX',
  ...record,
  fields: {
    ...defendant,
    kind: enumeration(
      'PXZL',
      { RESTITUTION: ['1', '责令退赔', '退赔'], RECOVERY: ['2', '追缴'], CONFISCATE_TOOLS: ['3', '没收犯罪工具'] },
      clean,
    ),
    amount: money('JE'),
    victims: text('SHR'),
    transferredToEnforcementDate: date('YSZXRQ'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber', 'citizenId'],
});
