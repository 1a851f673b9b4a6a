import type { Reading } from '../flags.js';
import { cleanToken, raiseCase } from './clean.js';
import { isPlaceholderWord } from './placeholder.js';
import { missing, read, refuse } from './reading.js';

const words: ReadonlyMap<string, boolean> = new Map([
  ...['1', 'Y', 'YES', 'TRUE', 'T', 'ON', '是', '有', '真', '对', '已', '√', '✓', '✔'].map(
    (word) => [word, true] as const,
  ),
  ...['0', 'N', 'NO', 'FALSE', 'F', 'OFF', '否', '无', '没有', '假', '错', '未', '不是', '非', '×', '✗', '✘'].map(
    (word) => [word, false] as const,
  ),
]);

/** Reads yes or no: 是/否, 有/无, 1/0, Y/N, true/false, √/×, and the single byte of a BIT column. */
export function readBoolean(raw: unknown): Reading<boolean> {
  if (raw === null || raw === undefined) return missing;
  if (typeof raw === 'boolean') return read(raw);
  if (raw instanceof Uint8Array) return raw.length === 1 ? readBoolean(raw[0]) : refuse('BOOLEAN_INVALID');
  const clean = cleanToken(raw);
  if (clean === null) return refuse('BOOLEAN_INVALID');
  const { text, flags } = raiseCase(clean);
  if (text === '') return missing;
  const value = words.get(text);
  if (value !== undefined) {
    // `y`, `true` and `T` are notations, not defects.
    return read(
      value,
      flags.filter((flag) => flag !== 'LOWER_CASE'),
    );
  }
  return refuse(...flags, isPlaceholderWord(text) ? 'PLACEHOLDER' : 'BOOLEAN_INVALID');
}
