import type { PersonFact } from '../../lives/person-facts.js';
import type { OwnRow } from '../own-tables.js';
import { olderEthnicity, policeCodes } from './codes.js';
import { internal, type PoliceDesk } from './desk.js';

/** One person of the population register; a few were registered twice. */
export function populationRows(person: PersonFact, desk: PoliceDesk): readonly OwnRow[] {
  const row = populationRow(person, desk);
  const isTwice = !desk.life.pinned && desk.dirt.befalls('DUPLICATE', desk.cell(person, 'RYID'));
  // The second registration is the older one: without the columns that were added later.
  return isTwice
    ? [row, { ...row, RYID: desk.next('37'), XZZXZQH: null, XZZXZ: null, LXDH: null, GXSJ: '2012-06-30 00:00:00' }]
    : [row];
}

function populationRow(person: PersonFact, { dirt, life, cell, next }: PoliceDesk): OwnRow {
  const sex = policeCodes.XB[person.sexCode];
  const number = person.idTypeCode === '111' ? person.citizenId : null;
  return {
    RYID: next('37'),
    // The register is the authority for the number itself: here it is clean.
    GMSFHM: person.citizenId,
    ZJZL: person.idTypeCode,
    ZJHM: number,
    XM: dirt.name(person.name, cell(person, 'XM'), person.formerName),
    CYM: person.formerName,
    BM: person.alias,
    XBDM: dirt.code(sex.code, sex.older, cell(person, 'XBDM')),
    CSRQ: dirt.date(person.birthDate, cell(person, 'CSRQ')),
    MZDM: dirt.code(person.ethnicityCode, olderEthnicity(person.ethnicityCode), cell(person, 'MZDM')),
    GJDM: dirt.code(person.nationalityCode, ['中国', '156'], cell(person, 'GJDM')),
    HJDXZQH: person.householdDivision,
    HJDXZ: dirt.text(person.householdAddress, cell(person, 'HJDXZ')),
    XZZXZQH: person.residenceTownship,
    XZZXZ: dirt.text(person.residenceAddress, cell(person, 'XZZXZ')),
    LXDH: person.phone,
    WHCDDM: person.educationCode,
    HYZKDM: person.maritalCode,
    ZZMMDM: person.politicalCode,
    CYZKDM: person.employmentCode,
    ZYDM: person.occupationCode,
    FWCS: dirt.text(person.employer, cell(person, 'FWCS')),
    RESERVATION08: person.publicOfficial ? '1' : null,
    // A fake default would read as a death: this column is kept empty, and watched.
    SWRQ: person.deathDate === null ? null : dirt.date(person.deathDate, cell(person, 'SWRQ')),
    SWXXLY: person.deathSource,
    XPBH: person.photoRef,
    ZWCJBZ: person.biometricEnrolled ? '1' : '0',
    XZQH: person.householdDivision,
    TBDWDM: `${person.householdDivision}000000`,
    FCBZ: '0',
    SFYX: life.isExcluded ? '0' : '1',
    GXSJ: life.pinned ? '2024-01-01 00:00:00' : '2022-12-31 00:00:00',
    ...internal,
  };
}
