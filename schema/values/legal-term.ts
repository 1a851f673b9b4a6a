import { addDays, dayNumber, daysInMonth, isoOf, partsOf } from './plain-date.js';

/** The length of a sentence or probation as a judgment states it. */
export interface TermLength {
  readonly years?: number;
  readonly months?: number;
  /** Half-months count 15 days each (刑诉法解释 202). */
  readonly halfMonths?: number;
  readonly days?: number;
}

/** Principal penalties that prior custody is set off against. */
export type CreditedPenalty = 'PUBLIC_SURVEILLANCE' | 'CRIMINAL_DETENTION' | 'FIXED_TERM';

/** Days set off for a day of custody (刑法 41, 44, 47). */
const custodyDays: Readonly<Record<CreditedPenalty, number>> = {
  PUBLIC_SURVEILLANCE: 2,
  CRIMINAL_DETENTION: 1,
  FIXED_TERM: 1,
};

/**
 * The day on which a term that began `years` earlier is over: the same day, or the month's last where that day does
 * not exist (刑诉法解释 202). The term's last day is the day before.
 */
export function addYears(date: string, years: number): string {
  const { year, month, day } = required(date);
  const target = year + years;
  return isoOf({ year: target, month, day: Math.min(day, daysInMonth(target, month)) });
}

/**
 * The day on which a term that began `months` earlier is over: the same day; the month's last where that day does not
 * exist or the term began on the last day of a month (刑诉法解释 202). The term's last day is the day before.
 */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = required(date);
  if (months === 0) return date;
  const index = year * 12 + month - 1 + months;
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 };
  const last = daysInMonth(target.year, target.month);
  const beganOnLastDay = day === daysInMonth(year, month);
  return isoOf({ ...target, day: beganOnLastDay ? last : Math.min(day, last) });
}

/**
 * The last day of a term that begins on `start`: years, then months, then half-months and days, minus one day.
 * A sentence of 2 years from 2016-12-20 ends 2018-12-19.
 */
export function termEnd(start: string, length: TermLength): string {
  const { years = 0, months = 0, halfMonths = 0, days = 0 } = length;
  return addDays(addMonths(addYears(start, years), months), 15 * halfMonths + days - 1);
}

/**
 * Days by which prior custody shortens a term: two for one of 管制, one for one of 拘役 and 有期徒刑.
 * Residential surveillance at a designated place counts one day for 管制 and half a day otherwise (刑诉法 76);
 * half days left over are not counted. Probation has no credit.
 */
export function custodyCredit(penalty: CreditedPenalty, custody: number, designatedResidence = 0): number {
  const residence = penalty === 'PUBLIC_SURVEILLANCE' ? designatedResidence : Math.floor(designatedResidence / 2);
  return custody * custodyDays[penalty] + residence;
}

/** The last day of a term from which prior custody is taken off. */
export function termEndAfterCredit(start: string, length: TermLength, credit: number): string {
  return addDays(termEnd(start, length), -credit);
}

/** Whole months and days left over of the term from `start` to its last day `end`; zero when `end` is before `start`. */
export function termLength(start: string, end: string): { readonly months: number; readonly days: number } {
  if (end < start) return { months: 0, days: 0 };
  const months = monthsBetween(start, end);
  return { months, days: dayNumber(end) - dayNumber(termEnd(start, { months })) };
}

/** Whole months of the term from `start` to its last day `end`: 2016-12-20 to 2018-11-19 is 23. */
export function monthsBetween(start: string, end: string): number {
  if (end < start) return 0;
  const from = required(start);
  const to = required(end);
  let months = (to.year - from.year) * 12 + to.month - from.month + 1;
  while (months > 0 && termEnd(start, { months }) > end) months -= 1;
  return months;
}

function required(date: string) {
  const parts = partsOf(date);
  if (parts === null) throw new RangeError('an ISO date (YYYY-MM-DD) is required');
  return parts;
}
