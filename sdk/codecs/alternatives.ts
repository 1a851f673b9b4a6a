import type { FieldValue, Scalar } from '../../schema/scalar.js';
import type { Codec, Seek, Spelling, Test } from '../codec.js';
import { passes } from '../completion/condition.js';
import { rawAll, rawAny } from '../raw.js';
import { formOf } from './form.js';

/**
 * The first codec's value where it reads one, otherwise the second's, with the flags of both: a document number where it is
 * one, and the bureau's text where it is none. Codecs of the same column that can be looked up by stay so.
 */
export function either<T extends FieldValue>(first: Codec<T>, second: Codec<T>): Codec<T> {
  return {
    kind: first.kind,
    form: formOf('either', { second: second.form }, first.form),
    columns: [...new Set([...first.columns, ...second.columns])],
    read: (raw) => {
      const reading = first.read(raw);
      if (reading.value !== null) return reading;
      const { value, flags } = second.read(raw);
      return { value, flags: [...new Set([...reading.flags, ...flags])] };
    },
    seek: (test) => joined(test.op === 'isNull' && test.value ? rawAll : rawAny, first.seek(test), second.seek(test)),
    order: null,
    spelling: spellingOf(first.spelling, second.spelling),
  };
}

function joined(join: typeof rawAll, a: Seek | null, b: Seek | null): Seek | null {
  return a === null || b === null ? null : { condition: join([a.condition, b.condition]), exact: false };
}

function spellingOf(a: Spelling | null, b: Spelling | null): Spelling | null {
  if (a === null || b === null || a.column !== b.column) return null;
  return {
    column: a.column,
    odd: rawAny([a.odd, b.odd]),
    of: (value) => [...new Set([...a.of(value), ...b.of(value)])],
  };
}

/** The codec's value, and this one where nothing is recorded: a mark that is set or left empty. What does not parse stays null. */
export function otherwise<T extends Scalar>(codec: Codec<T>, value: NoInfer<T>): Codec<T> {
  return {
    kind: codec.kind,
    form: formOf('otherwise', { value }, codec.form),
    columns: codec.columns,
    read: (raw) => {
      const reading = codec.read(raw);
      return reading.value === null && reading.flags.length === 0 ? { value, flags: [] } : reading;
    },
    seek: (test) => {
      if (test.op === 'isNull') return null;
      const seek = codec.seek(test);
      return passes(test, value) ? joined(rawAny, seek, codec.seek({ op: 'isNull', value: true })) : seek;
    },
    order: null,
    spelling: null,
  };
}

/** Whether the codec's value is one of these; null where it has none: `isOneOf(grade, ['DRUNK'])`. */
export function isOneOf<T extends Scalar>(codec: Codec<T>, values: readonly NoInfer<T>[]): Codec<boolean> {
  const wanted: ReadonlySet<Scalar> = new Set(values);
  return {
    kind: 'boolean',
    form: formOf('isOneOf', { values }, codec.form),
    columns: codec.columns,
    read: (raw) => {
      const { value, flags } = codec.read(raw);
      return { value: value === null ? null : wanted.has(value), flags };
    },
    seek: (test) => {
      if (test.op === 'isNull') return codec.seek(test);
      const answers = [true, false].filter((answer) => passes(test, answer));
      const [only] = answers;
      if (only === undefined) return null;
      if (answers.length === 2) return codec.seek({ op: 'isNull', value: false });
      return codec.seek(testOf(only, values));
    },
    order: null,
    spelling: null,
  };
}

const testOf = (answer: boolean, values: readonly Scalar[]): Test => ({ op: answer ? 'in' : 'notIn', values });
