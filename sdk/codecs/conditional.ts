import type { FieldValue } from '../../schema/scalar.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { formOf } from './form.js';

/** The codec's value where another column holds something; null elsewhere: one column for two kinds of things. */
export const whenPresent = <T extends FieldValue>(column: ColumnName, codec: Codec<T>): Codec<T> =>
  when('whenPresent', nameOf(column), codec, (raw) => isPresent(raw));

/** The codec's value where another column holds nothing; null elsewhere. */
export const whenAbsent = <T extends FieldValue>(column: ColumnName, codec: Codec<T>): Codec<T> =>
  when('whenAbsent', nameOf(column), codec, (raw) => !isPresent(raw));

function when<T extends FieldValue>(
  name: string,
  column: string,
  codec: Codec<T>,
  holds: (raw: unknown) => boolean,
): Codec<T> {
  return {
    kind: codec.kind,
    form: formOf(name, { column }, codec.form),
    columns: [...new Set([...codec.columns, column])],
    read: (raw) => (holds(raw[column]) ? codec.read(raw) : { value: null, flags: [] }),
    seek: (test) => {
      const seek = test.op === 'isNull' && test.value ? null : codec.seek(test);
      return seek === null ? null : { condition: seek.condition, exact: false };
    },
    order: null,
    spelling: null,
  };
}

const isPresent = (raw: unknown): boolean =>
  raw !== null && raw !== undefined && (typeof raw !== 'string' || raw.trim() !== '');
