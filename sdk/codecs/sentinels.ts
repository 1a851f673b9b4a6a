import type { Reading } from '../../schema/flags.js';
import { cleanToken } from '../../schema/values/clean.js';
import { refuse } from '../../schema/values/reading.js';

type Sentinels = readonly (string | number)[] | undefined;

/** Whether a raw value is one of the words, apart from spaces and width variants. */
export function isAmong(sentinels: Sentinels): (raw: unknown) => boolean {
  if (sentinels === undefined || sentinels.length === 0) return () => false;
  const words = new Set(sentinels.map((sentinel) => cleanToken(sentinel)?.text));
  return (raw) => {
    const token = cleanToken(raw);
    return token !== null && words.has(token.text);
  };
}

/** Reads by `read`, and what means nothing in this column as null with `PLACEHOLDER`. */
export function heeding<T>(sentinels: Sentinels, read: (raw: unknown) => Reading<T>): (raw: unknown) => Reading<T> {
  if (sentinels === undefined || sentinels.length === 0) return read;
  const isWord = isAmong(sentinels);
  // 9999 and 9999.00 are one number.
  const values = new Set(sentinels.map((sentinel) => read(sentinel).value));
  return (raw) => {
    const reading = read(raw);
    const isNothing = (reading.value !== null && values.has(reading.value)) || isWord(raw);
    return isNothing ? refuse('PLACEHOLDER') : reading;
  };
}
