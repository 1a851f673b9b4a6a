import type { Reading } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { caseNumberBegin, readCaseNumber } from '../../schema/values/case-number.js';
import { readCitizenId } from '../../schema/values/citizen-id.js';
import { readCreditCode } from '../../schema/values/credit-code.js';
import { readDateTime } from '../../schema/values/date.js';

const readers: Readonly<Record<string, (raw: unknown) => Reading<string>>> = {
  CaseNumber: readCaseNumber,
  CitizenId: readCitizenId,
  CreditCode: readCreditCode,
  DateTime: readDateTime,
};

/**
 * A value as records hold it: callers write `（２０２４）鲁1422刑初7号` as clerks do, and records have `(2024)鲁1422刑初7号` (domain 6.4
 * #1, #3); instants are China's there, whatever zone a caller reckons in. What does not parse stays as it is, and is found nowhere.
 * @param type the field's type in the schema
 */
export function askedValue(type: string | undefined, value: Scalar): Scalar {
  return (type === undefined ? undefined : readers[type])?.(value).value ?? value;
}

/** The same for the first characters of a value. */
export function askedBegin(type: string | undefined, begin: string): string {
  return type === 'CaseNumber' ? caseNumberBegin(begin) : begin;
}
