import {
  citizenId,
  code,
  dateTime,
  enumeration,
  flag,
  limitedTime,
  personName,
  type RestResource,
  text,
} from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** What the bureau keeps of every record beside its key: soft deletion, secrecy, and when it was written. */
export const record = {
  alive: { column: 'yxbz', dead: ['0'] },
  excluded: [{ column: 'mj', is: ['2', '3', '4'] }],
  updated: limitedTime(dateTime('gxsj'), 'yyyymmddhhmmss'),
} as const;

/** A service of the platform, its record key, in whose order rows come, and the columns that it may be filtered by beside it. */
export const service = (name: string, key: string, ...equals: readonly string[]): RestResource => ({
  path: `/share/v1/${name}`,
  equals: [key, ...equals, 'jgdm', 'xzqh'],
  sorted: key,
  ranges: { gxsj: { from: 'updatedFrom', write: String } },
});

/** Whose pension, under which scheme; every service of pensions says it alike. */
export const pension = {
  entitlementNo: text('dybh', clean),
  citizenId: citizenId('sfzh'),
  name: personName('xm'),
  scheme: enumeration('xz', {
    ENTERPRISE: ['110', '企业职工基本养老保险', '企业养老', '11'],
    PUBLIC_INSTITUTION: ['120', '机关事业单位养老保险', '机关养老', '12'],
    RESIDENT: ['170', '城乡居民基本养老保险', '居民养老', '17'],
  }),
} as const;

/** Whose the record is. The system fills these columns itself. */
export const ownership = {
  agencyCode: text('jgdm', clean),
  jurisdictionDivisionCode: code('xzqh', 'GB/T 2260', clean),
  sealed: flag('fcbz', clean),
} as const;
