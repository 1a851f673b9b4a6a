import { type Codec, citizenId, code, date, entity, flag, personName, text } from 'plumbline/sdk';
import { keyedService, record } from './record.js';

/** The register is the authority for the number: it is written there with 18 digits, or with the 15 of before 1999. */
const registered: Codec<string> = spelledPlainly(citizenId('GMSFHM'));

function spelledPlainly(codec: Codec<string>): Codec<string> {
  const { spelling } = codec;
  if (spelling === null) return codec;
  return {
    ...codec,
    spelling: { ...spelling, of: (value) => spelling.of(value).filter((raw) => /^[\dX]+$/.test(raw)) },
  };
}

const marked = flag('RESERVATION08');

/** 备用8:公职人员标志: 1 yes, empty no. */
const publicOfficial: Codec<boolean> = {
  ...marked,
  read: (raw) => (raw.RESERVATION08 === null ? { value: false, flags: [] } : marked.read(raw)),
  seek: () => null,
};

/** 常住人口基本信息: what the police know of persons whom other agencies hold too. */
export const person = entity('Person', {
  table: keyedService('QGRK_JBXX', 'RYID', 'GMSFHM'),
  key: 'RYID',
  contributes: 'fields',
  ...record,
  fields: {
    citizenId: registered,
    idTypeCode: code('ZJZL', 'GA/T 2000.156'),
    idNumber: text('ZJHM'),
    name: personName('XM'),
    formerName: text('CYM'),
    alias: text('BM'),
    sexCode: code('XBDM', 'GB/T 2261.1'),
    birthDate: date('CSRQ'),
    ethnicityCode: code('MZDM', 'GB/T 3304'),
    nationalityCode: code('GJDM', 'GB/T 2659'),
    // Keeps the edition of its day: former codes are not brought to the present ones.
    householdDivisionCode: text('HJDXZQH'),
    householdAddress: text('HJDXZ'),
    residenceDivisionCode: code('XZZXZQH', 'GB/T 2260'),
    residenceAddress: text('XZZXZ'),
    phone: text('LXDH'),
    educationCode: code('WHCDDM', 'GB/T 4658'),
    maritalCode: code('HYZKDM', 'GB/T 2261.2'),
    politicalCode: code('ZZMMDM', 'GB/T 4762'),
    employmentCode: code('CYZKDM', 'GB/T 2261.4'),
    occupationCode: code('ZYDM', 'GB/T 6565'),
    employer: text('FWCS'),
    publicOfficial,
    deathDate: date('SWRQ'),
    deathSource: text('SWXXLY'),
    photoRef: text('XPBH'),
    biometricEnrolled: flag('ZWCJBZ'),
  },
  lookups: ['citizenId'],
});
