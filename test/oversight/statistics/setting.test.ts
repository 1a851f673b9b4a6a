import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { termOfSentence } from '../../../oversight/statistics/catalogue/subjects.js';
import { bandName, questionOf } from '../../../oversight/statistics/question.js';
import {
  lastYear,
  previousPeriod,
  type Setting,
  settingOf,
  shifted,
  wordIn,
} from '../../../oversight/statistics/setting.js';
import { addDays, dateOfDayNumber, daysBetween } from '../../../schema/values/plain-date.js';
import '../../fixed-seed.js';

const today = '2026-11-02';
const anyDay = fc.integer({ min: 3_000, max: 20_000 }).map(dateOfDayNumber);

test('the period before touches the period and does not overlap it, and whole months follow whole months', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 1_000 }), (from, length) => {
      const period = { from, to: addDays(from, length) };
      const before = previousPeriod(period);
      expect(before.to).toBe(period.from);
      expect(before.from < before.to).toBe(true);
      if (!from.endsWith('-01')) expect(daysBetween(before.from, before.to)).toBe(length);
      expect(lastYear(period).from.slice(0, 4)).toBe(String(Number(from.slice(0, 4)) - 1));
    }),
  );
  expect(previousPeriod({ from: '2026-03-01', to: '2026-04-01' })).toEqual({ from: '2026-02-01', to: '2026-03-01' });
  expect(previousPeriod({ from: '2026-01-01', to: '2026-04-01' })).toEqual({ from: '2025-10-01', to: '2026-01-01' });
  expect(lastYear({ from: '2024-02-01', to: '2024-03-01' })).toEqual({ from: '2023-02-01', to: '2023-03-01' });
});

test('without a word a statistic is of today and of the year so far, and home is the account’s own', () => {
  expect(settingOf({}, today, '371422')).toEqual({
    ...{ asOf: today, today, division: null, home: '371422' },
    period: { from: '2026-01-01', to: '2026-11-03' },
  });
  const asked = settingOf({ asOf: '2026-06-30', division: '3714' }, today, '371422');
  expect([asked.period.to, asked.home]).toEqual(['2026-07-01', '3714']);
  expect(shifted(asked, 'PREVIOUS_PERIOD').asOf).toBe('2026-05-31');
  expect(shifted(asked, 'SAME_PERIOD_LAST_YEAR').asOf).toBe('2025-06-30');
});

test.each([
  [{ asOf: '2026-11-03' }],
  [{ asOf: '2026-02-30' }],
  [{ period: { from: '2026-02-01', to: '2026-02-01' } }],
  [{ period: { from: '2000-01-01', to: '2026-01-01' } }],
  [{ division: '37142' }],
])('%j is refused', (asked) => {
  expect(() => settingOf(asked, today, '37')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('words of a filter stand for the days and places of the question', () => {
  const setting = settingOf({ asOf: '2026-06-30', period: { from: '2026-01-01', to: '2027-01-01' } }, today, '371422');
  const words = ['$asOf', '$from', '$to', '$toDue', '$fromAt', '$dayAfterAt', '$county', '$city', '$province', 'FINE'];
  expect(words.map((word) => wordIn(word, setting))).toEqual([
    ...['2026-06-30', '2026-01-01', '2027-01-01', '2026-07-01'],
    ...['2026-01-01T00:00:00+08:00', '2026-07-01T00:00:00+08:00', '371422', '3714', '37', 'FINE'],
  ]);
  const ofCity = ['$county', '$city', '$province'].map((word) => wordIn(word, { ...setting, home: '3714' }));
  expect(ofCity).toEqual(['-', '3714', '37']);
});

test('everybody is in the band of the age that the law reckons on the day', () => {
  const ages = [14, 16, 18, 26, 36, 46, 60];
  const bands = { of: 'BIRTH_DATE', ages };
  // 法释〔2006〕1号 2: a year is full on the day after the birthday.
  const ageOn = (birth: string, on: string) =>
    Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) > birth.slice(5) ? 0 : 1);
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 30_000 }), (birth, days) => {
      const asOf = addDays(birth, days);
      const setting: Setting = { ...settingOf({}, today, '37'), asOf };
      const [{ from } = { from: [] }] = questionOf({ of: 'CorrectionSubject', bands: [bands] }, setting).bands;
      const at = from.filter((edge) => edge <= birth).length;
      const key = `${from[at - 1] ?? ''}..${from[at] ?? ''}`;
      const age = ageOn(birth, asOf);
      const above = ages.filter((each) => each <= age).length;
      expect(bandName(bands, key, setting)).toBe(`${ages[above - 1] ?? ''}..${ages[above] ?? ''}`);
    }),
  );
});

test('a term of exactly so many months stands in the band that it ends', () => {
  const bandOf = (years: string, months: string) => termOfSentence(['FIXED_TERM', years, months])[0]?.value;
  expect([bandOf('..1', '1..7'), bandOf('..1', '7..'), bandOf('1..2', '..1'), bandOf('1..2', '1..7')]).toEqual([
    ...['1..7', '7..13', '7..13', '13..37'],
  ]);
  expect([bandOf('3..4', '..1'), bandOf('3..4', '7..'), bandOf('10..11', '..1'), bandOf('10..11', '1..7')]).toEqual([
    ...['13..37', '37..61', '61..121', '121..'],
  ]);
  expect(termOfSentence(['LIFE', null, null])).toEqual([{ value: 'LIFE' }]);
});
