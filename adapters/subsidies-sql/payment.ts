import { citizenId, code, date, entity, enumeration, flag, integer, money, mu, personName, text } from 'plumbline/sdk';
import { agencyCode, clean, record, subsidy } from './record.js';

const village = code('CDM', 'GB/T 2260', clean);

export const subsidyPayment = entity('SubsidyPayment', {
  table: 'SN_FF',
  ...record,
  fields: {
    paymentNo: text('FFBH', clean),
    ...subsidy,
    citizenId: citizenId('SFZHM'),
    name: personName('XM'),
    year: integer('ND', clean),
    villageCode: village,
    villageName: text('CMC'),
    amount: money('JE'),
    areaMu: mu('BTMJ'),
    contractedAreaMu: mu('CBMJ'),
    account: text('YHZH'),
    accountHolderName: personName('ZHXM'),
    accountHolderCitizenId: citizenId('ZHSFZHM'),
    paidAt: date('FFRQ'),
    status: enumeration('FFZT', {
      PAID: ['1', '已发放', '成功'],
      RETURNED: ['2', '退票', '失败'],
      RECOVERED: ['3', '已追回', '追缴'],
    }),
    published: flag('SFGS', clean),
    handler: text('JBR'),
    agencyCode,
    // A villager's account ends at the village.
    jurisdictionDivisionCode: village,
    sealed: flag('SFFC', clean),
  },
  lookups: ['paymentNo', 'projectNo', 'citizenId', 'accountHolderCitizenId'],
});
