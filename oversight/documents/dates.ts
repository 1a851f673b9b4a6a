import { chinaClock } from '../../schema/values/day.js';

/** An ISO day as documents write it: 2026年11月22日. */
export function longDate(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** Day and minute of an instant in China (+08:00), both ISO 8601; null where it is none. */
export function minuteOf(instant: string): { readonly day: string; readonly time: string } | null {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return null;
  const [day = '', time = ''] = chinaClock(at).split('T');
  return { day, time: time.slice(0, 5) };
}

/** An instant as documents write it: 2026年11月22日08:28; what is none stays as it is. */
export function longTime(instant: string): string {
  const at = minuteOf(instant);
  return at === null ? instant : `${longDate(at.day)}${at.time}`;
}
