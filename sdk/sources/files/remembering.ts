import type { Reading } from '../../../schema/flags.js';
import type { FieldValue } from '../../../schema/scalar.js';
import type { Codec } from '../../codec.js';
import type { RawRecord } from '../../raw.js';

/** Texts that are remembered of a column. */
const most = 10_000;
/** Rows after which it is seen whether a column repeats itself. */
const trial = 4_000;

/**
 * Reads by a codec, and what was read already by memory: divisions, dates and projects repeat themselves over millions of rows.
 * A column that does not (numbers, amounts) is not remembered beyond its first rows. Codecs are pure: the same text reads the same.
 */
export function remembering(codec: Codec<FieldValue>): (cells: RawRecord) => Reading<FieldValue> {
  const [column, other] = codec.columns;
  if (column === undefined || other !== undefined) return (cells) => codec.read(cells);
  const known = new Map<string, Reading<FieldValue>>();
  let [asked, met] = [0, 0];
  return (cells) => {
    const cell = cells[column];
    if (typeof cell !== 'string' || (asked >= trial && met * 2 < asked)) return codec.read(cells);
    asked += 1;
    const before = known.get(cell);
    if (before !== undefined) {
      met += 1;
      return before;
    }
    if (known.size >= most) return codec.read(cells);
    const own = copyOf(cell);
    const reading = codec.read({ [column]: own });
    known.set(own, reading);
    return reading;
  };
}

/** A cell may be a view of the text that it was cut from, which would be held as long as it is. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
