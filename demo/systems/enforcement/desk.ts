import type { Cell, Dirt } from '../../dirt/dirt.js';
import type { FactKind, FactOf, Life } from '../../lives/facts.js';
import type { Held, OrganizationFact, PersonFact } from '../../lives/person-facts.js';
import { columnCanary } from '../../lives/traps/canary.js';
import type { OwnCodes } from '../own-codes.js';
import type { Filed } from '../own-recorder.js';
import type { OwnRow } from '../own-tables.js';

/** What the execution system knows while one life is written down. */
export interface EnforcementDesk {
  readonly dirt: Dirt;
  readonly life: Life;
  person(ref: string | null): PersonFact | undefined;
  organization(ref: string | null): OrganizationFact | undefined;
  cell(fact: { readonly key: string }, column: string): Cell;
  code<T extends string>(list: OwnCodes<T>, value: T | null, fact: Held, column: string): string | null;
  citizenId(ref: string | null, fact: Held, column: string): string | null;
  /** Milliseconds of the day's beginning at +08:00; dirty ones as the text that a clerk typed. */
  day(date: string | null, fact: Held, column: string): number | string | null;
  /** A number in the column's unit; dirty ones as text. */
  amount(fen: number, unit: 'YUAN' | 'WAN', fact: Held, column: string): number | string | null;
}

/** How one fact becomes a row, without the columns that every table ends with. */
export type Entry<K extends FactKind> = (fact: FactOf<K>, desk: EnforcementDesk) => Filed;
export type Entries = { readonly [K in FactKind]?: Entry<K> };

/** Opens the desk for one life. */
export function openDesk(life: Life, dirt: Dirt): EnforcementDesk {
  const persons = new Map(life.persons.map((person) => [person.key, person]));
  const organizations = new Map(life.organizations.map((organization) => [organization.key, organization]));
  const person = (ref: string | null) => (ref === null ? undefined : persons.get(ref));
  const cell = (fact: { readonly key: string }, column: string): Cell => ({
    record: fact.key,
    column,
    pinned: life.pinned,
  });
  return {
    dirt,
    life,
    person,
    organization: (ref) => (ref === null ? undefined : organizations.get(ref)),
    cell,
    code: (list, value, fact, column) => {
      const own = value === null ? undefined : list[value];
      return own === undefined ? null : dirt.code(own.code, own.older, cell(fact, column));
    },
    citizenId: (ref, fact, column) => dirt.citizenId(person(ref)?.citizenId ?? null, cell(fact, column)),
    day: (date, fact, column) => {
      const text = dirt.date(date, cell(fact, column));
      return text !== null && text === date ? Date.parse(`${date}T00:00:00+08:00`) : text;
    },
    amount: (fen, unit, fact, column) => {
      const text = dirt.amount(fen, cell(fact, column));
      const value = unit === 'WAN' ? fen / 1_000_000 : fen / 100;
      if (text === null || text === (fen / 100).toFixed(2)) return value;
      // A variant that names its unit is right in any column; a grouped number is in the column's own.
      return /[元万]/u.test(text) ? text : value.toLocaleString('en-US', { maximumFractionDigits: 6 });
    },
  };
}

/** What every row ends with. */
export function tailOf(fact: Held, { dirt, life, cell }: EnforcementDesk): OwnRow {
  const mark = cell(fact, 'sfyx');
  const isVoid = life.isExcluded || (!mark.pinned && dirt.befalls('SOFT_DELETE', mark));
  const isStale = !mark.pinned && dirt.befalls('STALE_UPDATE_TIME', cell(fact, 'gxsj'));
  const year = 365 * 86_400_000;
  return {
    fyDm: fact.agency,
    xzqh: fact.division,
    fcBz: fact.sealed ? 1 : 0,
    sfyx: isVoid ? '0' : '1',
    gxsj: Date.parse(fact.updatedAt) - (isStale ? year : 0),
    nbpsYj: columnCanary,
    xsjbrSjh: columnCanary,
  };
}
