import type { Reading } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { caseNumberSpellings, parseCaseNumber, readCaseNumber } from '../../schema/values/case-number.js';
import { citizenIdFacts, citizenIdSpellings, citizenIdTraces, readCitizenId } from '../../schema/values/citizen-id.js';
import { creditCodeFacts, creditCodeSpellings, readCreditCode } from '../../schema/values/credit-code.js';
import { documentNumberSpellings, readDocumentNumber } from '../../schema/values/document-number.js';
import {
  policeNumberSpellings,
  readPoliceCaseNumber,
  readPolicePersonNumber,
} from '../../schema/values/police-number.js';
import type { Codec, Seek } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { type RawCondition, rawAny } from '../raw.js';
import { formOf } from './form.js';
import { seekPresence, seekText } from './seek.js';
import { type Oddness, odd } from './shapes.js';

/**
 * A citizen id (公民身份号码, GB 11643-1999), 18 characters with their check digit (ISO 7064 MOD 11-2). 15-digit, full-width,
 * lower-case and look-alike spellings are read (`UPGRADED_15`, `FULL_WIDTH`, `LOWER_CASE`, `LOOKALIKE`) and found by lookups; anything
 * else is null with `CITIZEN_ID_INVALID`, what a spreadsheet rounded with `PRECISION_LOST` (domain 6.4 #1–#5).
 */
export const citizenId = (column: ColumnName): Codec<string> =>
  identifier(
    'citizenId',
    nameOf(column),
    odd.citizenId,
    (raw) => readCitizenId(raw),
    citizenIdSpellings,
    citizenIdTraces,
  );

/** The birth date, `YYYY-MM-DD`, that a citizen id carries (GB 11643-1999): for tables without a column of it. */
export const citizenIdBirthDate = (column: ColumnName): Codec<string> =>
  part('citizenIdBirthDate', nameOf(column), readCitizenId, (id) => citizenIdFacts(id)?.birthDate ?? null);

/** The sex (GB/T 2261.1: `1` male, `2` female) that a citizen id carries. */
export const citizenIdSex = (column: ColumnName): Codec<'1' | '2'> =>
  part('citizenIdSex', nameOf(column), readCitizenId, (id) => citizenIdFacts(id)?.sexCode ?? null);

/**
 * A unified social credit code (统一社会信用代码, GB 32100-2015), 18 characters with their check character; anything else is null
 * with `CREDIT_CODE_INVALID`.
 */
export const creditCode = (column: ColumnName): Codec<string> =>
  identifier('creditCode', nameOf(column), odd.creditCode, readCreditCode, creditCodeSpellings);

/**
 * A court's case number (案号: 法〔2015〕137号 人民法院案件案号的若干规定), `(2024)鲁1422刑初123号`; other brackets, widths, 第 and zeros
 * before the serial are normalised (`CASE_NUMBER_VARIANT`), numbers of before 2016 kept (`CASE_NUMBER_LEGACY`), anything else is
 * null with `CASE_NUMBER_INVALID`.
 */
export const caseNumber = (column: ColumnName): Codec<string> =>
  identifier('caseNumber', nameOf(column), odd.caseNumber, readCaseNumber, caseNumberSpellings);

/** The court's short code (法院代字, 法〔2015〕137号) that a case number carries: `鲁1422`. */
export const courtCode = (column: ColumnName): Codec<string> =>
  part('courtCode', nameOf(column), readCaseNumber, (number) => parseCaseNumber(number)?.courtCode ?? null);

type CaseDomain = 'CRIMINAL' | 'CIVIL' | 'ADMINISTRATIVE';
const domainSigns = new Map<string, CaseDomain>([
  ['刑', 'CRIMINAL'],
  ['民', 'CIVIL'],
  ['行', 'ADMINISTRATIVE'],
]);

/** The domain of law (刑, 民, 行) that a case number's type begins with; null for enforcement and what has none. */
export function caseDomain(from: ColumnName): Codec<CaseDomain> {
  const column = nameOf(from);
  const domainOf = (number: string) => domainSigns.get(parseCaseNumber(number)?.typeCode[0] ?? '') ?? null;
  return {
    ...part('caseDomain', column, readCaseNumber, domainOf),
    seek: (test) => {
      if (test.op === 'eq') return seekDomain(column, [test.value]);
      return test.op === 'in' ? seekDomain(column, test.values) : seekPresence(column)(test);
    },
  };
}

// The sign stands in every number of the domain, and may stand elsewhere in others: 执行.
function seekDomain(column: string, wanted: readonly Scalar[]): Seek {
  const signs = [...domainSigns].filter(([, domain]) => wanted.includes(domain));
  const named = signs.map(([value]): RawCondition => ({ op: 'contains', column, value }));
  return { condition: rawAny([...named, odd.caseNumber(column)]), exact: false };
}

/** The division (GB/T 2260) that a credit code carries (GB 32100-2015): where the organ was registered, six digits. */
export const creditCodeDivision = (column: ColumnName): Codec<string> =>
  part('creditCodeDivision', nameOf(column), readCreditCode, (value) => creditCodeFacts(value)?.divisionCode ?? null);

/**
 * A police case number (案件编号): A, 12 digits of the unit (GA/T 380), year and month, four of serial; anything else is null
 * with `CASE_NUMBER_INVALID`.
 */
export const policeCaseNumber = (column: ColumnName): Codec<string> =>
  identifier('policeCaseNumber', nameOf(column), odd.policeNumber, readPoliceCaseNumber, policeNumberSpellings);

/** A police person number (人员编号): R, and then as a police case number. */
export const policePersonNumber = (column: ColumnName): Codec<string> =>
  identifier('policePersonNumber', nameOf(column), odd.policeNumber, readPolicePersonNumber, policeNumberSpellings);

/**
 * An agency's document number (文号, GB/T 9704-2012), `宁市监罚字〔2024〕12号`; other brackets and 第 are normalised
 * (`DOCUMENT_NUMBER_VARIANT`), anything else is null with `DOCUMENT_NUMBER_INVALID`.
 */
export const documentNumber = (column: ColumnName): Codec<string> =>
  identifier('documentNumber', nameOf(column), odd.documentNumber, readDocumentNumber, documentNumberSpellings);

function identifier(
  name: string,
  column: string,
  oddness: Oddness,
  read: (raw: unknown) => Reading<string>,
  spellings: (value: string) => readonly string[],
  traces?: (raw: unknown) => readonly string[],
): Codec<string> {
  const oddly = oddness(column);
  return {
    kind: 'text',
    form: formOf(name),
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: seekText(column, oddly),
    order: null,
    spelling: { column, odd: oddly, of: spellings, isLawful: true, ...(traces === undefined ? {} : { traces }) },
  };
}

function part<T extends string>(
  name: string,
  column: string,
  read: (raw: unknown) => Reading<string>,
  take: (value: string) => T | null,
): Codec<T> {
  return {
    kind: 'text',
    form: formOf(name),
    columns: [column],
    read: (raw) => {
      const { value, flags } = read(raw[column]);
      return { value: value === null ? null : take(value), flags };
    },
    seek: seekPresence(column),
    order: null,
    spelling: null,
  };
}
