import type { Reading } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { type AreaUnit, readMu, readSquareMetres } from '../../schema/values/area.js';
import { type DurationUnit, readHours, readMinutes } from '../../schema/values/duration.js';
import { type MoneyUnit, readMoney } from '../../schema/values/money.js';
import { readMonths } from '../../schema/values/months.js';
import { type NumberBounds, readDecimal, readInteger } from '../../schema/values/number.js';
import type { Codec, CodecForm } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { TrustOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekPresence } from './seek.js';
import { heeding } from './sentinels.js';

/** What may be said of a column of numbers. */
export type NumberOptions = NumberBounds & TrustOption<number>;

/**
 * A whole number: `12`, `1,234`, `24.0`, `三`. What is no number is null with `NUMBER_INVALID`, what a spreadsheet rounded
 * (3.71E+17, or beyond 2^53) with `PRECISION_LOST`; outside of `min` and `max` it is kept with `OUT_OF_RANGE`, as contradictions
 * are input to rules (domain 6.4 #14).
 */
export const integer = (column: ColumnName, { clean, sentinels, ...bounds }: NumberOptions = {}): Codec<number> =>
  number(
    formOf('integer', { clean, sentinels, ...bounds }),
    nameOf(column),
    heeding(sentinels, (raw) => readInteger(raw, bounds)),
    clean,
  );

/** A decimal number: `7.5`, `1,234.5`; flags as for `integer`. */
export const decimal = (column: ColumnName, { clean, sentinels, ...bounds }: NumberOptions = {}): Codec<number> =>
  number(
    formOf('decimal', { clean, sentinels, ...bounds }),
    nameOf(column),
    heeding(sentinels, (raw) => readDecimal(raw, bounds)),
    clean,
  );

/**
 * An amount of money as integer fen (分), from a column in `unit` (default yuan, 元; `wan` is 万元); a unit written beside the
 * amount wins: `1,234.5`, `￥300`, `3万元`, `叁万元整` (domain 6.4 #13). What is no amount is null with `AMOUNT_INVALID`; below
 * zero or beyond 100 billion yuan it is kept with `OUT_OF_RANGE`.
 */
export const money = (
  column: ColumnName,
  { unit = 'yuan', clean, sentinels }: { readonly unit?: MoneyUnit } & TrustOption<string | number> = {},
): Codec<number> =>
  number(
    formOf('money', { unit, clean, sentinels }),
    nameOf(column),
    heeding(sentinels, (raw) => readMoney(raw, unit)),
    clean,
    (fen) => Number(fen) / fenPer[unit],
  );

const fenPer: Readonly<Record<MoneyUnit, number>> = { fen: 1, yuan: 100, wan: 1_000_000 };

/** A length of time in whole months: `24`, `二年`, `1年半`; beyond 300 (刑法 69) it is kept with `OUT_OF_RANGE`. */
export const months = (
  column: ColumnName,
  { sentinels }: Pick<MeasureOptions<never>, 'sentinels'> = {},
): Codec<number> => number(formOf('months', { sentinels }), nameOf(column), heeding(sentinels, readMonths));

/** How a column of a measure is read. */
export interface MeasureOptions<Unit> extends NumberBounds {
  /** The unit of numbers without one; the canonical one by default. */
  readonly unit?: Unit;
  /** What stands for no value, as the column holds it. */
  readonly sentinels?: readonly (string | number)[];
}

/**
 * A length of time in hours, at most two decimals: `1.5`, `90分钟`, `1小时30分`, `1:30`, `半小时`. Outside of `min` and `max` (more
 * hours than a day has: domain 6.4 #14) it is kept with `OUT_OF_RANGE`.
 */
export const hours = (column: ColumnName, options: MeasureOptions<DurationUnit> = {}): Codec<number> =>
  measure('hours', column, options, readHours);

/** A length of time in whole minutes; notations and flags as for `hours`. */
export const minutes = (column: ColumnName, options: MeasureOptions<DurationUnit> = {}): Codec<number> =>
  measure('minutes', column, options, readMinutes);

/** An area in mu (亩, 1/15 hectare), at most four decimals: `3.5`, `3亩5分`, `0.2公顷`, `1200㎡` (domain 6.4 #13). */
export const mu = (column: ColumnName, options: MeasureOptions<AreaUnit> = {}): Codec<number> =>
  measure('mu', column, options, readMu);

/** An area in square metres, at most two decimals; notations as for `mu`. */
export const squareMetres = (column: ColumnName, options: MeasureOptions<AreaUnit> = {}): Codec<number> =>
  measure('squareMetres', column, options, readSquareMetres);

function measure<Unit>(
  name: string,
  column: ColumnName,
  { unit, sentinels, ...bounds }: MeasureOptions<Unit>,
  read: (raw: unknown, unit: Unit | undefined, bounds: NumberBounds) => Reading<number>,
): Codec<number> {
  const form = formOf(name, { unit, sentinels, ...bounds });
  return number(
    form,
    nameOf(column),
    heeding(sentinels, (raw) => read(raw, unit, bounds)),
  );
}

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
