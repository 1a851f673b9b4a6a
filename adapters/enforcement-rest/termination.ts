import { entity, flag, money, text } from 'plumbline/sdk';
import { day } from './days.js';
import { caseNumber, clean, ownership, record, resource } from './record.js';

export const terminationRuling = entity('TerminationRuling', {
  table: resource('zbcd', 'cdId', 'ah'),
  key: 'cdId',
  ...record,
  fields: {
    id: text('cdId', clean),
    caseNumber,
    date: day('cdRq'),
    notice: flag('sfFtzs'),
    propertyReport: flag('sfCcbg'),
    consumptionLimit: flag('sfXgxf'),
    exhaustedSearch: flag('sfQjcc'),
    threeMonths: flag('sfMsgy'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber'],
});

export const fundDisbursement = entity('FundDisbursement', {
  table: resource('akff', 'ffId', 'ah'),
  key: 'ffId',
  ...record,
  fields: {
    id: text('ffId', clean),
    caseNumber,
    receivedAt: day('dzRq'),
    paidOutAt: day('ffRq'),
    amount: money('je'),
    ...ownership,
  },
  lookups: ['id', 'caseNumber'],
});
