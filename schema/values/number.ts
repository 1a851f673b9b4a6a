import type { DataFlag, Reading } from '../flags.js';
import { chineseInteger } from './chinese-numeral.js';
import { cleanToken } from './clean.js';
import { parseDecimal, plainDigits, toScale } from './decimal.js';
import { isPlaceholderWord } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

/** What is possible; a number outside is kept and flagged, as contradictions are input to rules (domain 6.4 #14). */
export interface NumberBounds {
  readonly min?: number;
  readonly max?: number;
}

/** Reads a whole number: `12`, `1,234`, `24.0`, `三`. Numbers beyond 2^53 are null with `PRECISION_LOST`. */
export function readInteger(raw: unknown, bounds: NumberBounds = {}): Reading<number> {
  return readNumber(raw, bounds, true);
}

/** Reads a decimal number: `7.5`, `1,234.5`. */
export function readDecimal(raw: unknown, bounds: NumberBounds = {}): Reading<number> {
  return readNumber(raw, bounds, false);
}

function readNumber(raw: unknown, bounds: NumberBounds, whole: boolean): Reading<number> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(typeof raw === 'number' ? plainDigits(raw) : raw);
  if (clean === null) return refuse('NUMBER_INVALID');
  const { text } = clean;
  if (text === '') return missing;
  if (isPlaceholderWord(text)) return refuse(...clean.flags, 'PLACEHOLDER');
  if (/^[+-]?\d(\.\d+)?E\+?\d+$/i.test(text)) return refuse(...clean.flags, 'PRECISION_LOST');
  const decimal = parseDecimal(text);
  const numeral = decimal === null ? chineseInteger(text) : null;
  if (decimal === null && numeral === null) return refuse(...clean.flags, 'NUMBER_INVALID');
  if (decimal !== null && whole && !toScale(decimal, 0).exact) return refuse(...clean.flags, 'NUMBER_INVALID');
  const value = decimal === null ? (numeral ?? 0) : Number(text.replaceAll(',', '')) + 0;
  if (!Number.isFinite(value)) return refuse(...clean.flags, 'NUMBER_INVALID');
  if (whole && !Number.isSafeInteger(value)) return refuse(...clean.flags, 'PRECISION_LOST');
  const flags: DataFlag[] = [...clean.flags];
  if (numeral !== null || text.includes(',')) flags.push('NUMBER_VARIANT');
  if (value < (bounds.min ?? value) || value > (bounds.max ?? value)) flags.push('OUT_OF_RANGE');
  return read(value, flags);
}
