import {
  type Codec,
  citizenId,
  code,
  dateTime,
  enumeration,
  flag,
  personName,
  type RestResource,
  type Test,
  text,
} from 'plumbline/sdk';

/** Columns that the system fills itself: every value has one spelling. */
export const clean = { clean: true } as const;

/** When a record was written, to the second. */
const written: Codec<string> = { ...dateTime('gxsj'), seek: notBefore };

// The second may have begun before the instant: what is found is held to that again.
function notBefore(test: Test) {
  if (test.op !== 'ge') return null;
  const second = secondOf(test.value);
  return second === null
    ? null
    : ({ condition: { op: 'ge', column: 'gxsj', value: second, type: 'text' }, exact: false } as const);
}

/** As the bureau writes it: `yyyymmddhhmmss`, Beijing time. */
function secondOf(instant: unknown): string | null {
  const at = Date.parse(String(instant));
  return Number.isNaN(at) ? null : new Date(at + beijingMs).toISOString().slice(0, 19).replace(/\D/g, '');
}

const beijingMs = 8 * 3_600_000;

/** What the bureau keeps of every record beside its key: soft deletion, secrecy, and when it was written. */
export const record = {
  alive: { column: 'yxbz', dead: ['0'] },
  excluded: [{ column: 'mj', is: ['2', '3', '4'] }],
  updated: written,
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
