import type { DataFlag, Reading } from '../flags.js';
import { cleanToken } from './clean.js';
import { parseTime, timeOfInstant, type WrittenTime } from './date-parts.js';
import { chinaClock } from './day.js';
import { isPlaceholderWord } from './placeholder.js';
import { addDays as addPlainDays, dayAtStart, dayNumber, digits, isIsoDate, isoOf } from './plain-date.js';
import { missing, read, refuse } from './reading.js';

export { addDays, daysBetween } from './plain-date.js';

export interface DateOptions {
  /** Further fake defaults of the source, in canonical form: `['1980-01-01']`. */
  readonly sentinels?: readonly string[];
}

// Days that databases, spreadsheets and programmers use for "none" and that no record means.
const sentinelDates: ReadonlySet<string> = new Set([
  '0001-01-01',
  '0001-01-03',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-01',
  '1900-01-02',
  '2099-12-31',
  '2999-12-31',
  '9999-12-31',
]);
// Real days too, so only the exact spelling that systems write as their default counts (domain 6.3).
const sentinelSpelling = /^(2000|1979)\/1\/1(0:00(:00)?)?$/;
const zeroDate = /^0{4}[-/.年]?0{1,2}[-/.月]?0{1,2}日?(T?0{1,2}:?0{2}(:?0{2})?(\.0+)?Z?)?$/;
const isoDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?\+08:00$/;
const sentinelNumbers: ReadonlySet<number> = new Set([...sentinelDates].map(dayAtStart));
const earliest = 1800;
const latest = 2199;

/**
 * Reads a calendar day to `YYYY-MM-DD` from any notation of domain 6.4 #6. Instants fall on the day they have in
 * +08:00, so a birth date sent as UTC midnight of China does not move; days without a zone never move (#7).
 */
export function readDate(raw: unknown, options: DateOptions = {}): Reading<string> {
  const usual = usualDay(raw);
  if (usual !== null && isMeant(usual, options)) {
    return usual === raw ? read(usual) : read(usual, variant);
  }
  return readWritten(raw, options, ({ text, at, flags }) => {
    const value = isoOf(at);
    return read(value, value === text ? flags : [...flags, ...changes(at)]);
  });
}

/**
 * Reads an instant to `YYYY-MM-DDTHH:mm:ss+08:00` (milliseconds only where there are some). Times without a zone are
 * China's; a day alone is its midnight.
 */
export function readDateTime(raw: unknown, options: DateOptions = {}): Reading<string> {
  return (
    readUsualTime(raw, options) ??
    readWritten(raw, options, ({ text, at, flags }) => {
      const value = isoTimeOf(at);
      const isCanonical = isoDateTime.test(text) && value === text;
      return read(value, isCanonical ? flags : [...flags, ...changes(at)]);
    })
  );
}

// What almost every system writes is read without taking its text apart; null for the rest, and for what is doubtful in it.
function readUsualTime(raw: unknown, options: DateOptions): Reading<string> | null {
  const value = usualTime(raw);
  if (value === null) return null;
  if (!isMeant(value, options)) return null;
  if (value === raw) return read(value);
  return read(value, isCount(raw) || (typeof raw === 'string' && raw.endsWith('Z')) ? movedVariant : variant);
}

/** Whether a text begins with a day that a record may mean. By numbers: every date of every record comes by here. */
function isMeant(text: string, { sentinels = [] }: DateOptions): boolean {
  const day = dayAtStart(text);
  if (!(day >= earliest * 10_000 && day < (latest + 1) * 10_000) || sentinelNumbers.has(day)) return false;
  return sentinels.length === 0 || !sentinels.includes(text.slice(0, 10));
}

/** `YYYY-MM-DD`, and eight digits as it. */
function usualDay(raw: unknown): string | null {
  if (typeof raw !== 'string' || (raw.length !== 10 && raw.length !== 8)) return null;
  return raw.length === 10 ? raw : `${raw.slice(0, 4)}-${raw.slice(4, 6)}-${raw.slice(6)}`;
}

/**
 * `YYYY-MM-DD HH:mm:ss`, fourteen digits, an instant that ends in Z, the canonical form and thirteen digits of epoch milliseconds
 * as the canonical form.
 */
function usualTime(raw: unknown): string | null {
  if (isCount(raw)) return chinaTime(Number(raw));
  if (typeof raw !== 'string') return null;
  if (raw.length === 14) return packedTime(raw);
  if (raw.length === 20 || raw.length === 24) return instantOf(raw);
  if (raw.length !== 19 && raw.length !== 25) return null;
  if (raw[10] !== 'T' && (raw[10] !== ' ' || raw.length === 25)) return null;
  if (raw[13] !== ':' || raw[16] !== ':' || !(raw.length === 19 || raw.endsWith('+08:00'))) return null;
  if (!(digits(raw, 11, 13) < 24 && digits(raw, 14, 16) < 60 && digits(raw, 17, 19) < 60)) return null;
  return raw.length === 25 ? raw : `${raw.slice(0, 10)}T${raw.slice(11)}+08:00`;
}

