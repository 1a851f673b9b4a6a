import { prefixOf } from '../../schema/codes/division.js';
import { always, type Condition, never } from '../../schema/condition.js';

/** The whole country. */
const nation = '100000';

/**
 * Records of a division and of what lies below it (GB/T 2260: 2, 4, 6, 9 or 12 digits), never sideways.
 * Records are compared by the code they carry; former codes join through the division map with the next policy version.
 */
export function within(field: string, division: string): Condition {
  if (division === nation) return always;
  // Closed: an empty or malformed territory covers nothing.
  if (!/^[1-8]\d(\d\d){0,2}$|^[1-8]\d{8}$|^[1-8]\d{11}$/.test(division)) return never;
  return { op: 'prefix', field, value: prefixOf(division) };
}
