import type { DataFlag, Reading } from '../flags.js';
import { chineseInteger } from './chinese-numeral.js';
import { cleanToken } from './clean.js';
import { isPlaceholderWord } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

const numeral = String.raw`(\d{1,4}|[零〇一二两三四五六七八九十百廿]{1,5})`;
const years = new RegExp(`^(?:(?:有期徒刑|拘役|管制|缓刑)?${numeral}年(半)?(?:零|又)?(?:${numeral}个?月)?|半年)整?$`);
const monthsOnly = new RegExp(`^(?:有期徒刑|拘役|管制|缓刑)?${numeral}个?月整?$`);
/** 25 years, the most that combined sentences reach (刑法 69). */
const longest = 300;

/**
 * Reads a length of time to whole months: `24`, `二年`, `2年6个月`, `一年三个月`, `半年`, `1年半`.
 * Lengths with days are not whole months and are null; more than 300 are kept with `OUT_OF_RANGE`.
 */
export function readMonths(raw: unknown): Reading<number> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(raw);
  if (clean === null) return refuse('NUMBER_INVALID');
  const { text } = clean;
  if (text === '') return missing;
  if (isPlaceholderWord(text)) return refuse(...clean.flags, 'PLACEHOLDER');
  const value = text.length > 20 ? null : parse(text);
  if (value === null || value < 0) return refuse(...clean.flags, 'NUMBER_INVALID');
  const flags: DataFlag[] = [...clean.flags];
  if (!/^\d+(\.0+)?$/.test(text)) flags.push('NUMBER_VARIANT');
  if (value > longest) flags.push('OUT_OF_RANGE');
  return read(value, flags);
}

function parse(text: string): number | null {
  if (/^\d{1,4}(\.0+)?$/.test(text)) return Number(text);
  if (text === '半年') return 6;
  const single = monthsOnly.exec(text);
  if (single !== null) return count(single[1]);
  const match = years.exec(text);
  if (match === null) return null;
  const [, year, half, month] = match;
  const whole = count(year);
  const rest = month === undefined ? 0 : count(month);
  if (whole === null || rest === null || (half !== undefined && month !== undefined)) return null;
  return whole * 12 + rest + (half === undefined ? 0 : 6);
}

function count(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d+$/.test(text) ? Number(text) : chineseInteger(text);
}
