import { createRequire } from 'node:module';
import { addDays, weekday } from './plain-date.js';

interface PublishedCalendar {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

// The State Council's yearly notices on holidays and swapped working days (调休), as the package collects them.
const published = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as PublishedCalendar;
const holidays: ReadonlySet<string> = new Set(Object.keys(published.holidays));
const swapped: ReadonlySet<string> = new Set(Object.keys(published.workdays));
const years: ReadonlySet<string> = new Set([...holidays].map((day) => day.slice(0, 4)));

/** A day found by counting, and whether the published calendar covers every day that was looked at. */
export interface CalendarDay {
  readonly date: string;
  /** False where only weekends were known: the day may be later by holidays not yet published. */
  readonly covered: boolean;
}

/** True when the published calendar covers the day's year. */
export function isCalendarCovered(date: string): boolean {
  return years.has(date.slice(0, 4));
}

/** True for working days, swapped weekends included; outside of the published years only weekends are free. */
export function isWorkingDay(date: string): boolean {
  if (holidays.has(date)) return false;
  if (swapped.has(date)) return true;
  const day = weekday(date);
  return day !== 0 && day !== 6;
}

/** The working day `count` working days after `date` (before, when negative); zero answers the day itself. */
export function addWorkingDays(date: string, count: number): CalendarDay {
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let day = date;
  let covered = isCalendarCovered(date);
  while (left > 0) {
    day = addDays(day, step);
    covered &&= isCalendarCovered(day);
    if (isWorkingDay(day)) left -= 1;
  }
  return { date: day, covered };
}

/** The day itself when it is a working day, otherwise the next one. */
export function nextWorkingDay(date: string): CalendarDay {
  return isWorkingDay(date) ? { date, covered: isCalendarCovered(date) } : addWorkingDays(date, 1);
}
