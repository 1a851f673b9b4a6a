const dayMs = 86_400_000;

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** True for a day that exists, written `YYYY-MM-DD` (ISO 8601, GB/T 7408). */
export function isIsoDate(value: unknown): value is string {
  return typeof value === 'string' && partsOf(value) !== null;
}

/** Year, month and day of an ISO date; null when the day does not exist. */
export function partsOf(date: string): DateParts | null {
  if (date.length !== 10 || date.charCodeAt(4) !== hyphen || date.charCodeAt(7) !== hyphen) return null;
  // By character codes: every date of every record comes by here.
  const parts = { year: digits(date, 0, 4), month: digits(date, 5, 7), day: digits(date, 8, 10) };
  return exists(parts) ? parts : null;
}

const [hyphen, zero] = [0x2d, 0x30];

/** The number that ASCII digits from one place to another write; NaN where one of them is none. */
export function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

export function exists({ year, month, day }: DateParts): boolean {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function isoOf({ year, month, day }: DateParts): string {
  const written = year >= 1000 ? year : String(year).padStart(4, '0');
  return `${written}-${twoDigits[month]}-${twoDigits[day]}`;
}

const twoDigits: readonly string[] = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, '0'));

/** The number of the day that a text begins with, as `20260301`; NaN where it begins with none. */
export function dayAtStart(text: string): number {
  if (text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return Number.NaN;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  return exists({ year, month, day }) ? (year * 100 + month) * 100 + day : Number.NaN;
}

/** Days since 1970-01-01; throws a RangeError on what is not an ISO date, as callers hold read values. */
export function dayNumber(date: string): number {
  const parts = partsOf(date);
  if (parts === null) throw new RangeError('an ISO date (YYYY-MM-DD) is required');
  // setUTCFullYear, as Date.UTC reads the years 0–99 as 1900–1999.
  return new Date(0).setUTCFullYear(parts.year, parts.month - 1, parts.day) / dayMs;
}

/** The ISO date of a day number. */
export function dateOfDayNumber(day: number): string {
  const date = new Date(day * dayMs);
  return isoOf({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}

/** The date `days` later (earlier when negative), on ISO strings: no clock, no zone. */
export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`: 1 from one day to the next, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}
