import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  creditCodeCheckDigit,
  creditCodeFacts,
  creditCodeSpellings,
  isCreditCode,
  organisationCodeCheckDigit,
  readCreditCode,
  readOrganisationCode,
} from '../../../schema/values/credit-code.js';
import { anything, creditCode } from './arbitraries.js';

test.each(['91350100M000100Y43', '1137142200436512XE', '91150402MA3TETT06P'])('%s is a credit code', (code) => {
  expect(creditCodeCheckDigit(code.slice(0, 17))).toBe(code[17]);
  expect(readCreditCode(code)).toEqual({ value: code, flags: [] });
});

test('the code names its register, division and organisation code', () => {
  expect(creditCodeFacts('1137142200436512XE')).toEqual({
    registrationAuthority: '1',
    category: '1',
    divisionCode: '371422',
    organisationCode: '00436512X',
  });
  expect(organisationCodeCheckDigit('00436512')).toBe('X');
  expect(organisationCodeCheckDigit('M000100Y')).toBe('4');
  expect(readOrganisationCode('00436512-x')).toEqual({ value: '00436512X', flags: ['LOWER_CASE'] });
  expect(readOrganisationCode('00436512-1')).toEqual({ value: null, flags: ['CREDIT_CODE_INVALID'] });
});

test.each([
  ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43', ['FULL_WIDTH']],
  ['91350100m000100y43', '91350100M000100Y43', ['LOWER_CASE']],
  ['9135O1OOM000I00Y43', '91350100M000100Y43', ['LOOKALIKE']],
  ['91350100M000100Y44', null, ['CREDIT_CODE_INVALID']],
  ['000000000000000000', null, ['PLACEHOLDER']],
  ['9.1135E+17', null, ['PRECISION_LOST']],
  [911350100000100000, null, ['PRECISION_LOST']],
  ['371422100001234', null, ['CREDIT_CODE_INVALID']],
  [null, null, []],
])('%s reads as %s', (raw, value, flags) => {
  expect(readCreditCode(raw)).toEqual({ value, flags });
});

test('every valid code reads back through each of its spellings, and any single change is refused', () => {
  fc.assert(
    fc.property(creditCode, fc.integer({ min: 0, max: 16 }), fc.constantFrom(...'0123456789'), (code, at, digit) => {
      for (const spelling of creditCodeSpellings(code)) expect(readCreditCode(spelling).value).toBe(code);
      const changed = `${code.slice(0, at)}${digit}${code.slice(at + 1)}`;
      expect(readCreditCode(changed).value).toBe(changed === code ? code : null);
    }),
  );
});

test('whatever comes in, the reader answers a valid code or null', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      const { value } = readCreditCode(raw);
      expect(value === null || isCreditCode(value)).toBe(true);
      readOrganisationCode(raw);
    }),
  );
});
