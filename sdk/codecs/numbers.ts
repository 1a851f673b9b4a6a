import type { Reading } from '../../schema/flags.js';
import { type MoneyUnit, readMoney } from '../../schema/values/money.js';
import { readMonths } from '../../schema/values/months.js';
import { type NumberBounds, readDecimal, readInteger } from '../../schema/values/number.js';
import type { Codec } from '../codec.js';
import { seekPresence } from './seek.js';

/** A whole number; outside of `bounds` it is kept and flagged (domain 6.4 #14). */
export const integer = (column: string, bounds: NumberBounds = {}): Codec<number> =>
  number(column, (raw) => readInteger(raw, bounds));

/** A decimal number; outside of `bounds` it is kept and flagged. */
export const decimal = (column: string, bounds: NumberBounds = {}): Codec<number> =>
  number(column, (raw) => readDecimal(raw, bounds));

/** An amount as integer fen, from a column in `unit` (default yuan); a unit written beside the amount wins. */
export const money = (column: string, unit: MoneyUnit = 'yuan'): Codec<number> =>
  number(column, (raw) => readMoney(raw, unit));

/** A length of time in whole months: `24`, `二年`, `1年半`. */
export const months = (column: string): Codec<number> => number(column, readMonths);

function number(column: string, read: (raw: unknown) => Reading<number>): Codec<number> {
  return {
    kind: 'number',
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: seekPresence(column),
    order: null,
    spelling: null,
  };
}
