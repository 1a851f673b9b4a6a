import { code, date, entity, flag, personName, text } from 'plumbline/sdk';
import { publicOfficial, registered } from './person-codecs.js';
import { keyedService, record } from './record.js';

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
