import type { DataFlag } from '../../schema/flags.js';
import type { Scalar } from '../../schema/scalar.js';
import { cleanToken } from '../../schema/values/clean.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { formOf } from './form.js';
import { seekPresence } from './seek.js';

const separators = /[,，;；、|]/;

/**
 * Several values in one column, between commas, semicolons, 、 or bars: `list('SDRQ', date)`. Each item is read by the codec
 * that `item` makes; those that do not parse are left out, with their flags.
 */
export function list<T extends Scalar>(from: ColumnName, item: (column: string) => Codec<T>): Codec<readonly T[]> {
  const column = nameOf(from);
  const codec = item(column);
  return {
    kind: 'list',
    form: formOf('list', {}, codec.form),
    columns: [column],
    read: (raw) => {
      const held = raw[column] ?? null;
      const text = typeof held === 'number' || typeof held === 'bigint' ? String(held) : held;
      if (typeof text !== 'string') return { value: null, flags: text === null ? [] : ['ENCODING'] };
      if (cleanToken(text)?.text === '') return { value: null, flags: [] };
      const readings = text.split(separators).map((part) => codec.read({ [column]: part }));
      const flags: readonly DataFlag[] = [...new Set(readings.flatMap((reading) => reading.flags))];
      return { value: readings.flatMap(({ value }) => (value === null ? [] : [value])), flags };
    },
    seek: seekPresence(column),
    order: null,
    spelling: null,
  };
}
