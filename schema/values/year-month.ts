import type { Reading } from '../flags.js';
import { cleanToken } from './clean.js';
import { type DateOptions, readDate } from './date.js';
import { read } from './reading.js';

const canonical = /^\d{4}-(0[1-9]|1[0-2])$/;
const written = /^(\d{4})[-/.年]?(\d{1,2})月?$/;

/**
 * Reads a calendar month to `YYYY-MM` (ISO 8601) from `202601`, `2026-1`, `2026/01`, `2026年1月`, `二〇二六年一月` or any notation of
 * a day in it. Anything but the canonical form is flagged; what no month can be read from is null, flagged as a day would be.
 */
export function readYearMonth(raw: unknown, options: DateOptions = {}): Reading<string> {
  const token = cleanToken(raw);
  const match = token === null ? null : written.exec(token.text);
  const day = match === null ? asDay(raw) : `${match[1]}-${String(match[2]).padStart(2, '0')}-01`;
  const { value, flags } = readDate(day, options);
  const own = token === null ? [] : token.flags;
  if (value === null) return { value, flags: [...new Set([...own, ...flags])] };
  const month = value.slice(0, 7);
  const isWritten = canonical.test(token?.text ?? '');
  return read(month, isWritten ? own : [...own, ...flags, 'DATE_VARIANT']);
}

/** A month in characters (二〇二六年一月) lacks the day alone. */
const asDay = (raw: unknown): unknown =>
  typeof raw === 'string' && /月$/.test(raw.trim()) ? `${raw.trim()}一日` : raw;
