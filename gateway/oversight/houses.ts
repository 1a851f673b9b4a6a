import type { Intake } from '../../oversight/workflow/intake.js';
import { lacking } from '../../oversight/workflow/refusals.js';
import { covers, prefixOf } from '../../schema/codes/division.js';
import type { HouseConfig } from './oversight-config.js';

/** The procuratorate of a division: of several that cover it, the nearest; null where none is set up. */
export function houseOver(houses: readonly HouseConfig[]): (division: string) => HouseConfig | null {
  const nearestFirst = [...houses].sort((a, b) => prefixOf(b.division).length - prefixOf(a.division).length);
  return (division) => nearestFirst.find((house) => covers(house.division, division)) ?? null;
}

/** Where findings of a division come in. */
export function intakeOf(houses: readonly HouseConfig[]): Intake {
  return { houseOf: houseOver(houses) };
}

/** How a procuratorate signs its documents. Rejects with `OVERSIGHT_GUARD` for one that is not set up. */
export function issuerIn(houses: readonly HouseConfig[], code: string): HouseConfig {
  const house = houses.find((each) => each.code === code);
  if (house === undefined) throw lacking('the procuratorate of the matter is not set up: oversight.houses names it');
  return house;
}
