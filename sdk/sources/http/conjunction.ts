import type { Scalar } from '../../../schema/scalar.js';
import type { RawCondition } from '../../raw.js';

/** A raw condition as services take it: columns that have one of some values, and columns within limits. */
export interface Conjunction {
  readonly equals: ReadonlyMap<string, readonly string[]>;
  readonly ranges: readonly Range[];
}

export interface Range {
  readonly op: 'lt' | 'le' | 'gt' | 'ge';
  readonly column: string;
  readonly value: Scalar;
}

type Leaf = Extract<RawCondition, { readonly column: string }>;

/** One way of a condition (`eitherWay`), leaves that all have to hold; null when no record can pass it. */
export function conjunctionOf(where: RawCondition): Conjunction | null {
  const equals = new Map<string, readonly string[]>();
  const ranges: Range[] = [];
  for (const leaf of (where.op === 'and' ? where.of : [where]) as readonly (
    | Leaf
    | { readonly op: 'true' | 'false' }
  )[]) {
    if (leaf.op === 'false') return null;
    if (leaf.op === 'in') {
      const values = [...new Set(leaf.values.map(String))];
      const known = equals.get(leaf.column);
      equals.set(leaf.column, known === undefined ? values : values.filter((value) => known.includes(value)));
    } else if (leaf.op === 'lt' || leaf.op === 'le' || leaf.op === 'gt' || leaf.op === 'ge') {
      ranges.push(leaf);
    }
  }
  return [...equals.values()].some((values) => values.length === 0) ? null : { equals, ranges };
}

/**
 * The calls that a condition comes to when a service takes at most `most` values of a column: one, unless a list is longer.
 * No record passes two of them.
 */
export function callsOf({ equals, ranges }: Conjunction, most: number): readonly Conjunction[] {
  let calls: readonly (readonly (readonly [string, readonly string[]])[])[] = [[]];
  for (const [column, values] of equals) {
    const parts = chunksOf(values, most);
    calls = calls.flatMap((call) => parts.map((part) => [...call, [column, part] as const]));
  }
  return calls.map((call) => ({ equals: new Map(call), ranges }));
}

function chunksOf<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let from = 0; from < values.length; from += size) chunks.push(values.slice(from, from + size));
  return chunks;
}
