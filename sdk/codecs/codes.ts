import type { Reading } from '../../schema/flags.js';
import { readBoolean } from '../../schema/values/boolean.js';
import { cleanToken } from '../../schema/values/clean.js';
import { isPlaceholder } from '../../schema/values/placeholder.js';
import type { Codec } from '../codec.js';
import { seekMapped } from './seek.js';

/** Raw code → value of a closed list. The first raw of a value is its current code; `legacy` ones are flagged. */
export interface EnumerationOptions<V extends string> {
  readonly legacy?: Readonly<Record<string, V>>;
}

/** A closed list of the schema (an enum) from the system's own codes; other codes are null with `CODE_UNKNOWN`. */
export function enumeration<const V extends string>(
  column: string,
  codes: Readonly<Record<string, V>>,
  { legacy = {} }: EnumerationOptions<NoInfer<V>> = {},
): Codec<V> {
  const current = new Map(Object.entries(codes));
  const former = new Map(Object.entries(legacy));
  const read = (raw: unknown): Reading<V> => {
    if (raw === null || raw === undefined) return { value: null, flags: [] };
    const clean = cleanToken(raw);
    if (clean === null) return { value: null, flags: ['CODE_UNKNOWN'] };
    const { text, flags } = clean;
    if (text === '') return { value: null, flags };
    const value = current.get(text);
    if (value !== undefined) return { value, flags };
    const old = former.get(text);
    if (old !== undefined) return { value: old, flags: [...flags, 'CODE_LEGACY'] };
    return { value: null, flags: [...flags, isPlaceholder(text) ? 'PLACEHOLDER' : 'CODE_UNKNOWN'] };
  };
  return {
    kind: 'text',
    columns: [column],
    read: (raw) => read(raw[column]),
    seek: seekMapped(column, new Map([...former, ...current])),
    order: null,
    spelling: null,
  };
}

const flagWords = ['1', '0', 'Y', 'N', 'true', 'false', '是', '否', '有', '无'];

/** Yes or no, in any of the notations that systems use. */
export function flag(column: string): Codec<boolean> {
  return {
    kind: 'boolean',
    columns: [column],
    read: (raw) => readBoolean(raw[column]),
    seek: seekMapped(column, new Map(flagWords.map((word) => [word, readBoolean(word).value]))),
    order: null,
    spelling: null,
  };
}
