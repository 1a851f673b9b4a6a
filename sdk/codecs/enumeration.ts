import { PlumblineError } from '../../schema/errors.js';
import { refuse } from '../../schema/values/reading.js';
import type { Codec } from '../codec.js';
import { type ColumnName, nameOf } from '../column.js';
import type { TrustOption } from './clean-column.js';
import { type CodeMap, dayReader, meaningsOf, rawMeanings, readOwn } from './code-map.js';
import { formOf } from './form.js';
import { seekMapped } from './seek.js';
import { isAmong } from './sentinels.js';

/** How a code map is read. */
export interface CodeMapOptions {
  /** Column of the day, in any notation, that dated codes are judged by: of filing, of decision … */
  readonly on?: ColumnName;
  /** How many of each list are written today: 2 where records hold a code or its label. Default 1. */
  readonly current?: number;
}

/**
 * A closed list of the schema (an enum, or codes of the hub's own) from the system's own codes: for each value its code,
 * or its code and then what older records hold instead (`CODE_LEGACY`). A code that meant something else at another time
 * has days, both inclusive: `{ OPEN: ['1', { code: '2', to: '2020-06-30' }], CLOSED: { code: '2', from: '2020-07-01' } }`,
 * judged by the column `on` of the same record; where that cannot be read, a code of two meanings is null. Other codes are
 * null with `CODE_UNKNOWN`, sentinels and the usual words for nothing with `PLACEHOLDER` (domain 6.4 #8). A value that the
 * field's enum lacks does not compile. Throws `ADAPTER_INVALID` when a code means two things on one day.
 */
export function enumeration<const V extends string>(
  from: ColumnName,
  codes: CodeMap<V>,
  options: CodeMapOptions & TrustOption<string> = {},
): Codec<V> {
  const { on, current = 1, clean = false, sentinels } = options;
  const column = nameOf(from);
  const name = `enumeration of ${column}`;
  const meanings = meaningsOf(name, codes, current);
  const dayOf = dayReader(name, meanings, on);
  const isNothing = isAmong(sentinels);
  const both = meanings.codes.find(isNothing);
  if (both !== undefined) throw new PlumblineError('ADAPTER_INVALID', `${name}: code ${both} is a sentinel as well`);
  return {
    kind: 'text',
    form: formOf('enumeration', { codes, on: on && nameOf(on), current, clean, sentinels }),
    columns: on === undefined ? [column] : [column, nameOf(on)],
    read: (raw) => (isNothing(raw[column]) ? refuse('PLACEHOLDER') : readOwn(raw[column], meanings, () => dayOf(raw))),
    seek: seekMapped(column, rawMeanings(meanings), clean),
    order: null,
    spelling: null,
  };
}
