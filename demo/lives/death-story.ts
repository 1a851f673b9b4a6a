import { policeBureauOf, registrarOf } from './agencies.js';
import { type Day, dateText } from './days.js';
import { divisionName } from './divisions.js';
import type { LifeBuilder } from './life-builder.js';
import type { PersonFact } from './person-facts.js';
import type { DeathRegister } from './register-facts.js';

/** A death, as the registers that know of it have it. */
export interface DeathStory {
  readonly person: PersonFact;
  readonly division: string;
  readonly died: Day;
  readonly registers: readonly DeathRegister[];
}

const holders: Readonly<Record<DeathRegister, (division: string) => string>> = {
  PUBLIC_SECURITY: (division) => policeBureauOf(division).code,
  HEALTH: (division) => registrarOf(division, 'HEALTH').code,
  FUNERAL: (division) => registrarOf(division, 'FUNERAL').code,
  CIVIL_AFFAIRS: (division) => registrarOf(division, 'CIVIL_AFFAIRS').code,
};

/** Sign of a register in its own numbers, and days from the death to its registration. */
const registering: Readonly<Record<DeathRegister, { readonly sign: string; readonly days: number }>> = {
  HEALTH: { sign: 'WS', days: 1 },
  FUNERAL: { sign: 'BZ', days: 3 },
  CIVIL_AFFAIRS: { sign: 'MZ', days: 12 },
  PUBLIC_SECURITY: { sign: 'GA', days: 20 },
};

/** The death as the population register and the deceased's own record have it. */
export const deceased = (person: PersonFact, died: Day): PersonFact => ({
  ...person,
  deathDate: dateText(died),
  deathSource: 'PUBLIC_SECURITY',
});

export function tellDeath(life: LifeBuilder, { person, division, died, registers }: DeathStory): readonly string[] {
  const { random, run } = life;
  const place = random.pick(['家中', '县人民医院', '县中医院', '养老院']);
  const certificateNo = run.numbers.serial('SWZM', division, died);
  return registers.map((register) => {
    const { sign, days } = registering[register];
    const recordNo = run.numbers.serial(sign, division, died);
    const registered = Math.min(died + days, run.asOf - 1);
    const isOfFuneral = register === 'FUNERAL' || register === 'CIVIL_AFFAIRS';
    life.add(
      'DeathRecord',
      { agency: holders[register](division), division, day: registered },
      {
        recordNo,
        person: person.key,
        deathDate: dateText(died),
        place: `${divisionName(division)}${place}`,
        placeDivision: division,
        // The funeral home burns on the certificate and does not write its number down.
        certificateNo: register === 'FUNERAL' ? null : certificateNo,
        register,
        registeredAt: dateText(registered),
        funeralDate: isOfFuneral ? dateText(Math.min(died + 2, run.asOf - 1)) : null,
      },
    );
    return recordNo;
  });
}
