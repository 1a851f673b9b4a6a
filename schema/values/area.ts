import type { Reading } from '../flags.js';
import type { NumberBounds } from './number.js';
import { readQuantity, type UnitSize, type WrittenUnits } from './quantity.js';

/** The unit of a column of areas: 亩 (1/15 hectare), 公顷, ㎡, 平方公里. */
export type AreaUnit = 'mu' | 'hectares' | 'squareMetres' | 'squareKilometres';

// In square metres; one mu is 2000/3 of them (国发〔1984〕28号: units of measurement by law).
const sizes: Readonly<Record<AreaUnit, UnitSize>> = {
  squareMetres: { of: 1n, per: 1n },
  mu: { of: 2000n, per: 3n },
  hectares: { of: 10_000n, per: 1n },
  squareKilometres: { of: 1_000_000n, per: 1n },
};
const words: WrittenUnits = {
  亩: sizes.mu,
  市亩: sizes.mu,
  // Of a mu: 3亩5分2厘.
  分: { of: 200n, per: 3n },
  厘: { of: 20n, per: 3n },
  公顷: sizes.hectares,
  顷: { of: 200_000n, per: 3n },
  ha: sizes.hectares,
  // ㎡ comes as m2 when its width was normalised.
  m2: sizes.squareMetres,
  '㎡': sizes.squareMetres,
  平方米: sizes.squareMetres,
  平米: sizes.squareMetres,
  km2: sizes.squareKilometres,
  平方公里: sizes.squareKilometres,
  平方千米: sizes.squareKilometres,
};

/** Reads an area to mu with at most four decimals: `3.5`, `3亩5分`, `0.2公顷`, `1200㎡`. */
export function readMu(raw: unknown, unit: AreaUnit = 'mu', bounds: NumberBounds = {}): Reading<number> {
  return readQuantity(raw, words, { ...bounds, unit: sizes[unit], to: sizes.mu, places: 4 });
}

/** Reads an area to square metres with at most two decimals. */
export function readSquareMetres(
  raw: unknown,
  unit: AreaUnit = 'squareMetres',
  bounds: NumberBounds = {},
): Reading<number> {
  return readQuantity(raw, words, { ...bounds, unit: sizes[unit], to: sizes.squareMetres, places: 2 });
}
