import { termEnd as legalTermEnd } from '../../schema/values/legal-term.js';
import type { DateText, InstantText } from './person-facts.js';

/** Days since 1970-01-01: what the generator counts in; facts hold texts. */
export type Day = number;

const texts = new Map<Day, DateText>();

export function dayOf(text: DateText): Day {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / 86_400_000;
}

export function dateText(day: Day): DateText {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** The instant `minutes` after midnight (+08:00); minutes may pass into the next day. */
export function instantText(day: Day, minutes: number): InstantText {
  const whole = day + Math.floor(minutes / 1440);
  const rest = ((minutes % 1440) + 1440) % 1440;
  const hour = String(Math.floor(rest / 60)).padStart(2, '0');
  const minute = String(Math.floor(rest % 60)).padStart(2, '0');
  return `${dateText(whole)}T${hour}:${minute}:00+08:00`;
}

export function monthOf(day: Day): string {
  return dateText(day).slice(0, 7);
}

function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The same day `months` later, or the last day of that month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const text = dateText(day);
  const total = Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  return Date.UTC(year, month - 1, Math.min(Number(text.slice(8, 10)), lastDayOfMonth(year, month))) / 86_400_000;
}

/** The last day of a term of whole years and months (刑诉法解释 202). */
export function termEnd(start: Day, years: number, months: number): Day {
  return dayOf(legalTermEnd(dateText(start), { years, months }));
}

export function ageAt(birthDate: DateText, day: Day): number {
  const text = dateText(day);
  const years = Number(text.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return text.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
