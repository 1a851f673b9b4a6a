import { prefixOf } from '../../schema/codes/division.js';

/** The whole country (民政部 lists). */
const nation = '100000';

/** The digits that all divisions of a run share; none for a run of the whole country. */
export const prefixOfRun = (division: string): string => (division === nation ? '' : prefixOf(division));

/** Divisions whose runs walk all of this one: itself and those above it, in every length that codes are written in. */
export function divisionsAround(division: string): readonly string[] {
  const prefix = prefixOfRun(division);
  const lengths = [2, 4, 6, 9, 12];
  const above = lengths.filter((length) => length <= prefix.length).map((length) => prefix.slice(0, length));
  const codes = [...above, prefix].flatMap((code) => [
    code,
    code.padEnd(6, '0'),
    code.padEnd(9, '0'),
    code.padEnd(12, '0'),
  ]);
  return [...new Set(['', nation, division, ...codes.filter((code) => code !== '')])];
}
