import { type CitizenIds, openCitizenIds } from './citizen-ids.js';
import { type Day, instantText } from './days.js';
import type { Fact, FactKind, FactOf, Life, Plant } from './facts.js';
import { type Numbers, openNumbers } from './numbers.js';
import { drawOrganization, drawPerson, type PersonWish } from './people.js';
import type { OrganizationFact, PersonFact } from './person-facts.js';
import { hashOf, type Random, randomOf } from './random.js';

/** One run of the generator. */
export interface Run {
  readonly seed: string;
  readonly asOf: Day;
  readonly numbers: Numbers;
  readonly citizenIds: CitizenIds;
  /** Subjects of a division whose register says 在矫, so far. */
  readonly inCorrection: Map<string, number>;
  /** … and of any status. */
  readonly handled: Map<string, number>;
}

export function openRun(seed: string, asOf: Day): Run {
  return {
    seed,
    asOf,
    numbers: openNumbers(),
    citizenIds: openCitizenIds(),
    inCorrection: new Map(),
    handled: new Map(),
  };
}

/** Who holds a fact, where, and the day it was last written. */
export interface Holder {
  readonly agency: string;
  readonly division: string;
  readonly day: Day;
  readonly sealed?: boolean;
}

/** Changes a fact on its way into a life, or drops it: how a contradiction is planted into a clean story. */
export type Revise = (fact: Fact) => Fact | null;

type Values<K extends FactKind> = Omit<FactOf<K>, 'kind' | 'key' | 'agency' | 'division' | 'updatedAt' | 'sealed'>;

export interface LifeBuilder {
  readonly key: string;
  readonly run: Run;
  readonly random: Random;
  /** Whether all that is told is sealed. */
  readonly sealed: boolean;
  readonly isExcluded: boolean;
  person(wish?: Partial<PersonWish>): PersonFact;
  /** Takes a person that was not drawn. */
  know(person: PersonFact): PersonFact;
  organization(wish: {
    readonly division: string;
    readonly legalRepresentative: string | null;
    readonly name?: string;
  }): OrganizationFact;
  add<K extends FactKind>(kind: K, holder: Holder, values: Values<K>): void;
  reviseWith(revise: Revise): void;
  plant(plant: Plant): void;
  done(): Life;
}

/** Opens a life: its random numbers depend on the seed and its key alone. */
export function openLife(
  run: Run,
  key: string,
  options: { readonly pinned?: boolean; readonly sealed?: boolean; readonly isExcluded?: boolean } = {},
): LifeBuilder {
  const { pinned = false, sealed = false, isExcluded = false } = options;
  const random = randomOf(`${run.seed}/${key}`);
  const persons: PersonFact[] = [];
  const organizations: OrganizationFact[] = [];
  const facts: Fact[] = [];
  const plants: Plant[] = [];
  let revise: Revise = (fact) => fact;
  let count = 0;

  function know(person: PersonFact): PersonFact {
    run.citizenIds.keep(person.citizenId);
    persons.push(person);
    return person;
  }
  return {
    key,
    run,
    random,
    sealed,
    isExcluded,
    know,
    person: (wish = {}) => know(drawPerson(random, run, { ...wish, key: `${key}-P${persons.length + 1}` })),
    organization: (wish) => {
      const organization = drawOrganization(random, run.asOf, { ...wish, key: `${key}-O${organizations.length + 1}` });
      organizations.push(organization);
      return organization;
    },
    add: (kind, holder, values) => {
      count += 1;
      const day = Math.min(holder.day, run.asOf - 1);
      const fact = {
        kind,
        key: `${key}-${count}`,
        agency: holder.agency,
        division: holder.division,
        updatedAt: instantText(day, 1080 + (hashOf(`${key}${count}`) % 340)),
        sealed: holder.sealed ?? sealed,
        ...values,
      } as unknown as Fact;
      const revised = revise(fact);
      if (revised === null) return;
      facts.push(revised);
      if (revised.kind !== 'CorrectionSubject') return;
      tally(run.handled, revised.division);
      if (revised.status === 'IN_CORRECTION') tally(run.inCorrection, revised.division);
    },
    reviseWith: (next) => {
      revise = next;
    },
    plant: (plant) => {
      plants.push(plant);
    },
    done: () => ({ key, pinned, isExcluded, persons, organizations, facts, plants }),
  };
}

function tally(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
