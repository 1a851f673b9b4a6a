import { addMonths, addYears, monthsBetween, termEnd } from '../../../schema/values/legal-term.js';
import { addDays, daysBetween, partsOf } from '../../../schema/values/plain-date.js';
import { periodEnd } from '../../../schema/values/procedural-period.js';
import { addWorkingDays } from '../../../schema/values/working-days.js';
import { type LegalFunction, legal, text, whole } from '../legal-function.js';

/** Days, months, terms and procedural periods (domain 2.9). */
export const dateFunctions: readonly LegalFunction[] = [
  legal(
    'daysBetween(from: date, to: date)',
    'int',
    'Days from one day to another; negative when the second is earlier.',
    { 'daysBetween("2026-11-01", "2026-11-20")': '19', 'daysBetween("2026-11-20", "2026-11-01")': '-19' },
    (from, to) => BigInt(daysBetween(text(from), text(to))),
  ),
  legal(
    'monthsBetween(start: date, end: date)',
    'int',
    'Whole months of the term from its first to its last day (刑诉法解释 202); 0 when the end is earlier.',
    { 'monthsBetween("2016-12-20", "2018-11-19")': '23', 'monthsBetween("2016-12-20", "2018-12-19")': '24' },
    (from, to) => BigInt(monthsBetween(text(from), text(to))),
  ),
  legal(
    'addDays(day: date, days: int)',
    'date',
    'The day so many days later; earlier when negative.',
    { 'addDays("2026-02-27", 3)': '2026-03-02' },
    (day, days) => addDays(text(day), whole(days)),
  ),
  legal(
    'addMonths(day: date, months: int)',
    'date',
    'The same day of a later month; the last day of the month where it does not exist or the first was a last day (刑诉法解释 202).',
    { 'addMonths("2024-01-30", 1)': '2024-02-29', 'addMonths("2024-04-30", 1)': '2024-05-31' },
    (day, months) => addMonths(text(day), whole(months)),
  ),
  legal(
    'addYears(day: date, years: int)',
    'date',
    'The same day of a later year; the last day of the month where it does not exist.',
    { 'addYears("2020-02-29", 1)': '2021-02-28' },
    (day, years) => addYears(text(day), whole(years)),
  ),
  legal(
    'addWorkingDays(day: date, days: int)',
    'date',
    'The working day so many working days later, by the State Council’s holidays and swapped working days.',
    { 'addWorkingDays("2026-09-30", 1)': '2026-10-08' },
    (day, days) => addWorkingDays(text(day), whole(days)).date,
  ),
  legal(
    'deadline(event: date, days: int)',
    'date',
    'The last day of a procedural period of days: the day of the event is not counted, a last day on a holiday moves to the next working day (刑诉法 105). In custody use addDays: it does not move.',
    { 'deadline("2026-09-21", 10)': '2026-10-08', 'deadline("2026-11-02", 10)': '2026-11-12' },
    (event, days) => periodEnd(text(event), { days: whole(days) }).date,
  ),
  legal(
    'deadlineMonths(event: date, months: int)',
    'date',
    'The last day of a procedural period of months, moved off holidays (刑诉法 105; 刑诉法解释 202).',
    { 'deadlineMonths("2026-08-03", 2)': '2026-10-08' },
    (event, months) => periodEnd(text(event), { months: whole(months) }).date,
  ),
  legal(
    'termEnd(start: date, months: int)',
    'date',
    'The last day of a term of months (刑诉法解释 202): one day before the same day.',
    { 'termEnd("2016-12-20", 24)': '2018-12-19', 'termEnd("2024-04-30", 1)': '2024-05-30' },
    (start, months) => termEnd(text(start), { months: whole(months) }),
  ),
  legal(
    'termEnd(start: date, years: int, months: int, days: int)',
    'date',
    'The last day of a term: years, then months, then days, minus one day.',
    { 'termEnd("2020-02-29", 1, 0, 0)': '2021-02-27', 'termEnd("2026-01-10", 1, 6, 15)': '2027-07-24' },
    (start, years, months, days) =>
      termEnd(text(start), { years: whole(years), months: whole(months), days: whole(days) }),
  ),
  legal(
    'age(birth: date, on: date)',
    'int',
    'Full years of age on a day; the year is full on the day after the birthday (法释〔2006〕1号 2).',
    { 'age("2008-05-01", "2026-05-01")': '17', 'age("2008-05-01", "2026-05-02")': '18' },
    (birth, on) => BigInt(ageOn(text(birth), text(on))),
  ),
  legal('month(day: date)', 'text', 'Year and month of a day.', { 'month("2026-11-20")': '2026-11' }, (day) =>
    required(text(day)).slice(0, 7),
  ),
];

function required(day: string): string {
  if (partsOf(day) === null) throw new RangeError('a day is needed');
  return day;
}

function ageOn(birth: string, on: string): number {
  const born = partsOf(birth);
  const then = partsOf(on);
  if (born === null || then === null) throw new RangeError('days are needed');
  const isPast = then.month > born.month || (then.month === born.month && then.day > born.day);
  return then.year - born.year - (isPast ? 0 : 1);
}
