import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  citizenIdCheckDigit,
  citizenIdFacts,
  citizenIdSpellings,
  isCitizenId,
  readCitizenId,
} from '../../../schema/values/citizen-id.js';
import { anything, citizenId } from './arbitraries.js';

const valid = [
  '11010519491231002X',
  '440524188001010014',
  '37142219800101123X',
  '150402199211150024',
  '370102198802291013',
];

test.each(valid)('%s is a citizen id and reads as itself', (id) => {
  expect(isCitizenId(id)).toBe(true);
  expect(citizenIdCheckDigit(id.slice(0, 17))).toBe(id[17]);
  expect(readCitizenId(id)).toEqual({ value: id, flags: [] });
});

test('the number carries birth date, sex and division of first registration', () => {
  expect(citizenIdFacts('11010519491231002X')).toEqual({
    birthDate: '1949-12-31',
    sexCode: '2',
    divisionCode: '110105',
  });
  expect(citizenIdFacts('37142219800101123X')).toEqual({
    birthDate: '1980-01-01',
    sexCode: '1',
    divisionCode: '371422',
  });
  expect(citizenIdFacts('371422198001011230')).toBeNull();
});

describe('dirty spellings read as the number, with flags', () => {
  test.each([
    ['３７１４２２１９８００１０１１２３Ｘ', ['FULL_WIDTH']],
    ['37142219800101123x', ['LOWER_CASE']],
    ['３７１４２２１９８００１０１１２３ｘ', ['FULL_WIDTH', 'LOWER_CASE']],
    [' 371422 19800101 123X\u200b', ['WHITESPACE']],
    ['\ufeff37142219800101123X', ['WHITESPACE']],
    ["'37142219800101123X", []],
    ['371422198OO1O1123X', ['LOOKALIKE']],
    ['37I42219800I0I123X', ['LOOKALIKE']],
    ['37142219800101123Х', ['LOOKALIKE']],
    ['371422800101123', ['UPGRADED_15']],
    [371422800101123, ['UPGRADED_15']],
    ['３７１４２２８００１０１１２３', ['FULL_WIDTH', 'UPGRADED_15']],
  ])('%s', (raw, flags) => {
    expect(readCitizenId(raw)).toEqual({ value: '37142219800101123X', flags });
  });
});

describe('what is not a number of a person is null and says why', () => {
  test.each([
    ['371422198001011230', 'CITIZEN_ID_INVALID'],
    ['37142219800230123X', 'CITIZEN_ID_INVALID'],
    ['37142219800101', 'CITIZEN_ID_INVALID'],
    ['371422198O01011230', 'CITIZEN_ID_INVALID'],
    ['371422800230123', 'CITIZEN_ID_INVALID'],
    ['371422800101996', 'CITIZEN_ID_INVALID'],
    [{ id: 1 }, 'CITIZEN_ID_INVALID'],
    [Number.NaN, 'CITIZEN_ID_INVALID'],
    ['000000000000000000', 'PLACEHOLDER'],
    ['111111111111111111', 'PLACEHOLDER'],
    ['无', 'PLACEHOLDER'],
    ['不详', 'PLACEHOLDER'],
    ['/', 'PLACEHOLDER'],
    ['1', 'PLACEHOLDER'],
    ['3.71422E+17', 'PRECISION_LOST'],
    ['3.71422e17', 'PRECISION_LOST'],
    [Number('371422198001011234'), 'PRECISION_LOST'],
  ])('%s', (raw, flag) => {
    const reading = readCitizenId(raw);
    expect([reading.value, reading.flags.at(-1)]).toEqual([null, flag]);
  });

  test('a number of a division that no edition knows', () => {
    const first17 = '99999919800101123';
    expect(readCitizenId(`${first17}${citizenIdCheckDigit(first17)}`)).toEqual({
      value: null,
      flags: ['CITIZEN_ID_INVALID'],
    });
  });

  test('a number whose last three digits a spreadsheet rounded away', () => {
    expect(readCitizenId('371422198001011000')).toEqual({
      value: null,
      flags: ['PRECISION_LOST', 'CITIZEN_ID_INVALID'],
    });
  });

  test('a birth after the day of reading', () => {
    expect(readCitizenId('37142219800101123X', { on: '1979-12-31' })).toEqual({
      value: null,
      flags: ['CITIZEN_ID_INVALID'],
    });
    expect(readCitizenId('37142219800101123X', { on: '1980-01-01' })).toEqual({
      value: '37142219800101123X',
      flags: [],
    });
  });

  test('nothing is nothing, without a flag', () => {
    expect([null, undefined, '', '  '].map((raw) => readCitizenId(raw))).toEqual(
      Array(4).fill({ value: null, flags: [] }),
    );
  });
});

test('divisions of former editions are known: 章丘市, 莱城区, 宁津县 of 德州地区', () => {
  for (const division of ['370181', '371202', '372431', '370125', '110103']) {
    const first17 = `${division}19800101123`;
    const id = `${first17}${citizenIdCheckDigit(first17)}`;
    expect(readCitizenId(id)).toEqual({ value: id, flags: [] });
  }
});

test('spellings begin with the canonical one and hold the old form where there was one', () => {
  expect(citizenIdSpellings('37142219800101123X')).toEqual([
    '37142219800101123X',
    '37142219800101123x',
    '371422800101123',
    '３７１４２２１９８００１０１１２３Ｘ',
    '３７１４２２１９８００１０１１２３ｘ',
    '３７１４２２８００１０１１２３',
  ]);
  expect(citizenIdSpellings('440524188001010014')).toEqual([
    '440524188001010014',
    '４４０５２４１８８００１０１００１４',
  ]);
});

test('every valid id reads back through each of its spellings', () => {
  fc.assert(
    fc.property(citizenId, (id) => {
      for (const spelling of citizenIdSpellings(id)) expect(readCitizenId(spelling).value).toBe(id);
    }),
    { numRuns: 500 },
  );
});

test('a changed digit is never taken for another person', () => {
  fc.assert(
    fc.property(citizenId, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
      const digit = (Number(id[at]) + by) % 10;
      expect(readCitizenId(`${id.slice(0, at)}${digit}${id.slice(at + 1)}`).value).toBeNull();
    }),
  );
});

test('whatever comes in, the reader answers a valid id or null', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      const { value } = readCitizenId(raw);
      expect(value === null || isCitizenId(value)).toBe(true);
    }),
  );
});
