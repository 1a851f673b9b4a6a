import { compareText } from '../schema/total-order.js';
import type { RawCondition, RawOrder, RawRecord, Shape } from './raw.js';
import { unreachable } from './unreachable.js';

/** Applies a raw condition to a record that was read: for what a source could not take, and for `memory`. */
export function rawMatches(condition: RawCondition, record: RawRecord): boolean {
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      for (const part of condition.of) if (!rawMatches(part, record)) return false;
      return true;
    case 'or':
      for (const part of condition.of) if (rawMatches(part, record)) return true;
      return false;
    default:
      return leafMatches(condition, record[condition.column] ?? null);
  }
}

type Leaf = Extract<RawCondition, { readonly column: string }>;

function leafMatches(leaf: Leaf, raw: unknown): boolean {
  if (leaf.op === 'isNull') return (raw === null) === leaf.value;
  if (raw === null) return false;
  const text = String(raw);
  switch (leaf.op) {
    case 'in':
      return leaf.values.some((value) => String(value) === text);
    case 'notIn':
      return leaf.values.every((value) => String(value) !== text);
    case 'prefix':
      return text.startsWith(leaf.value);
    case 'contains':
      return text.includes(leaf.value);
    case 'shape':
      return hasShape(leaf.shape, text) === leaf.value;
    case 'lt':
      return compareRaw(raw, leaf.value, leaf.type) < 0;
    case 'le':
      return compareRaw(raw, leaf.value, leaf.type) <= 0;
    case 'gt':
      return compareRaw(raw, leaf.value, leaf.type) > 0;
    case 'ge':
      return compareRaw(raw, leaf.value, leaf.type) >= 0;
    default:
      return unreachable(leaf);
  }
}

/** Order of two raw values that are not null. */
export function compareRaw(a: unknown, b: unknown, type: 'text' | 'number'): number {
  return type === 'number' ? Number(a) - Number(b) : compareText(String(a), String(b));
}

/** Order of two records: nulls last in both directions, texts by code point. */
export function byRawOrder(order: readonly RawOrder[]): (a: RawRecord, b: RawRecord) => number {
  return (a, b) => {
    for (const { column, direction, type } of order) {
      const [left, right] = [a[column] ?? null, b[column] ?? null];
      if (left === null && right === null) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const difference = compareRaw(left, right, type);
      if (difference !== 0) return direction === 'ASC' ? difference : -difference;
    }
    return 0;
  };
}

const patterns = new WeakMap<Shape, RegExp>();

export function hasShape(shape: Shape, text: string): boolean {
  let pattern = patterns.get(shape);
  if (pattern === undefined) {
    pattern = new RegExp(patternOf(shape), 'u');
    patterns.set(shape, pattern);
  }
  return pattern.test(text);
}

/** The shape as a regular expression, in the part of the language that all engines share. */
export function patternOf(shape: Shape): string {
  if ('only' in shape) return `^[${shape.only}]{${shape.min},${shape.max}}$`;
  return 'each' in shape ? `^${sequence(shape.each)}$` : sequence(shape.has);
}

function sequence(sets: readonly string[]): string {
  return sets.map((set) => (set.length > 2 ? `[${set}]` : plain(set))).join('');
}

/** A character as itself: in a set where that is enough, as some engines know no other way. */
function plain(character: string): string {
  return /^[[\]\\^]$/.test(character) ? `\\${character}` : character.replace(/[.+*?()|${}]/, '[$&]');
}
