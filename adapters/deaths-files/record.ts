import { citizenId, code, date, entity, enumeration, flag, personName, text } from 'plumbline/sdk';

/** Columns that the registers' systems fill themselves: every value has one spelling. */
const clean = { clean: true } as const;

export const deathRecord = entity('DeathRecord', {
  table: 'SWDJ',
  key: 'SWJLBH',
  alive: { column: 'SFYX', dead: ['0'] },
  excluded: [{ column: 'MJ', is: ['秘密', '机密', '绝密'] }],
  updated: 'GXSJ',
  fields: {
    id: text('SWJLBH', clean),
    citizenId: citizenId('SFZHM'),
    name: personName('XM'),
    deathDate: date('SWRQ'),
    place: text('SWDD'),
    deathPlaceDivisionCode: code('SWDXZQH', 'GB/T 2260', clean),
    certificateNumber: text('SWZMBH'),
    register: enumeration('XXLY', {
      PUBLIC_SECURITY: ['1', '公安', '户籍注销'],
      HEALTH: ['2', '卫健', '死亡医学证明'],
      FUNERAL: ['3', '殡葬', '火化'],
      CIVIL_AFFAIRS: ['4', '民政'],
    }),
    registeredAt: date('DJRQ'),
    funeralDate: date('HHRQ'),
    agencyCode: text('JGDM', clean),
    jurisdictionDivisionCode: code('XZQH', 'GB/T 2260', clean),
    sealed: flag('FCBZ', clean),
  },
  lookups: ['id', 'citizenId'],
});
