import type { Reading } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { caseNumberSpellings, parseCaseNumber, readCaseNumber } from '../../schema/values/case-number.js';
import { citizenIdSpellings, readCitizenId } from '../../schema/values/citizen-id.js';
import { creditCodeFacts, creditCodeSpellings, readCreditCode } from '../../schema/values/credit-code.js';
import { documentNumberSpellings, readDocumentNumber } from '../../schema/values/document-number.js';
import { policeNumberSpellings, readPoliceCaseNumber } from '../../schema/values/police-number.js';
import type { Codec, Seek } from '../codec.js';
import { type RawCondition, rawAny } from '../raw.js';
import { seekPresence, seekText } from './seek.js';
import { odd } from './shapes.js';

/** A citizen id (GB 11643), 18 characters; 15-digit and otherwise spelled ones are found as well. */
export const citizenId = (column: string): Codec<string> =>
  identifier(column, odd.citizenId(column), (raw) => readCitizenId(raw), citizenIdSpellings);

/** A unified social credit code (GB 32100). */
export const creditCode = (column: string): Codec<string> =>
  identifier(column, odd.creditCode(column), readCreditCode, creditCodeSpellings);

/** A court's case number (法〔2015〕137号), current or pre-2016. */
export const caseNumber = (column: string): Codec<string> =>
  identifier(column, odd.caseNumber(column), readCaseNumber, caseNumberSpellings);

/** The court's short code (法院代字) that a case number carries. */
export const courtCode = (column: string): Codec<string> =>
  part(column, readCaseNumber, (number) => parseCaseNumber(number)?.courtCode ?? null);

type CaseDomain = 'CRIMINAL' | 'CIVIL' | 'ADMINISTRATIVE';
const domainSigns = new Map<string, CaseDomain>([
  ['刑', 'CRIMINAL'],
  ['民', 'CIVIL'],
  ['行', 'ADMINISTRATIVE'],
]);

/** The domain of law (`CaseDomain`) that a case number's type begins with; null for enforcement and what has none. */
export const caseDomain = (column: string): Codec<CaseDomain> => ({
  ...part(column, readCaseNumber, (number) => domainSigns.get(parseCaseNumber(number)?.typeCode[0] ?? '') ?? null),
  seek: (test) => {
    if (test.op === 'eq') return seekDomain(column, [test.value]);
    return test.op === 'in' ? seekDomain(column, test.values) : seekPresence(column)(test);
  },
});

// The sign stands in every number of the domain, and may stand elsewhere in others: 执行.
function seekDomain(column: string, wanted: readonly Scalar[]): Seek {
  const signs = [...domainSigns].filter(([, domain]) => wanted.includes(domain));
  const named = signs.map(([value]): RawCondition => ({ op: 'contains', column, value }));
  return { condition: rawAny([...named, odd.caseNumber(column)]), exact: false };
}

/** The division (GB/T 2260) that a credit code carries: where the organ was registered. */
export const creditCodeDivision = (column: string): Codec<string> =>
  part(column, readCreditCode, (value) => creditCodeFacts(value)?.divisionCode ?? null);

/** A police case number: A, 12 digits of the unit, year and month, serial. */
export const policeCaseNumber = (column: string): Codec<string> =>
  identifier(column, odd.policeNumber(column), readPoliceCaseNumber, policeNumberSpellings);

/** An agency's document number (文号, GB/T 9704). */
export const documentNumber = (column: string): Codec<string> =>
  identifier(column, odd.documentNumber(column), readDocumentNumber, documentNumberSpellings);

function identifier(
  column: string,
  oddly: RawCondition,
  read: (raw: unknown) => Reading<string>,
  spellings: (value: string) => readonly string[],
): Codec<string> {
  return {
    kind: 'text',
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: seekText(column, oddly),
    order: null,
    spelling: { column, odd: oddly, of: spellings },
  };
}

function part<T extends string>(
  column: string,
  read: (raw: unknown) => Reading<string>,
  take: (value: string) => T | null,
): Codec<T> {
  return {
    kind: 'text',
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
