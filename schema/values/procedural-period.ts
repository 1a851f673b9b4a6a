import { addMonths } from './legal-term.js';
import { addDays } from './plain-date.js';
import { addWorkingDays, isCalendarCovered, nextWorkingDay } from './working-days.js';

/** A period set by law, by one measure. */
export type PeriodLength =
  | { readonly days: number }
  | { readonly workingDays: number }
  | { readonly months: number }
  | { readonly years: number };

export interface PeriodOptions {
  /** The person is in custody: the period never runs on over holidays (刑诉法 105). */
  readonly inCustody?: boolean;
}

/** The last day of a period. */
export interface PeriodEnd {
  readonly date: string;
  /** True when the last day fell on a holiday and moved to the next working day. */
  readonly postponed: boolean;
  /** False where the holiday calendar is not published yet: the end may be later. */
  readonly covered: boolean;
}

/**
 * The last day of a procedural period that an event of `event` (ISO date) starts (刑诉法 105, 刑诉法解释 202):
 * the day of the event is not counted; months end on the same day of a later month; a last day on a holiday moves to
 * the next working day, except in custody.
 */
export function periodEnd(event: string, length: PeriodLength, options: PeriodOptions = {}): PeriodEnd {
  if ('workingDays' in length) return { ...addWorkingDays(event, length.workingDays), postponed: false };
  const last = lastDay(event, length);
  if (options.inCustody === true) return { date: last, postponed: false, covered: true };
  const end = nextWorkingDay(last);
  return { date: end.date, postponed: end.date !== last, covered: isCalendarCovered(last) && end.covered };
}

/**
 * The end of a period of hours: the hour in which it starts is not counted, so 24 hours from 08:20 end at 09:00 of the
 * next day. Takes and gives `YYYY-MM-DDTHH:mm:ss+08:00`; hours never move for holidays.
 */
export function hoursEnd(event: string, hours: number): string {
  const day = event.slice(0, 10);
  const startsOnTheHour = event.slice(14, 19) === '00:00';
  const total = Number(event.slice(11, 13)) + hours + (startsOnTheHour ? 0 : 1);
  const hour = String(total % 24).padStart(2, '0');
  return `${addDays(day, Math.floor(total / 24))}T${hour}:00:00+08:00`;
}

/** True when a document is in time: what was posted before the period's end is, whenever it arrives (刑诉法 105). */
export function isInTime(
  end: string,
  delivery: { readonly postedOn: string } | { readonly receivedOn: string },
): boolean {
  return ('postedOn' in delivery ? delivery.postedOn : delivery.receivedOn) <= end;
}

function lastDay(event: string, length: Exclude<PeriodLength, { readonly workingDays: number }>): string {
  if ('days' in length) return addDays(event, length.days);
  return addMonths(event, 'months' in length ? length.months : length.years * 12);
}
