import type { Reading } from '../../schema/flags.js';
import { fullWidth } from '../../schema/values/clean.js';
import { type PersonName, readPersonName } from '../../schema/values/person-name.js';
import { readText, type TextOptions } from '../../schema/values/text.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { rawFalse } from '../raw.js';
import type { TrustOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekPresence, seekText } from './seek.js';
import { heeding } from './sentinels.js';
import { odd } from './shapes.js';

/**
 * Text and keys: trimmed, full-width letters and digits narrowed, what was escaped twice unescaped (domain 6.4 #1, #2, #12).
 * `placeholders: true` makes null of `无`, `不详`, `/` … and `sentinels` of what else means nothing here (`PLACEHOLDER`, #5); `width`
 * is the column's in bytes of GBK, to flag what may have been cut (`TRUNCATED`). Damaged text stays as it is with `ENCODING` (#9).
 */
export function text(from: ColumnName, options: TextOptions & TrustOption<string> = {}): Codec<string> {
  const { clean = false, sentinels, ...rest } = options;
  const column = nameOf(from);
  const read = heeding(sentinels, (raw) => readText(raw, rest));
  const oddly = clean ? rawFalse : odd.text(column);
  return {
    kind: 'text',
    form: formOf('text', { clean, sentinels, ...rest }),
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: clean ? seekExact(column, 'text') : seekText(column, oddly),
    order: clean ? { column, type: 'text', toRaw: (value) => value } : null,
    spelling: { column, odd: oddly, of: (value) => (clean ? [value] : [...new Set([value, fullWidth(value)])]) },
  };
}

/**
 * A person's name, without the former name or alias that the column may hold beside it: `张三（曾用名张叁）` → `张三`; one kind of
 * minority dot, no spaces between Chinese characters (`NAME_VARIANT`, domain 6.4 #11). Rare characters stay as they are.
 */
export function personName(from: ColumnName): Codec<string> {
  const column = nameOf(from);
  return { ...namePart('personName', column, ({ name }) => name), seek: seekText(column, odd.name(column)) };
}

/** The former name (曾用名, 原名) that the column holds beside the name; null where there is none. */
export const formerName = (column: ColumnName): Codec<string> =>
  namePart('formerName', nameOf(column), (name) => name.formerName);

/** The alias (别名, 化名, 绰号) that the column holds beside the name; null where there is none. */
export const aliasName = (column: ColumnName): Codec<string> =>
  namePart('aliasName', nameOf(column), (name) => name.alias);

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
