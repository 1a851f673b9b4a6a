import type { Reading } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { caseNumberSpellings, parseCaseNumber, readCaseNumber } from '../../schema/values/case-number.js';
import { citizenIdSpellings, readCitizenId } from '../../schema/values/citizen-id.js';
import { creditCodeFacts, creditCodeSpellings, readCreditCode } from '../../schema/values/credit-code.js';
import { documentNumberSpellings, readDocumentNumber } from '../../schema/values/document-number.js';
import { policeNumberSpellings, readPoliceCaseNumber } from '../../schema/values/police-number.js';
import type { Codec, Seek } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { type RawCondition, rawAny } from '../raw.js';
import { formOf } from './form.js';
import { seekPresence, seekText } from './seek.js';
import { type Oddness, odd } from './shapes.js';

/** A citizen id (GB 11643), 18 characters; 15-digit and otherwise spelled ones are found as well. */
export const citizenId = (column: ColumnName): Codec<string> =>
  identifier('citizenId', nameOf(column), odd.citizenId, (raw) => readCitizenId(raw), citizenIdSpellings);

/** A unified social credit code (GB 32100). */
export const creditCode = (column: ColumnName): Codec<string> =>
  identifier('creditCode', nameOf(column), odd.creditCode, readCreditCode, creditCodeSpellings);

/** A court's case number (法〔2015〕137号), current or pre-2016. */
export const caseNumber = (column: ColumnName): Codec<string> =>
  identifier('caseNumber', nameOf(column), odd.caseNumber, readCaseNumber, caseNumberSpellings);

/** The court's short code (法院代字) that a case number carries. */
export const courtCode = (column: ColumnName): Codec<string> =>
  part('courtCode', nameOf(column), readCaseNumber, (number) => parseCaseNumber(number)?.courtCode ?? null);

type CaseDomain = 'CRIMINAL' | 'CIVIL' | 'ADMINISTRATIVE';
const domainSigns = new Map<string, CaseDomain>([
  ['刑', 'CRIMINAL'],
  ['民', 'CIVIL'],
  ['行', 'ADMINISTRATIVE'],
]);

/** The domain of law (`CaseDomain`) that a case number's type begins with; null for enforcement and what has none. */
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

/** The division (GB/T 2260) that a credit code carries: where the organ was registered. */
export const creditCodeDivision = (column: ColumnName): Codec<string> =>
  part('creditCodeDivision', nameOf(column), readCreditCode, (value) => creditCodeFacts(value)?.divisionCode ?? null);

/** A police case number: A, 12 digits of the unit, year and month, serial. */
export const policeCaseNumber = (column: ColumnName): Codec<string> =>
  identifier('policeCaseNumber', nameOf(column), odd.policeNumber, readPoliceCaseNumber, policeNumberSpellings);

/** An agency's document number (文号, GB/T 9704). */
export const documentNumber = (column: ColumnName): Codec<string> =>
  identifier('documentNumber', nameOf(column), odd.documentNumber, readDocumentNumber, documentNumberSpellings);

function identifier(
  name: string,
  column: string,
  oddness: Oddness,
  read: (raw: unknown) => Reading<string>,
  spellings: (value: string) => readonly string[],
): Codec<string> {
  const oddly = oddness(column);
  return {
    kind: 'text',
    form: formOf(name),
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: seekText(column, oddly),
    order: null,
    spelling: { column, odd: oddly, of: spellings },
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
