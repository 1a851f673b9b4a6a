import { compareText } from '../../schema/total-order.js';

/** Values that have an order; of a number and a text there is none. */
export type Ordered = bigint | number | string | boolean;

/** The order of `<`: texts by code point, numbers of either kind by value, no fraction rounded for it; NaN where there is none. */
export function orderOf(a: Ordered, b: Ordered): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : a >= b ? 0 : Number.NaN;
}
