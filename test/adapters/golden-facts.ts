import type { DirtKind } from '../../demo/dirt/kinds.js';
import type { Fact, Life } from '../../demo/lives/facts.js';
import type { OrganizationFact, PersonFact } from '../../demo/lives/person-facts.js';
import type { RecordRow } from '../../schema/adapter.js';
import type { EntityBinding } from '../../sdk/entity.js';
import type { Check } from '../../sdk/testing/index.js';
import type { GoldenCountry } from './golden-country.js';
import { renamed } from './golden-facts-names.js';

/** What the generator tells of one record in the schema’s words, before any agency wrote it down. */
export interface Told {
  readonly fact: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Dirt that is another value and no defect to be seen: another name, a swapped direction. */
const silent: readonly DirtKind[] = ['NAME_VARIANT', 'CONTRADICTION', 'MISSING_DOCUMENT', 'STALE_UPDATE_TIME'];

/**
 * The reference reading that comes from no adapter: what the generator told the agency. Each record is compared with the fact that
 * it resembles most, field by field; what reads otherwise has a flag, or was given another name or direction by the dirt’s own log.
 */
export function readingFacts(told: ReadonlyMap<string, readonly Told[]>, befell: GoldenCountry['befell']): Check {
  return {
    id: 'reading.facts',
    of: 'entity',
    title: 'reads what the agency was told',
    law: 'Every value is the one that the agency was told, or says by a flag that it reads otherwise.',
    needs: [],
    run: async (bench, binding, findings) => {
      const facts = told.get(binding.entity) ?? [];
      for (const row of await bench.rows(binding)) {
        const meant = nearest(row, facts);
        if (meant === null) {
          findings.fail(null, 'a record is answered that nobody told of');
          continue;
        }
        for (const field of comparable(row, meant)) {
          if (isSame(row.values[field], meant.values[field])) continue;
          const dirt = dirtOf(befell, binding, meant, field);
          // Dirt, a code of an older list, a form that the hub does not know: the flag says so.
          if ((row.flags[field] ?? []).length > 0) continue;
          // Who was registered twice has an older registration, from before some columns were there.
          if (row.values[field] === null && befell(meant.fact, binding.key) === 'DUPLICATE') continue;
          if (dirt === undefined) findings.fail(field, 'is not what the agency was told');
          else if (!silent.includes(dirt)) findings.fail(field, `was dirtied (${dirt}), and has no flag`);
        }
      }
    },
  };
}

function dirtOf(
  befell: GoldenCountry['befell'],
  binding: EntityBinding,
  { fact }: Told,
  field: string,
): DirtKind | undefined {
  const columns = binding.fields[field]?.columns ?? [];
  return columns.map((column) => befell(fact, column)).find((kind) => kind !== undefined);
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(held(a)) === JSON.stringify(held(b));

/** An agency writes nothing where a list is empty, and text boxes break lines. */
function held(value: unknown): unknown {
  if (Array.isArray(value) && value.length === 0) return null;
  return typeof value === 'string' ? value.replaceAll('\n', '') : (value ?? null);
}

const comparable = ({ values }: RecordRow, meant: Told): readonly string[] =>
  Object.keys(values).filter((field) => isTold(meant.values[field]));

/** A number of a person or a record tells more of which one it is than a code or a day. */
const weightOf = (value: unknown): number => (/[A-Z0-9]{9}/.test(String(value)) ? 4 : 1);

/** A trap's mark lies where no system has a place for it. */
const isTold = (value: unknown): boolean => value !== undefined && !/^[A-Z_]+金丝雀/.test(String(value));

function nearest(row: RecordRow, facts: readonly Told[]): Told | null {
  let [best, most]: [Told | null, number] = [null, 0];
  for (const each of facts) {
    const same = comparable(row, each)
      .filter((field) => row.values[field] !== null && isSame(row.values[field], each.values[field]))
      .reduce((sum, field) => sum + weightOf(row.values[field]), 0);
    if (same > most) [best, most] = [each, same];
  }
  return best;
}

/** Every record of every agency, as the generator tells it. */
export function toldIn(lives: readonly Life[]): ReadonlyMap<string, readonly Told[]> {
  const all = new Map<string, Told[]>();
  for (const life of lives) {
    const { persons } = life;
    for (const person of persons) add(all, 'Person', { fact: person.key, values: ofPerson(person) });
    for (const fact of life.facts) {
      const { entities, values } = renamed(fact);
      for (const entity of entities) add(all, entity, { fact: fact.key, values: { ...ofFact(fact, life), ...values } });
    }
  }
  return all;
}

function add(all: Map<string, Told[]>, entity: string, told: Told): void {
  const known = all.get(entity);
  if (known === undefined) all.set(entity, [told]);
  else known.push(told);
}

const ofPerson = ({ key: _key, ...person }: PersonFact): Told['values'] => ({
  ...person,
  householdDivisionCode: person.householdDivision,
  // Some registers hold the township, and some its county.
});

/** Whom a fact is about. */
const holders = ['person', 'defendant', 'violator', 'subject', 'respondent'];

/** The fact’s own fields, and the persons and organizations that it names. */
function ofFact(fact: Fact, life: Life): Told['values'] {
  const { kind: _kind, key: _key, agency, division, updatedAt: _at, ...own } = fact as Fact & Record<string, unknown>;
  const values: Record<string, unknown> = { agencyCode: agency, jurisdictionDivisionCode: division };
  for (const [name, value] of Object.entries(own)) {
    const person = life.persons.find(({ key }) => key === value);
    const organization = life.organizations.find(({ key }) => key === value);
    if (person !== undefined) Object.assign(values, named(name, person));
    else if (organization !== undefined) Object.assign(values, organized(name, organization));
    else if (value !== null || !(name in values)) values[name] = value;
  }
  return values;
}

const named = (name: string, person: PersonFact): Told['values'] =>
  holders.includes(name)
    ? { citizenId: person.citizenId, name: person.name }
    : { [`${name}CitizenId`]: person.citizenId, [`${name}Name`]: person.name };

function organized(as: string, { uscc, name }: OrganizationFact): Told['values'] {
  if (!as.startsWith('applicant')) return { creditCode: uscc, organizationName: name };
  return { applicantCreditCode: uscc, applicantName: name };
}
