import { type Pace, paceOf } from '../../oversight/engine/pace.js';
import type { Codec } from '../../sdk/codec.js';
import { numberIn, textIn } from './book-codecs.js';

const columns = ['records', 'expected', 'started_at', 'written_at', 'ended_at'];

/** How fast a rule is walked: worked out of what the books hold of it. */
export function keptPace(part: keyof Pace): Codec<number> {
  return {
    kind: 'number',
    columns,
    read: (raw) => {
      const [records, expected] = [numberIn(raw, 'records') ?? 0, numberIn(raw, 'expected')];
      const [startedAt, endedAt] = [textIn(raw, 'started_at'), textIn(raw, 'ended_at')];
      return { value: paceOf({ records, expected, startedAt, endedAt }, textIn(raw, 'written_at'))[part], flags: [] };
    },
    seek: () => null,
    order: null,
    spelling: null,
  };
}
