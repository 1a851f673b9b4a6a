import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readYearMonth } from '../../../schema/values/year-month.js';
import '../../fixed-seed.js';

test.each([
  ['2026-01', '2026-01', []],
  [' 2026-01 ', '2026-01', ['WHITESPACE']],
  ['202601', '2026-01', ['DATE_VARIANT']],
  [202601, '2026-01', ['DATE_VARIANT']],
  ['2026-1', '2026-01', ['DATE_VARIANT']],
  ['2026/01', '2026-01', ['DATE_VARIANT']],
  ['2026年1月', '2026-01', ['DATE_VARIANT']],
  ['二〇二六年一月', '2026-01', ['DATE_VARIANT']],
  ['２０２６０１', '2026-01', ['FULL_WIDTH', 'DATE_VARIANT']],
  ['2026-01-31', '2026-01', ['DATE_VARIANT']],
  ['20260131', '2026-01', ['DATE_VARIANT']],
  ['2026-13', null, ['DATE_INVALID']],
  ['190001', null, ['DATE_SENTINEL']],
  ['无', null, ['PLACEHOLDER']],
  ['', null, []],
  [null, null, []],
])('%j reads as %j', (raw, value, flags) => {
  expect(readYearMonth(raw)).toEqual({ value, flags });
});

test('a canonical month reads as itself, whatever the month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1950, max: 2098 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const text = `${year}-${String(month).padStart(2, '0')}`;
      expect(readYearMonth(text)).toEqual({ value: text, flags: [] });
      expect(readYearMonth(text.replace('-', ''))).toEqual({ value: text, flags: ['DATE_VARIANT'] });
    }),
  );
});
