import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AreaUnit, readMu, readSquareMetres } from '../../../schema/values/area.js';
import { type DurationUnit, readHours, readMinutes } from '../../../schema/values/duration.js';
import { anything } from './arbitraries.js';

describe('areas', () => {
  test.each<[unknown, AreaUnit, number | null, readonly string[]]>([
    ['3.5', 'mu', 3.5, []],
    [3.5, 'mu', 3.5, []],
    ['3.5亩', 'mu', 3.5, ['NUMBER_VARIANT']],
    ['3亩5分', 'mu', 3.5, ['NUMBER_VARIANT']],
    ['三亩五分二厘', 'mu', 3.52, ['NUMBER_VARIANT']],
    ['两亩半', 'mu', null, ['NUMBER_INVALID']],
    ['1公顷', 'mu', 15, ['NUMBER_VARIANT']],
    ['1', 'hectares', 15, []],
    ['10000', 'squareMetres', 15, []],
    ['1000', 'squareMetres', 1.5, []],
    ['1200㎡', 'mu', 1.8, ['FULL_WIDTH', 'NUMBER_VARIANT']],
    ['1200平方米', 'mu', 1.8, ['NUMBER_VARIANT']],
    ['1,200 m2', 'mu', 1.8, ['WHITESPACE', 'NUMBER_VARIANT']],
    ['１２．５', 'mu', 12.5, ['FULL_WIDTH']],
    ['1平方公里', 'mu', 1500, ['NUMBER_VARIANT']],
    ['-1', 'mu', -1, []],
    ['3分5亩', 'mu', null, ['NUMBER_INVALID']],
    ['3亩5', 'mu', null, ['NUMBER_INVALID']],
    ['3尺', 'mu', null, ['NUMBER_INVALID']],
    ['1.2E+17', 'mu', null, ['PRECISION_LOST']],
    ['不详', 'mu', null, ['PLACEHOLDER']],
    ['', 'mu', null, []],
    [null, 'mu', null, []],
    [{}, 'mu', null, ['NUMBER_INVALID']],
  ])('%s in %s is %s mu', (raw, unit, value, flags) => {
    expect(readMu(raw, unit)).toEqual({ value, flags });
  });

  test('come to square metres as well', () => {
    expect(['3', '0.5公顷', '100㎡'].map((raw) => readSquareMetres(raw, 'mu').value)).toEqual([2000, 5000, 100]);
  });

  test('of two units agree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (hundredths) => {
        const hectares = (hundredths / 100).toFixed(2);
        expect(readMu(hectares, 'hectares').value).toBe(readMu(`${hectares}公顷`, 'squareMetres').value);
        expect(readMu(String(hundredths * 100), 'squareMetres').value).toBe(readMu(hectares, 'hectares').value);
      }),
    );
  });
});

describe('lengths of time', () => {
  test.each<[unknown, DurationUnit, number | null, readonly string[]]>([
    ['1.5', 'hours', 1.5, []],
    ['90', 'minutes', 1.5, []],
    ['90分钟', 'hours', 1.5, ['NUMBER_VARIANT']],
    ['1小时30分', 'hours', 1.5, ['NUMBER_VARIANT']],
    ['一小时三十分钟', 'hours', 1.5, ['NUMBER_VARIANT']],
    ['1:30', 'hours', 1.5, ['NUMBER_VARIANT']],
    ['01:30:00', 'minutes', 1.5, ['NUMBER_VARIANT']],
    ['半小时', 'hours', 0.5, ['NUMBER_VARIANT']],
    ['一个半小时', 'hours', 1.5, ['NUMBER_VARIANT']],
    ['2个小时', 'hours', 2, ['NUMBER_VARIANT']],
    ['半天', 'hours', 12, ['NUMBER_VARIANT']],
    ['1', 'days', 24, []],
    ['20', 'minutes', 0.33, []],
    ['1.5H', 'hours', 1.5, ['NUMBER_VARIANT']],
    ['30', 'hours', 30, ['OUT_OF_RANGE']],
    ['1:75', 'hours', null, ['NUMBER_INVALID']],
    ['若干', 'hours', null, ['NUMBER_INVALID']],
  ])('%s in %s is %s hours', (raw, unit, value, flags) => {
    expect(readHours(raw, unit, { min: 0, max: 24 })).toEqual({ value, flags });
  });

  test('come to whole minutes as well', () => {
    expect(['45', '1小时', '1:30', '半小时', '20秒'].map((raw) => readMinutes(raw).value)).toEqual([45, 60, 90, 30, 0]);
    expect(readMinutes('1.5', 'hours').value).toBe(90);
  });
});

test.each([readMu, readSquareMetres, readHours, readMinutes])(
  '%p never throws and never answers what is no number',
  (reader) => {
    fc.assert(
      fc.property(anything, (raw) => {
        const { value } = reader(raw);
        expect(value === null || Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  },
);
