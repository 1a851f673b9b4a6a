import type { Fact, FactKind, FactOf } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import type { PersonFact } from '../../demo/lives/person-facts.js';

/** What the generator says is true in the county that a small hub holds: before any agency wrote it down, and without the hub. */
export interface CountyFacts {
  /** Facts of a kind that the county's own agencies hold, and that may be counted: neither sealed nor excluded. */
  of<K extends FactKind>(kind: K): readonly FactOf<K>[];
  person(citizenId: string): PersonFact | undefined;
}

export function countyFacts(scale: number, division: string): CountyFacts {
  const facts: Fact[] = [];
  const persons = new Map<string, PersonFact>();
  for (const life of generateLives({ scale })) {
    if (life.isExcluded) continue;
    for (const person of life.persons) persons.set(person.key, person);
    facts.push(...life.facts.filter((fact) => !fact.sealed && fact.division.startsWith(division)));
  }
  return {
    of: (kind) => facts.filter((fact): fact is never => fact.kind === kind),
    person: (id) => persons.get(id),
  };
}

/** How many there are of each. */
export function tally<T>(rows: readonly T[], key: (row: T) => string | null): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const row of rows) {
    const value = String(key(row));
    counted[value] = (counted[value] ?? 0) + 1;
  }
  return counted;
}
