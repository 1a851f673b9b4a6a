import type { DataFlag, Reading } from '../flags.js';
import { chineseInteger } from './chinese-numeral.js';
import { cleanToken } from './clean.js';
import { parseDecimal, plainDigits } from './decimal.js';
import type { NumberBounds } from './number.js';
import { isPlaceholderWord } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

/** How many base units one unit is, as a fraction. */
export interface UnitSize {
  readonly of: bigint;
  readonly per: bigint;
}

/** A kind of quantity: how its units are written, in lower case; sizes in one base unit. */
export type WrittenUnits = Readonly<Record<string, UnitSize>>;

/** How one column is read. */
export interface QuantityOptions extends NumberBounds {
  /** The unit of numbers without one. */
  readonly unit: UnitSize;
  /** The unit to read to. */
  readonly to: UnitSize;
  /** Decimal places that are kept, rounded half away from zero. */
  readonly places: number;
}

const numeral = String.raw`[+-]?[\d,]*\.?\d+|[零〇一二两三四五六七八九十百千万]+`;
const part = new RegExp(
  String.raw`^(?:(${numeral})个?(半)?|(半))个?(k?m2|[^\d,.+\-零〇一二两三四五六七八九十百千半个]*)`,
  'u',
);
const longest = 40;

/**
 * Reads a quantity: a number in the column's unit, or with units beside it, which win (`3.5亩`, `1小时30分`, `半小时`); exact until
 * it is rounded. Outside of the bounds it is kept with `OUT_OF_RANGE` (domain 6.4 #13, #14).
 */
export function readQuantity(raw: unknown, units: WrittenUnits, options: QuantityOptions): Reading<number> {
  if (raw === null || raw === undefined) return missing;
  const clean = cleanToken(typeof raw === 'number' ? plainDigits(raw) : raw);
  if (clean === null) return refuse('NUMBER_INVALID');
  const text = clean.text.toLowerCase();
  if (text === '') return missing;
  if (isPlaceholderWord(text)) return refuse(...clean.flags, 'PLACEHOLDER');
  if (/^[+-]?\d(\.\d+)?e\+?\d+$/.test(text)) return refuse(...clean.flags, 'PRECISION_LOST');
  const amount = text.length > longest ? null : sumOf(text, units, options.unit);
  if (amount === null) return refuse(...clean.flags, 'NUMBER_INVALID');
  const value = rounded({ of: amount.of * options.to.per, per: amount.per * options.to.of }, options.places);
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)
    return refuse(...clean.flags, 'NUMBER_INVALID');
  const flags: DataFlag[] = [...clean.flags];
  if (!/^[+-]?\d*\.?\d+$/.test(text)) flags.push('NUMBER_VARIANT');
  if (value < (options.min ?? value) || value > (options.max ?? value)) flags.push('OUT_OF_RANGE');
  return read(value, flags);
}

/** The parts together in base units, each smaller than the one before; null when one of them is no quantity. */
function sumOf(text: string, units: WrittenUnits, own: UnitSize): UnitSize | null {
  let rest = text;
  let total: UnitSize = { of: 0n, per: 1n };
  let last: UnitSize | null = null;
  while (rest !== '') {
    const match = part.exec(rest);
    if (match === null) return null;
    const [whole, digits, half, alone, word = ''] = match;
    const isOnly: boolean = last === null && whole.length === rest.length;
    const unit: UnitSize | undefined = word === '' && isOnly ? own : units[word];
    const count = countOf(digits, half ?? alone);
    if (unit === undefined || count === null || (last !== null && !isSmaller(unit, last))) return null;
    total = plus(total, { of: count.of * unit.of, per: count.per * unit.per });
    last = unit;
    rest = rest.slice(whole.length);
  }
  return last === null ? null : total;
}

function countOf(digits: string | undefined, half: string | undefined): UnitSize | null {
  const decimal = digits === undefined ? null : parseDecimal(digits);
  const numeral = digits === undefined ? 0 : decimal === null ? chineseInteger(digits) : null;
  if (decimal === null && numeral === null) return null;
  const count =
    decimal === null
      ? { of: BigInt(numeral ?? 0), per: 1n }
      : { of: decimal.digits, per: 10n ** BigInt(decimal.scale) };
  return half === undefined ? count : plus(count, { of: 1n, per: 2n });
}

const plus = (a: UnitSize, b: UnitSize): UnitSize => ({ of: a.of * b.per + b.of * a.per, per: a.per * b.per });
const isSmaller = (a: UnitSize, b: UnitSize): boolean => a.of * b.per < b.of * a.per;

function rounded({ of, per }: UnitSize, places: number): number {
  const scaled = of * 10n ** BigInt(places);
  const size = scaled < 0n ? -scaled : scaled;
  const value = (size * 2n + per) / (per * 2n);
  const digits = value.toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return Number(text) * (scaled < 0n && value > 0n ? -1 : 1);
}
