import { citizenId, code, creditCode, date, entity, enumeration, money, personName, text } from 'plumbline/sdk';

/** Columns that the centre's system fills itself: every value has one spelling. */
const clean = { clean: true } as const;

export const procurementBid = entity('ProcurementBid', {
  table: 'TB',
  key: 'tbbh',
  alive: { column: 'sfyx', dead: ['0'] },
  excluded: [{ column: 'mj', is: ['秘密', '机密', '绝密'] }],
  updated: 'gxsj',
  fields: {
    bidNo: text('tbbh', clean),
    projectNo: text('xmbh', clean),
    projectName: text('xmmc'),
    purchaserCode: text('cgrdm', clean),
    purchaserName: text('cgrmc'),
    creditCode: creditCode('tbrxydm'),
    organizationName: text('tbrmc'),
    legalRepresentativeName: personName('fddbr'),
    legalRepresentativeCitizenId: citizenId('fddbrsfzh'),
    controllerName: personName('sjkzr'),
    controllerCitizenId: citizenId('sjkzrsfzh'),
    bidDate: date('tbrq'),
    bidAmount: money('tbje'),
    result: enumeration('tbjg', {
      WON: ['1', '中标', '成交'],
      LOST: ['2', '未中标', '落标'],
      REJECTED: ['3', '否决', '废标'],
    }),
    awardedDate: date('zbrq'),
    awardAmount: money('zbje'),
    agencyCode: text('jgdm', clean),
    jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', clean),
  },
  lookups: ['bidNo', 'creditCode', 'legalRepresentativeCitizenId', 'controllerCitizenId'],
});
