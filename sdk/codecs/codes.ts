import { readCode } from '../../schema/codes/read-code.js';
import type { DataFlag, Reading } from '../../schema/flags.js';
import { readBoolean } from '../../schema/values/boolean.js';
import { cleanToken } from '../../schema/values/clean.js';
import { isPlaceholder } from '../../schema/values/placeholder.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { CleanOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekExact, seekMapped, seekPresence } from './seek.js';

/**
 * A closed list of the schema (an enum, or codes of the hub's own) from the system's own codes: for each value its code,
 * or its code and then what older records hold instead (`CODE_LEGACY`). Other codes are null with `CODE_UNKNOWN`.
 */
export function enumeration<const V extends string>(
  from: ColumnName,
  codes: Readonly<Record<V, string | readonly string[]>>,
  { clean = false }: CleanOption = {},
): Codec<V> {
  const column = nameOf(from);
  const known = new Map<string, { readonly value: V; readonly flags: readonly DataFlag[] }>();
  for (const [value, raws] of Object.entries(codes) as [V, string | readonly string[]][]) {
    const [current, ...older] = typeof raws === 'string' ? [raws] : raws;
    if (current !== undefined) known.set(current, { value, flags: [] });
    for (const raw of older) known.set(raw, { value, flags: ['CODE_LEGACY'] });
  }
  return {
    kind: 'text',
    form: formOf('enumeration', { codes, clean }),
    columns: [column],
    read: (raw) => readKnown(raw[column], known),
    seek: seekMapped(column, new Map([...known].map(([raw, { value }]) => [raw, value])), clean),
    order: null,
    spelling: null,
  };
}

function readKnown<V>(raw: unknown, known: ReadonlyMap<string, Reading<V>>): Reading<V> {
  if (raw === null || raw === undefined) return { value: null, flags: [] };
  const token = cleanToken(raw);
  if (token === null) return { value: null, flags: ['CODE_UNKNOWN'] };
  const { text, flags } = token;
  if (text === '') return { value: null, flags };
  const found = known.get(text);
  if (found !== undefined) return { value: found.value, flags: [...flags, ...found.flags] };
  return { value: null, flags: [...flags, isPlaceholder(text) ? 'PLACEHOLDER' : 'CODE_UNKNOWN'] };
}

/** A code of a standard list (`GB/T 2260`, `GB/T 3304` …; see schema/codes), from codes, labels and former spellings. */
export function code(from: ColumnName, system: string, { clean = false }: CleanOption = {}): Codec<string> {
  const column = nameOf(from);
  return {
    kind: 'text',
    form: formOf('code', { system, clean }),
    columns: [column],
    read: (raw) => readCode(system, raw[column]),
    seek: clean ? seekExact(column, 'text') : seekPresence(column),
    order: null,
    spelling: null,
  };
}

const flagWords = ['1', '0', 'Y', 'N', 'true', 'false', '是', '否', '有', '无'];

/** Yes or no, in any of the notations that systems use. */
export function flag(from: ColumnName, { clean = false }: CleanOption = {}): Codec<boolean> {
  const column = nameOf(from);
  return {
    kind: 'boolean',
    form: formOf('flag', { clean }),
    columns: [column],
    read: (raw) => readBoolean(raw[column]),
    seek: seekMapped(column, new Map(flagWords.map((word) => [word, readBoolean(word).value])), clean),
    order: null,
    spelling: null,
  };
}
