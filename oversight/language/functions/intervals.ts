import { dayOf } from '../../../schema/values/day.js';
import { dayAtStart, isIsoDate } from '../../../schema/values/plain-date.js';
import { iterated, type LegalFunction, legal, listed, text, textOrNull } from '../legal-function.js';
import { scannedMinutes, scansOf } from './scanned-minutes.js';

/** Instants, spans of days, and scans. */
export const intervalFunctions: readonly LegalFunction[] = [
  legal(
    'day(at: instant)',
    'date',
    'The calendar day of an instant in China (+08:00).',
    { 'day("2026-11-20T23:30:00+08:00")': '2026-11-20', 'day("2026-11-20T17:00:00Z")': '2026-11-21' },
    (at) => dayIn(text(at)),
  ),
  legal(
    'startOfDay(day: date)',
    'instant',
    'The first instant of a day in China (+08:00).',
    { 'startOfDay("2026-11-20")': '2026-11-20T00:00:00+08:00' },
    (on) => {
      if (!isIsoDate(on)) throw new RangeError('a day is needed');
      return `${on}T00:00:00+08:00`;
    },
  ),
  legal(
    'minutesBetween(from: instant, to: instant)',
    'int',
    'Whole minutes from one instant to another; negative when the second is earlier.',
    { 'minutesBetween("2026-11-20T08:00:00+08:00", "2026-11-20T12:00:00+08:00")': '240' },
    (from, to) => BigInt(Math.trunc((instant(to).getTime() - instant(from).getTime()) / 60_000)),
  ),
  legal(
    'hoursBetween(from: instant, to: instant)',
    'int',
    'Whole hours from one instant to another; negative when the second is earlier.',
    { 'hoursBetween("2026-11-19T08:00:00+08:00", "2026-11-20T07:59:00+08:00")': '23' },
    (from, to) => BigInt(Math.trunc((instant(to).getTime() - instant(from).getTime()) / 3_600_000)),
  ),
  legal(
    'overlaps(aFrom: date, aTo: date?, bFrom: date, bTo: date?)',
    'bool',
    'Whether two spans of days have a day in common; a last day of null is open.',
    {
      'overlaps("2026-01-01", "2026-06-30", "2026-06-30", null)': 'true',
      'overlaps("2026-01-01", "2026-06-30", "2026-07-01", null)': 'false',
    },
    (aFrom, aTo, bFrom, bTo) => {
      const [a, b] = [textOrNull(aTo), textOrNull(bTo)];
      return (b === null || text(aFrom) <= b) && (a === null || text(bFrom) <= a);
    },
  ),
  legal(
    'covers(from: date?, to: date?, at: moment)',
    'bool',
    'Whether a day, or the day of an instant, lies in a span of days; a null end is open.',
    {
      'covers("2026-01-01", null, "2026-11-20T08:00:00+08:00")': 'true',
      'covers("2026-01-01", "2026-01-31", "2026-02-01")': 'false',
    },
    (from, to, at) => {
      const [first, last, moment] = [textOrNull(from), textOrNull(to), text(at)];
      const on = isIsoDate(moment) ? moment : dayIn(moment);
      return (first === null || first <= on) && (last === null || on <= last);
    },
  ),
  legal(
    'ofSession(scans: list<T>, session: text?)',
    'list<T>',
    'The scans of one session, in their order; with null, those of none. Faster than a filter over all scans of a person.',
    { 'size(ofSession([], "EDU-1"))': '0' },
    (scans, session) => scansOf(iterated(scans), textOrNull(session)),
  ),
  legal(
    'scannedMinutes(scans: list<scan>)',
    'int',
    'Minutes between sign-in and sign-out, over the pairs of a day and session; the last sign-out within 12 hours counts, what has no partner counts 0 (domain CC-05).',
    {},
    (scans) => BigInt(scannedMinutes(listed(scans))),
  ),
];

const chinaTime = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?\+08:00$/;

/** The day of an instant: what records hold is written in the time of China, and begins with it. */
function dayIn(at: string): string {
  return chinaTime.test(at) && !Number.isNaN(dayAtStart(at)) ? at.slice(0, 10) : dayOf(instant(at));
}

export function instant(value: unknown): Date {
  const at = new Date(text(value));
  if (Number.isNaN(at.getTime()) || isIsoDate(value)) throw new RangeError('an instant is needed');
  return at;
}
