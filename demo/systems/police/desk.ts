import type { Cell, Dirt } from '../../dirt/dirt.js';
import type { FactKind, FactOf, Life } from '../../lives/facts.js';
import type { Held, PersonFact } from '../../lives/person-facts.js';
import { columnCanary } from '../../lives/traps/canary.js';
import type { OwnCodes } from '../own-codes.js';
import type { Filed } from '../own-recorder.js';
import type { OwnRow } from '../own-tables.js';

/** What the police know while they write one life down. */
export interface PoliceDesk {
  readonly dirt: Dirt;
  readonly life: Life;
  person(ref: string | null): PersonFact | undefined;
  cell(fact: { readonly key: string }, column: string): Cell;
  /** Their own code for a value, at times an older form of it. */
  code<T extends string>(list: OwnCodes<T>, value: T | null, fact: Held, column: string): string | null;
  citizenId(ref: string | null, fact: Held, column: string): string | null;
  name(ref: string | null, fact: Held, column: string): string | null;
  /** The next number of a series of the police's own. */
  next(series: string): string;
  /** 人员编号 by case and person, for what refers to a suspect. */
  suspectNo(caseNumber: string, ref: string): string | null;
  /** 矫正对象编号, where the corrections agency asked the police to watch the person. */
  subjectNo(ref: string): string | null;
}

/** How one fact becomes rows, without the columns that every table ends with. */
export type Entry<K extends FactKind> = (fact: FactOf<K>, desk: PoliceDesk) => readonly Filed[];

export type Entries = { readonly [K in FactKind]?: Entry<K> };

/** Opens the desk for one life. */
export function openDesk(life: Life, dirt: Dirt, next: PoliceDesk['next']): PoliceDesk {
  const persons = new Map(life.persons.map((person) => [person.key, person]));
  const suspects = new Map<string, string>();
  for (const fact of life.facts) {
    if (fact.kind === 'Suspect') suspects.set(`${fact.caseNumber} ${fact.person}`, fact.suspectNo);
  }
  const subjects = new Map<string, string>();
  for (const fact of life.facts) if (fact.kind === 'CorrectionSubject') subjects.set(fact.person, fact.subjectNo);
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
    cell,
    next,
    code: (list, value, fact, column) => {
      const own = value === null ? undefined : list[value];
      return own === undefined ? null : dirt.code(own.code, own.older, cell(fact, column));
    },
    citizenId: (ref, fact, column) => dirt.citizenId(person(ref)?.citizenId ?? null, cell(fact, column)),
    name: (ref, fact, column) =>
      dirt.name(person(ref)?.name ?? null, cell(fact, column), person(ref)?.formerName ?? null),
    subjectNo: (ref) => subjects.get(ref) ?? null,
    suspectNo: (caseNumber, ref) => suspects.get(`${caseNumber} ${ref}`) ?? null,
  };
}

/** What the police keep to themselves, on every row. */
export const internal: OwnRow = { ZWTZ: columnCanary, TQXX: columnCanary };

/** What every row but the population's ends with. */
export function tailOf({ kind, ...fact }: Held & { readonly kind: string }, { dirt, life, cell }: PoliceDesk): OwnRow {
  // A control that is taken back is no slip: it lets somebody go.
  const mayBeDeleted = !life.pinned && kind !== 'ExitEntryControl';
  const isDeleted = life.isExcluded || (mayBeDeleted && dirt.befalls('SOFT_DELETE', cell(fact, 'SFYX')));
  return {
    XZQH: fact.division,
    TBDWDM: fact.agency,
    FCBZ: fact.sealed ? '1' : '0',
    SFYX: isDeleted ? '0' : '1',
    GXSJ: updateTime(fact, dirt, cell(fact, 'GXSJ')),
    ...internal,
  };
}

/** Some edits leave the update time as it was: a year and a month ago. */
function updateTime(fact: Held, dirt: Dirt, cell: Cell): string {
  const text = `${fact.updatedAt.slice(0, 10)} ${fact.updatedAt.slice(11, 19)}`;
  if (cell.pinned || !dirt.befalls('STALE_UPDATE_TIME', cell)) return text;
  return `${Number(text.slice(0, 4)) - 1}-01-01${text.slice(10)}`;
}
