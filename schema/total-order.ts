import type { Order, RecordRow } from './adapter.js';

/** Order of two texts by code point, as databases order bytes of UTF-8; JavaScript's own order differs beyond the BMP. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

// Surrogates (U+D800–DFFF) stand for code points above all others.
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The reader contract's total order of rows: order values (nulls last both ways), then adapter, then id. */
export function inTotalOrder(order: readonly Order[]): (a: RecordRow, b: RecordRow) => number {
  return (a, b) => {
    for (const { field, direction } of order) {
      const difference = compareValues(a.values[field] ?? null, b.values[field] ?? null, direction);
      if (difference !== 0) return difference;
    }
    return compareText(a.adapter, b.adapter) || compareText(a.id, b.id);
  };
}

function compareValues(a: unknown, b: unknown, direction: Order['direction']): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending = typeof a === 'string' && typeof b === 'string' ? compareText(a, b) : Number(a) - Number(b);
  return direction === 'ASC' ? ascending : -ascending;
}
