import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addMonths,
  addYears,
  custodyCredit,
  monthsBetween,
  termEnd,
  termEndAfterCredit,
  termLength,
} from '../../../schema/values/legal-term.js';
import { addDays } from '../../../schema/values/plain-date.js';
import { hoursEnd, isInTime, periodEnd } from '../../../schema/values/procedural-period.js';
import { addWorkingDays, isCalendarCovered, isWorkingDay } from '../../../schema/values/working-days.js';
import { isoDate } from './arbitraries.js';

describe('terms end by art. 202 of the interpretation', () => {
  test.each([
    ['2016-12-20', { years: 2 }, '2018-12-19'],
    ['2020-02-29', { years: 2 }, '2022-02-27'],
    ['2019-04-22', { years: 4 }, '2023-04-21'],
    ['2020-02-29', { years: 1 }, '2021-02-27'],
    ['2024-04-30', { months: 1 }, '2024-05-30'],
    ['2024-01-30', { months: 1 }, '2024-02-28'],
    ['2023-12-31', { months: 2 }, '2024-02-28'],
    ['2024-08-31', { months: 6 }, '2025-02-27'],
    ['2024-03-10', { halfMonths: 1 }, '2024-03-24'],
    ['2024-03-10', { days: 15 }, '2024-03-24'],
    ['2024-03-10', { years: 1, months: 6 }, '2025-09-09'],
  ])('from %s for %j until %s', (start, length, end) => {
    expect(termEnd(start, length)).toBe(end);
  });

  test('2016-12-20 to 2018-11-19 is 23 months, to 2018-12-19 is 24', () => {
    expect([monthsBetween('2016-12-20', '2018-11-19'), monthsBetween('2016-12-20', '2018-12-19')]).toEqual([23, 24]);
    expect(termLength('2016-12-20', '2018-11-29')).toEqual({ months: 23, days: 10 });
    expect(termLength('2016-12-20', '2016-12-19')).toEqual({ months: 0, days: 0 });
  });

  test('custody counts twice for public surveillance, once otherwise', () => {
    expect([
      custodyCredit('PUBLIC_SURVEILLANCE', 10),
      custodyCredit('CRIMINAL_DETENTION', 10),
      custodyCredit('FIXED_TERM', 10, 5),
    ]).toEqual([20, 10, 12]);
    expect(termEndAfterCredit('2024-05-01', { months: 6 }, 30)).toBe('2024-10-01');
  });

  test('a longer term never ends earlier, and months read back from the end', () => {
    fc.assert(
      fc.property(isoDate, fc.integer({ min: 1, max: 300 }), (start, months) => {
        const end = termEnd(start, { months });
        expect(end < termEnd(start, { months: months + 1 })).toBe(true);
        expect(monthsBetween(start, end)).toBe(months);
        expect(termEnd(start, { months }) <= termEnd(addDays(start, 1), { months })).toBe(true);
        expect(addDays(end, 1)).toBe(addMonths(start, months));
        expect(addDays(termEnd(start, { years: 3 }), 1)).toBe(addYears(start, 3));
      }),
    );
  });
});

describe('working days', () => {
  test('holidays are free, swapped weekends are worked', () => {
    expect(['2024-10-01', '2024-10-07', '2024-10-12', '2024-10-13', '2024-10-14'].map(isWorkingDay)).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
    expect(addWorkingDays('2024-09-30', 1)).toEqual({ date: '2024-10-08', covered: true });
    expect(addWorkingDays('2024-10-08', -1)).toEqual({ date: '2024-09-30', covered: true });
  });

  test('beyond the published calendar only weekends are known, and the answer says so', () => {
    expect([isCalendarCovered('2026-12-31'), isCalendarCovered('2031-01-01')]).toEqual([true, false]);
    expect(addWorkingDays('2030-12-31', 1)).toEqual({ date: '2031-01-01', covered: false });
  });

  test('counting forth and back returns to a working day', () => {
    fc.assert(
      fc.property(isoDate, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const there = addWorkingDays(day, count).date;
        expect(isWorkingDay(there)).toBe(true);
        expect(addWorkingDays(there, -count).date <= day).toBe(true);
      }),
    );
  });
});

describe('procedural periods (刑诉法 105)', () => {
  test('the first day is not counted and a holiday at the end moves it, except in custody', () => {
    expect(periodEnd('2024-09-20', { days: 10 })).toEqual({ date: '2024-09-30', postponed: false, covered: true });
    expect(periodEnd('2024-09-21', { days: 10 })).toEqual({ date: '2024-10-08', postponed: true, covered: true });
    expect(periodEnd('2024-09-21', { days: 10 }, { inCustody: true })).toEqual({
      date: '2024-10-01',
      postponed: false,
      covered: true,
    });
    expect(periodEnd('2024-01-31', { months: 1 }).date).toBe('2024-02-29');
    expect(periodEnd('2031-01-01', { days: 3 })).toEqual({ date: '2031-01-06', postponed: true, covered: false });
    expect(periodEnd('2024-09-30', { workingDays: 3 })).toEqual({
      date: '2024-10-10',
      postponed: false,
      covered: true,
    });
  });

  test('the first hour is not counted, and what is posted within the period is in time', () => {
    expect(hoursEnd('2024-05-01T08:20:00+08:00', 24)).toBe('2024-05-02T09:00:00+08:00');
    expect(isInTime('2024-09-30', { postedOn: '2024-09-30' })).toBe(true);
    expect(isInTime('2024-09-30', { receivedOn: '2024-10-08' })).toBe(false);
  });
});
