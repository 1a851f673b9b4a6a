import { chineseDigits, chineseInteger } from './chinese-numeral.js';
import { type DateParts, dateOfDayNumber, exists, partsOf } from './plain-date.js';

/** A point in time as a source wrote it: calendar parts in +08:00, and what kind of notation it was. */
export interface WrittenTime extends DateParts {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** True when the notation named an instant elsewhere (Z, another offset, epoch) that was brought to +08:00. */
  readonly moved: boolean;
  /** True when the notation held a time of day. */
  readonly timed: boolean;
}

const chinaMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const time = String.raw`(?:(上午|下午|中午|凌晨|早上|晚上)?(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})?)?秒?(?:[.,](\d{1,9}))?(AM|PM)?)`;
const separated = new RegExp(
  String.raw`^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:T|号)?(?:星期[一二三四五六日天])?${time}?(Z|[+-]\d{2}(?::?\d{2})?)?$`,
);
const packed = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?$/;
const chinese =
  /^([〇○零一二三四五六七八九\d]{4})年([元〇○零一二三四五六七八九十\d]{1,3})月([〇○零一二三四五六七八九十廿卅\d]{1,4})[日号]?$/;
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const javaText = /^(?:SUN|MON|TUE|WED|THU|FRI|SAT)([A-Z]{3})(\d{2})(\d{2}):(\d{2}):(\d{2})(?:CST|GMT\+08:00)(\d{4})$/;
const oracle = /^(\d{1,2})-([A-Z]{3}|\d{1,2}月)-(\d{4})$/;

/**
 * Takes a cleaned, space-free, upper-case text apart (domain 6.4 #6); null when it is no date of a known notation.
 * Day-month orders and two-digit years are not guessed.
 */
export function parseTime(text: string): WrittenTime | null {
  if (text.length > 48) return null;
  return parseSeparated(text) ?? parsePacked(text) ?? parseChinese(text) ?? parseForeign(text) ?? parseCount(text);
}

/** The parts in +08:00 of an instant in milliseconds since 1970-01-01T00:00Z. */
export function timeOfInstant(instant: number): WrittenTime | null {
  if (!Number.isFinite(instant) || Math.abs(instant) > 8e15) return null;
  return { ...partsOfMs(Math.round(instant) + chinaMs), moved: true, timed: true };
}

const separators: ReadonlySet<string | undefined> = new Set(['-', '/', '.', '年']);

function parseSeparated(text: string): WrittenTime | null {
  if (!separators.has(text[4])) return null;
  const match = separated.exec(text);
  if (match === null) return null;
  const [, year, first, month, second, day, half, hour, minute, seconds, fraction, suffix, zone] = match;
  if ((first === '年') !== (second === '月') || (first !== '年' && first !== second)) return null;
  const local = {
    ...dateParts(year, month, day),
    hour: hourOf(Number(hour ?? 0), half ?? suffix),
    minute: Number(minute ?? 0),
    second: Number(seconds ?? 0),
    millisecond: Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
    moved: false,
    timed: hour !== undefined,
  };
  if (!isPossible(local) || (zone !== undefined && hour === undefined)) return null;
  return zone === undefined || /^\+08(:?00)?$/.test(zone) ? local : shift(local, zone);
}

function parsePacked(text: string): WrittenTime | null {
  const match = packed.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const clock = { hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0), millisecond: 0 };
  const local = { ...dateParts(year, month, day), ...clock, moved: false, timed: hour !== undefined };
  // Twelve digits may also be epoch milliseconds: they are a written time only when the year is of our age.
  if (text.length === 12 && (local.year < 1900 || local.year > 2099)) return null;
  return isPossible(local) ? local : null;
}

function parseChinese(text: string): WrittenTime | null {
  const match = chinese.exec(text);
  if (match === null) return null;
  const year = Number(chineseDigits(match[1] ?? '') ?? Number.NaN);
  const month = match[2] === '元' ? 1 : numeral(match[2] ?? '');
  const day = numeral(match[3] ?? '');
  if (Number.isNaN(year) || month === null || day === null || !exists({ year, month, day })) return null;
  return midnight({ year, month, day });
}

function parseForeign(text: string): WrittenTime | null {
  const java = javaText.exec(text);
  if (java !== null) {
    const [, name = '', day, hour, minute, second, year] = java;
    const clock = { hour: Number(hour), minute: Number(minute), second: Number(second), millisecond: 0 };
    const month = months.indexOf(name) + 1;
    const local = { year: Number(year), month, day: Number(day), ...clock, moved: false, timed: true };
    return isPossible(local) ? local : null;
  }
  const match = oracle.exec(text);
  if (match === null) return null;
  const [, day, name = '', year] = match;
  const month = name.endsWith('月') ? Number(name.slice(0, -1)) : months.indexOf(name) + 1;
  const parts = { year: Number(year), month, day: Number(day) };
  return exists(parts) ? midnight(parts) : null;
}

/** Excel serials (1927–2100; the 1900 system) and epoch seconds or milliseconds. */
function parseCount(text: string): WrittenTime | null {
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    const serial = Number(text);
    if (serial < 10_000 || serial >= 73_051) return null;
    const date = partsOf(dateOfDayNumber(Math.floor(serial) - 25_569));
    const ms = Math.round(((serial % 1) * dayMs) / 1000) * 1000;
    if (date === null || ms >= dayMs) return null;
    return { ...partsOfMs(ms), ...date, moved: false, timed: ms > 0 };
  }
  if (/^-?\d{12,13}$/.test(text)) return timeOfInstant(Number(text));
  return /^\d{10}$/.test(text) ? timeOfInstant(Number(text) * 1000) : null;
}

function midnight(parts: DateParts): WrittenTime {
  return { ...parts, hour: 0, minute: 0, second: 0, millisecond: 0, moved: false, timed: false };
}

function dateParts(year: string | undefined, month: string | undefined, day: string | undefined): DateParts {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function numeral(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : (chineseInteger(text) ?? chineseInteger(text.replace(/^[零〇○]/, '')));
}

function hourOf(hour: number, half: string | undefined): number {
  if ((half === '下午' || half === '晚上' || half === 'PM' || half === '中午') && hour < 12 && hour > 0) {
    return half === '中午' && hour > 3 ? hour : hour + 12;
  }
  if ((half === 'AM' || half === '凌晨') && hour === 12) return 0;
  return hour;
}

function isPossible(at: WrittenTime): boolean {
  if (!exists(at) || at.minute > 59 || at.second > 59) return false;
  // 24:00 ends the day (ISO 8601:2004).
  return at.hour < 24 || (at.hour === 24 && at.minute === 0 && at.second === 0);
}

function shift(at: WrittenTime, zone: string): WrittenTime | null {
  const utc = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second, at.millisecond);
  if (zone === 'Z') return timeOfInstant(utc);
  // PostgreSQL writes whole hours alone: `+08`.
  const minutes = Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0);
  return timeOfInstant(utc - (zone.startsWith('-') ? -minutes : minutes) * 60_000);
}

function partsOfMs(ms: number) {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}
