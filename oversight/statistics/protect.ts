import { rounded } from './told.js';

/** A figure as it is told. */
export interface ToldFigure {
  readonly count: number | null;
  readonly outOf: number | null;
  readonly rate: number | null;
  readonly suppressed: boolean;
}

/**
 * A number and what it is a part of, as far as both may be told. Null is what was not told, so that a rate is told only when both
 * are; and where the part and its whole differ by a number too small to be told, the part is not told either.
 */
export function protectRate(count: number | null, outOf: number | null, smallest: number, isPart: boolean): ToldFigure {
  if (count === null || outOf === null) return { count, outOf, rate: null, suppressed: true };
  const remainder = outOf - count;
  if (smallest > 0 && isPart && remainder > 0 && remainder < smallest)
    return { count: null, outOf, rate: null, suppressed: true };
  return { count, outOf, rate: outOf === 0 ? null : rounded(count / outOf), suppressed: false };
}

/**
 * Parts that are asked one by one of a whole that is told: what is not told must not follow by subtraction. While what the parts
 * that are hidden come to, or what no part holds, is too small, the smallest part that is told is hidden as well. Null: hidden.
 */
export function protectParts(
  parts: readonly (number | null)[],
  whole: number | null,
  smallest: number,
): readonly (number | null)[] {
  if (smallest === 0 || whole === null) return parts;
  const told = [...parts];
  for (;;) {
    const hidden = whole - told.reduce<number>((sum, part) => sum + (part ?? 0), 0);
    if (hidden === 0 || hidden >= smallest) return told;
    const next = smallestOf(told);
    if (next === null) return told;
    told[next] = null;
  }
}

// Of equals the first. A part of nothing hides nothing.
function smallestOf(parts: readonly (number | null)[]): number | null {
  let found: number | null = null;
  for (const [at, part] of parts.entries()) {
    if (part === null || part === 0) continue;
    if (found === null || part < (parts[found] ?? Number.POSITIVE_INFINITY)) found = at;
  }
  return found;
}

/** Places by rate, the highest first, equals together; null for whom nothing is told, or who has fewer than `least` in the base. */
export function rankOf(figures: readonly ToldFigure[], least: number): readonly (number | null)[] {
  const isRanked = ({ rate, outOf }: ToldFigure) => rate !== null && outOf !== null && outOf >= least;
  const rates = figures.filter(isRanked).map(({ rate }) => rate ?? 0);
  return figures.map((figure) =>
    isRanked(figure) ? 1 + rates.filter((rate) => rate > (figure.rate ?? 0)).length : null,
  );
}
