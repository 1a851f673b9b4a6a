import type { Reading } from '../../schema/flags.js';
import { fullWidth } from '../../schema/values/clean.js';
import { type PersonName, readPersonName } from '../../schema/values/person-name.js';
import { readText, type TextOptions } from '../../schema/values/text.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { rawFalse } from '../raw.js';
import type { CleanOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekPresence, seekText } from './seek.js';
import { odd } from './shapes.js';

/** Text and keys. `placeholders: true` makes null of `无`, `不详`, `/` …; `width` is the column's, to notice what was cut. */
export function text(from: ColumnName, { clean = false, ...options }: TextOptions & CleanOption = {}): Codec<string> {
  const column = nameOf(from);
  const oddly = clean ? rawFalse : odd.text(column);
  return {
    kind: 'text',
    form: formOf('text', { clean, ...options }),
    columns: [column],
    read: (raw) => readText(raw[column], options),
    seek: clean ? seekExact(column, 'text') : seekText(column, oddly),
    order: clean ? { column, type: 'text', toRaw: (value) => value } : null,
    spelling: { column, odd: oddly, of: (value) => (clean ? [value] : [...new Set([value, fullWidth(value)])]) },
  };
}

/** A person's name, without the former name or alias that the column may hold beside it. */
export function personName(from: ColumnName): Codec<string> {
  const column = nameOf(from);
  return { ...namePart('personName', column, ({ name }) => name), seek: seekText(column, odd.name(column)) };
}

/** The former name (曾用名) that the column holds beside the name. */
export const formerName = (column: ColumnName): Codec<string> =>
  namePart('formerName', nameOf(column), (name) => name.formerName);

function namePart(form: string, column: string, part: (name: PersonName) => string | null): Codec<string> {
  return {
    kind: 'text',
    form: formOf(form),
    columns: [column],
    read: (raw): Reading<string> => {
      const { value, flags } = readPersonName(raw[column]);
      return { value: value === null ? null : part(value), flags };
    },
    seek: seekPresence(column),
    order: null,
    spelling: null,
  };
}