function packedTime(raw: string): string | null {
  if (!(digits(raw, 8, 10) < 24 && digits(raw, 10, 12) < 60 && digits(raw, 12, 14) < 60)) return null;
  return `${usualDay(raw.slice(0, 8))}T${raw.slice(8, 10)}:${raw.slice(10, 12)}:${raw.slice(12)}+08:00`;
}

function instantOf(raw: string): string | null {
  const [day, hour] = [raw.slice(0, 10), digits(raw, 11, 13)];
  const [minute, second] = [digits(raw, 14, 16), digits(raw, 17, 19)];
  const ms = raw.length === 24 ? digits(raw, 20, 23) : 0;
  if (raw[10] !== 'T' || raw[13] !== ':' || raw[16] !== ':' || !raw.endsWith('Z') || Number.isNaN(ms)) return null;
  if (!(hour < 24 && minute < 60 && second < 60) || (raw.length === 24 && raw[19] !== '.')) return null;
  if (!isIsoDate(day) || !isPlausible(day)) return null;
  return chinaTime(dayNumber(day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + ms);
}

const isCount = (raw: unknown): boolean =>
  typeof raw === 'number'
    ? Number.isInteger(raw) && raw >= 1e12 && raw < 1e13
    : typeof raw === 'string' && raw.length === 13 && raw[0] !== '0' && digits(raw, 0, 13) > 0;

function chinaTime(instant: number): string {
  const local = chinaClock(new Date(instant));
  return `${local.slice(0, local.endsWith('.000') ? 19 : 23)}+08:00`;
}

const movedVariant: readonly DataFlag[] = ['DATE_VARIANT', 'TIME_ZONE'];
const variant: readonly DataFlag[] = ['DATE_VARIANT'];

interface Written {
  readonly text: string;
  readonly at: WrittenTime;
  readonly flags: readonly DataFlag[];
}

function readWritten(
  raw: unknown,
  options: DateOptions,
  answer: (written: Written) => Reading<string>,
): Reading<string> {
  if (raw === null || raw === undefined) return missing;
  if (raw instanceof Date && Number.isNaN(raw.getTime())) return refuse('DATE_INVALID');
  const clean = cleanToken(raw instanceof Date ? raw.getTime() : raw);
  if (clean === null) return refuse('DATE_INVALID');
  // The space between day and time is part of the notation, and no defect.
  const hadInnerSpaceOnly = typeof raw === 'string' && raw.replaceAll(' ', '') === clean.text && raw.trim() === raw;
  const flags = hadInnerSpaceOnly ? clean.flags.filter((flag) => flag !== 'WHITESPACE') : clean.flags;
  const text = joinTime(raw, clean.text).toUpperCase();
  if (text === '') return missing;
  if (isPlaceholderWord(text)) return refuse(...flags, 'PLACEHOLDER');
  if (text === '0' || zeroDate.test(text) || sentinelSpelling.test(clean.text))
    return refuse(...flags, 'DATE_SENTINEL');
  const at = raw instanceof Date ? timeOfInstant(raw.getTime()) : parseTime(text);
  if (at === null) return refuse(...flags, 'DATE_INVALID');
  const day = isoOf(at);
  if (isSentinel(day, options)) return refuse(...flags, 'DATE_SENTINEL');
  if (!isPlausible(day)) return refuse(...flags, 'DATE_INVALID');
  return answer({ text, at, flags });
}

/** Cleaning drops the space before the time of day: `2017-5-2 9:30` must not become `2017-5-29:30`. */
function joinTime(raw: unknown, text: string): string {
  if (typeof raw !== 'string') return text;
  const spaced = raw.normalize('NFKC').trim();
  if (spaced.length > 60) return text;
  const match = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s+(\S.*)$/.exec(spaced);
  return match === null ? text : `${match[1]}T${(match[2] ?? '').replace(/\s+/g, '')}`;
}

function changes(at: WrittenTime): readonly DataFlag[] {
  return at.moved ? ['DATE_VARIANT', 'TIME_ZONE'] : ['DATE_VARIANT'];
}

function isSentinel(day: string, { sentinels = [] }: DateOptions): boolean {
  return sentinelDates.has(day) || sentinels.includes(day);
}

function isPlausible(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return day.length === 10 && year >= earliest && year <= latest;
}

function isoTimeOf(at: WrittenTime): string {
  const day = at.hour === 24 ? addPlainDays(isoOf(at), 1) : isoOf(at);
  const clock = [at.hour % 24, at.minute, at.second].map((part) => String(part).padStart(2, '0')).join(':');
  const fraction = at.millisecond === 0 ? '' : `.${String(at.millisecond).padStart(3, '0')}`;
  return `${day}T${clock}${fraction}+08:00`;
}
