import { homeDivision } from './divisions.js';
import type { PersonFact } from './person-facts.js';

/**
 * The person of the README's tour: known to all five agencies and to two registers, the same at every scale and seed.
 * All numbers are synthetic; the citizen id has a valid check digit and belongs to nobody.
 */
export const samplePerson = {
  citizenId: '371422198805120052',
  name: '于建国',
  division: homeDivision,
  correctionSubjectNo: '3714222025000001',
  courtCaseNumber: '(2025)鲁1422刑初18号',
  civilCaseNumber: '(2025)鲁1422民初907号',
  enforcementCaseNumber: '(2026)鲁1422执311号',
  policeCaseNumber: 'A3714225100002025050001',
  publicOrderCaseNumber: '宁公(治)立字〔2024〕88号',
  adminCaseNumber: '宁市监立〔2026〕7号',
  adminDecisionNumber: '宁市监罚字〔2026〕7号',
  /** Where his land is. */
  villageCode: '371422101201',
  villageName: '柴胡前刘村',
  /** And the year. */
  subsidyProjectNo: 'XM371422-CHD-07',
} as const;

/** The sample person's identity as the population register has it. */
export const samplePersonFact: PersonFact = {
  key: 'sample',
  citizenId: samplePerson.citizenId,
  idTypeCode: '111',
  name: samplePerson.name,
  formerName: '于建军',
  alias: null,
  sexCode: '1',
  birthDate: '1988-05-12',
  ethnicityCode: '01',
  nationalityCode: 'CHN',
  householdDivision: homeDivision,
  householdAddress: '山东省德州市宁津县柴胡店镇前李村36号',
  residenceDivision: homeDivision,
  residenceTownship: '371422001',
  residenceAddress: '山东省德州市宁津县宁城街道正阳路12号',
  phone: '13905340018',
  educationCode: '70',
  maritalCode: '20',
  politicalCode: '13',
  employmentCode: '30',
  occupationCode: '4',
  employer: '宁津县津城商贸有限公司',
  publicOfficial: false,
  deathDate: null,
  deathSource: null,
  photoRef: 'photo/371422/2025/000001.jpg',
  biometricEnrolled: true,
};
