import type { Scalar } from '../../../schema/scalar.js';
import type { RawCondition, Shape } from '../../raw.js';
import { unreachable } from '../../unreachable.js';
import type { DialectWords } from './words.js';

/** A condition taken apart: questions whose conditions have one key are asked with one statement, each with its own values. */
export interface Form {
  readonly key: string;
  readonly values: readonly Scalar[];
}

/** No column is called by it, so that keys of different conditions differ. */
export const gap = '\0';

export function formOf(condition: RawCondition, words: DialectWords): Form {
  const values: Scalar[] = [];
  const keyOf = (each: RawCondition): string => {
    if ('of' in each) return `${each.op}(${each.of.map(keyOf).join(gap)})`;
    if (!('column' in each)) return each.op;
    const own = valuesOf(each, words);
    for (const value of own) values.push(value);
    return [each.op, each.column, own.length, wordingOf(each, words)].join(gap);
  };
  const key = keyOf(condition);
  return { key, values };
}

type Leaf = Extract<RawCondition, { readonly column: string }>;

/** The values that a leaf is asked with, in the order of their places. */
export function valuesOf(leaf: Leaf, words: DialectWords): readonly Scalar[] {
  switch (leaf.op) {
    case 'in':
    case 'notIn': {
      const long = longListOf(leaf, words);
      return long === null ? padded(words.listed(leaf.values)) : [long.list(leaf.values)];
    }
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return [leaf.type === 'number' ? leaf.value : String(leaf.value)];
    case 'prefix':
      return [leaf.value, lengthOf(leaf.value)];
    case 'contains':
      return [leaf.value];
    case 'isNull':
    case 'shape':
      return [];
    default:
      return unreachable(leaf);
  }
}

/** In characters, as databases count. */
export const lengthOf = (prefix: string): number => [...prefix].length;

/** Lists up to here are written out. */
const short = 16;

/** How the dialect takes the leaf's list as one value; null where it is written out. */
export function longListOf(leaf: Extract<Leaf, { readonly op: 'in' | 'notIn' }>, { long }: DialectWords) {
  return long === undefined || leaf.values.length <= short ? null : long;
}

/** What else a leaf's words depend on. */
function wordingOf(leaf: Leaf, words: DialectWords): string {
  if (leaf.op === 'in' || leaf.op === 'notIn') {
    const length = longListOf(leaf, words) === null ? 'short' : 'long';
    return leaf.op === 'in' && leaf.key === true ? `key ${length}` : length;
  }
  if (leaf.op === 'isNull') return String(leaf.value);
  // Prefixes of one length may be compared together.
  if (leaf.op === 'prefix') return String(lengthOf(leaf.value));
  if (leaf.op === 'shape') return `${leaf.value}${shapeKey(leaf.shape)}`;
  return 'type' in leaf ? leaf.type : '';
}

const shapeKeys = new WeakMap<Shape, string>();

function shapeKey(shape: Shape): string {
  const known = shapeKeys.get(shape);
  if (known !== undefined) return known;
  const key = JSON.stringify(shape);
  shapeKeys.set(shape, key);
  return key;
}

/** Lists of every length would each have a statement: the last value is said again until there are 1 2 3 4 6 8 12 16 24 … */
function padded(values: readonly Scalar[]): readonly Scalar[] {
  const [last, length] = [values.at(-1), lengthFor(values.length)];
  if (last === undefined || length === values.length) return values;
  return [...values, ...new Array<Scalar>(length - values.length).fill(last)];
}

function lengthFor(count: number): number {
  if (count <= 4) return count;
  const power = 2 ** Math.ceil(Math.log2(count));
  return count <= power * 0.75 ? power * 0.75 : power;
}
