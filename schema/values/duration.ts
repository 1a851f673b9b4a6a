import type { Reading } from '../flags.js';
import type { NumberBounds } from './number.js';
import { readQuantity, type UnitSize, type WrittenUnits } from './quantity.js';

/** The unit of a column of lengths of time. */
export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days';

const seconds = (of: bigint): UnitSize => ({ of, per: 1n });
const sizes: Readonly<Record<DurationUnit, UnitSize>> = {
  seconds: seconds(1n),
  minutes: seconds(60n),
  hours: seconds(3600n),
  days: seconds(86_400n),
};
const words: WrittenUnits = {
  秒: sizes.seconds,
  秒钟: sizes.seconds,
  s: sizes.seconds,
  分: sizes.minutes,
  分钟: sizes.minutes,
  min: sizes.minutes,
  时: sizes.hours,
  小时: sizes.hours,
  钟头: sizes.hours,
  h: sizes.hours,
  天: sizes.days,
  日: sizes.days,
};
const clock = /^\d{1,3}:[0-5]\d(:[0-5]\d)?$/;

/** Reads a length of time to hours with at most two decimals: `1.5`, `90分钟`, `1小时30分`, `1:30`, `半小时`. */
export function readHours(raw: unknown, unit: DurationUnit = 'hours', bounds: NumberBounds = {}): Reading<number> {
  return readQuantity(plain(raw), words, { ...bounds, unit: sizes[unit], to: sizes.hours, places: 2 });
}

/** Reads a length of time to whole minutes. */
export function readMinutes(raw: unknown, unit: DurationUnit = 'minutes', bounds: NumberBounds = {}): Reading<number> {
  return readQuantity(plain(raw), words, { ...bounds, unit: sizes[unit], to: sizes.minutes, places: 0 });
}

/** A time as a clock shows it is so many hours and minutes. */
function plain(raw: unknown): unknown {
  if (typeof raw !== 'string' || !clock.test(raw.trim())) return raw;
  const [hours, minutes, rest = '0'] = raw.trim().split(':');
  return `${hours}时${minutes}分${rest}秒`;
}
