import type { House, Intake } from '../../oversight/workflow/intake.js';
import { lacking } from '../../oversight/workflow/refusals.js';
import { covers, prefixOf } from '../../schema/codes/division.js';
import type { HouseConfig } from './oversight-config.js';

/** The procuratorate that findings of a division come to: of several that cover it, the nearest. */
export function intakeOf(houses: readonly HouseConfig[]): Intake {
  const nearestFirst = [...houses].sort((a, b) => prefixOf(b.division).length - prefixOf(a.division).length);
  return {
    houseOf: (division): House | null => nearestFirst.find((house) => covers(house.division, division)) ?? null,
  };
}

/** How a procuratorate signs its documents. Rejects with `OVERSIGHT_GUARD` for one that is not set up. */
export function issuerIn(houses: readonly HouseConfig[], code: string): HouseConfig {
  const house = houses.find((each) => each.code === code);
  if (house === undefined) throw lacking('the procuratorate of the matter is not set up: oversight.houses names it');
  return house;
}
