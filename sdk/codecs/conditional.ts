import type { FieldValue, Scalar } from '../../schema/scalar.js';
import type { Codec, CodecForm } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { RawRecord } from '../raw.js';
import { formOf } from './form.js';

/** The codec's value where another column holds something; null elsewhere: one column for two kinds of things. */
export const whenPresent = <T extends FieldValue>(column: ColumnName, codec: Codec<T>): Codec<T> => {
  const name = nameOf(column);
  const form = formOf('whenPresent', { column: name }, codec.form);
  return when(form, [name], codec, (raw) => isPresent(raw[name]));
};

/** The codec's value where another column holds nothing; null elsewhere. */
export const whenAbsent = <T extends FieldValue>(column: ColumnName, codec: Codec<T>): Codec<T> => {
  const name = nameOf(column);
  const form = formOf('whenAbsent', { column: name }, codec.form);
  return when(form, [name], codec, (raw) => !isPresent(raw[name]));
};

/** The codec's value where another field reads as one of the values; null elsewhere: `whenOneOf(kind, ['PERSON'], personName('mc'))`. */
export const whenOneOf = <K extends Scalar, T extends FieldValue>(
  other: Codec<K>,
  values: readonly NoInfer<K>[],
  codec: Codec<T>,
): Codec<T> => {
  const wanted: ReadonlySet<Scalar> = new Set(values);
  const form = formOf('whenOneOf', { other: other.form, values }, codec.form);
  return when(form, other.columns, codec, (raw) => {
    const { value } = other.read(raw);
    return value !== null && wanted.has(value);
  });
};

function when<T extends FieldValue>(
  form: CodecForm,
  columns: readonly string[],
  codec: Codec<T>,
  holds: (raw: RawRecord) => boolean,
): Codec<T> {
  return {
    kind: codec.kind,
    form,
    columns: [...new Set([...codec.columns, ...columns])],
    read: (raw) => (holds(raw) ? codec.read(raw) : { value: null, flags: [] }),
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
