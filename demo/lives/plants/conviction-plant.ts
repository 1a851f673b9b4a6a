import { type Charge, chargeNamed } from '../charges.js';
import { type ConvictionRecord, tellConviction } from '../conviction-story.js';
import type { Day } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { LifeBuilder } from '../life-builder.js';
import type { PersonFact } from '../person-facts.js';

export const covering = chargeNamed('包庇罪');
export const molesting: Charge = { name: '猥亵儿童罪', code: '237003', weight: 0, terms: [12], fine: [] };
export const raising: Charge = { name: '非法吸收公众存款罪', code: '176', weight: 0, terms: [18], fine: [20_000] };

/** A sentence to prison, with nothing around it. */
export function imprisoned(
  life: LifeBuilder,
  person: PersonFact,
  effective: Day,
  { charge = covering, months = 24, offence = effective - 300 }: Partial<ImprisonmentWish> = {},
): ConvictionRecord {
  return tellConviction(life, {
    division: homeDivision,
    defendants: [person],
    charge,
    offence,
    filed: effective - 60,
    pronounced: effective - 11,
    effective,
    penalty: 'FIXED_TERM',
    termMonths: months,
    probationMonths: null,
    policeCaseNumber: null,
    deliveredTo: null,
  });
}

interface ImprisonmentWish {
  readonly charge: Charge;
  readonly months: number;
  readonly offence: Day;
}
