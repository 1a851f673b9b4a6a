import type { Reading } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { type MoneyUnit, readMoney } from '../../schema/values/money.js';
import { readMonths } from '../../schema/values/months.js';
import { type NumberBounds, readDecimal, readInteger } from '../../schema/values/number.js';
import type { Codec, CodecForm } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { CleanOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekPresence } from './seek.js';

/** A whole number; outside of `bounds` it is kept and flagged (domain 6.4 #14). */
export const integer = (column: ColumnName, { clean, ...bounds }: NumberBounds & CleanOption = {}): Codec<number> =>
  number(formOf('integer', { clean, ...bounds }), nameOf(column), (raw) => readInteger(raw, bounds), clean);

/** A decimal number; outside of `bounds` it is kept and flagged. */
export const decimal = (column: ColumnName, { clean, ...bounds }: NumberBounds & CleanOption = {}): Codec<number> =>
  number(formOf('decimal', { clean, ...bounds }), nameOf(column), (raw) => readDecimal(raw, bounds), clean);

/** An amount as integer fen, from a column in `unit` (default yuan); a unit written beside the amount wins. */
export const money = (
  column: ColumnName,
  { unit = 'yuan', clean }: { readonly unit?: MoneyUnit } & CleanOption = {},
): Codec<number> =>
  number(
    formOf('money', { unit, clean }),
    nameOf(column),
    (raw) => readMoney(raw, unit),
    clean,
    (fen) => Number(fen) / fenPer[unit],
  );

const fenPer: Readonly<Record<MoneyUnit, number>> = { fen: 1, yuan: 100, wan: 1_000_000 };

/** A length of time in whole months: `24`, `二年`, `1年半`. */
export const months = (column: ColumnName): Codec<number> =>
  number(formOf('months'), nameOf(column), readMonths, false);

function number(
  form: CodecForm,
  column: string,
  read: (raw: unknown) => Reading<number>,
  clean = false,
  toRaw: (value: Scalar) => Scalar = (value) => value,
): Codec<number> {
  return {
    kind: 'number',
    form,
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: clean
      ? seekExact(column, 'number', (value) => (typeof value === 'number' ? toRaw(value) : null))
      : seekPresence(column),
    order: clean ? { column, type: 'number', toRaw } : null,
    spelling: null,
  };
}
