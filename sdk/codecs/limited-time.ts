import type { Scalar } from '../../schema/scalar.js';
import { chinaClock } from '../../schema/values/day.js';
import type { Codec, Test } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import { canonicalTime } from './dates.js';

/**
 * How a service writes the times that it limits lists by: milliseconds since 1970, or Beijing's time as text of digits
 * (`20170502080000`) or with marks (`2017-05-02 08:00:00`).
 */
export type TimeNotation = 'epoch-ms' | 'yyyymmddhhmmss' | 'yyyy-mm-dd hh:mm:ss';

export interface LimitOptions {
  /** The column that the service limits: by default the one that is read. */
  readonly column?: ColumnName;
  /** That the service is asked in whole seconds, whatever its column holds: limits are widened to them. */
  readonly seconds?: boolean;
}

/**
 * A time that its service can limit (`ranges` of a `RestResource`), in a notation of its own: `limitedTime(dateTime('gxsj'),
 * 'yyyymmddhhmmss')`. The codec says how the column reads, in whatever notation; that the service limits by what it reads as is
 * yours to know. Where whole seconds are compared, more is asked for than is meant, and dropped after it was read.
 */
export function limitedTime(
  codec: Codec<string>,
  notation: TimeNotation,
  { column: other, seconds = false }: LimitOptions = {},
): Codec<string> {
  const column = other === undefined ? codec.columns[0] : nameOf(other);
  if (column === undefined) return codec;
  const isWhole = notation !== 'epoch-ms' || seconds;
  return {
    ...codec,
    seek: (test) => {
      const ends = endsOf(test);
      if (ends === null) return codec.seek(test);
      const ms = isWhole ? ends.whole(ends.ms / 1000) * 1000 : ends.ms;
      const value = writeTime(notation)(ms);
      const type = typeof value === 'number' ? 'number' : 'text';
      return { condition: { op: ends.op, column, value, type }, exact: !isWhole };
    },
  };
}

/** Writes milliseconds in a notation: what a range whose parameter is a text is given as `write`. */
export function writeTime(notation: TimeNotation): (ms: Scalar) => string | number {
  return (ms) => written[notation](Number(ms));
}

const written: Readonly<Record<TimeNotation, (ms: number) => string | number>> = {
  'epoch-ms': (ms) => ms,
  yyyymmddhhmmss: (ms) => beijing(ms).replace(/\D/g, ''),
  'yyyy-mm-dd hh:mm:ss': (ms) => beijing(ms).replace('T', ' '),
};

const beijing = (ms: number): string => chinaClock(new Date(ms)).slice(0, 19);

/** The inclusive end that a test comes to, as services know no other; null when it is no end of an instant. */
function endsOf(test: Test) {
  if (test.op !== 'ge' && test.op !== 'gt' && test.op !== 'le' && test.op !== 'lt') return null;
  if (typeof test.value !== 'string' || !canonicalTime.test(test.value)) return null;
  const ms = Date.parse(test.value);
  // Instants have milliseconds at most: behind one is the next.
  if (test.op === 'ge' || test.op === 'gt')
    return { op: 'ge', ms: test.op === 'ge' ? ms : ms + 1, whole: Math.floor } as const;
  return { op: 'le', ms: test.op === 'le' ? ms : ms - 1, whole: Math.ceil } as const;
}
