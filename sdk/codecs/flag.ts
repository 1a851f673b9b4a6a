import { readBoolean } from '../../schema/values/boolean.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { TrustOption } from './clean-column.js';
import { formOf } from './form.js';
import { seekMapped } from './seek.js';
import { heeding } from './sentinels.js';

const flagWords = ['1', '0', 'Y', 'N', 'true', 'false', '是', '否', '有', '无'];

/**
 * Yes or no, in any of the notations that systems use: 1/0, Y/N, true/false, 是/否, 有/无, √/×, the byte of a BIT column. Anything
 * else is null with `BOOLEAN_INVALID`, words and sentinels for nothing with `PLACEHOLDER`.
 */
export function flag(from: ColumnName, { clean = false, sentinels }: TrustOption<string> = {}): Codec<boolean> {
  const column = nameOf(from);
  const heeded = heeding(sentinels, readBoolean);
  return {
    kind: 'boolean',
    form: formOf('flag', { clean, sentinels }),
    columns: [column],
    read: (raw) => heeded(raw[column]),
    seek: seekMapped(column, new Map(flagWords.map((word) => [word, [heeded(word).value]])), clean),
    order: null,
    spelling: null,
  };
}
