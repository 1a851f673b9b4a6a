import type { Role } from '../../policies/language/sets.js';
import type { Access, AccessCompiler } from '../../schema/access.js';
import type { RecordRow } from '../../schema/adapter.js';
import type { Principal } from '../../schema/principal.js';

/** Somebody who may ask, with what the policies open to them. */
export interface Standing {
  readonly principal: Principal;
  readonly access: Access;
}

/** Somebody's standing towards one entity. */
export interface EntityStanding extends Standing {
  /** Fields that the adapter holds and that are denied whatever the row. */
  readonly denied: readonly string[];
  readonly mayEnter: boolean;
  /** Whether whole lists may be asked for, and not only looked into. */
  readonly mayList: boolean;
  readonly isLimited: boolean;
}

export interface StandingsSetting {
  readonly roles: Iterable<Role>;
  readonly compiler: AccessCompiler;
  readonly agency: string;
  /** A division whose records the system holds. */
  readonly division: string;
  readonly today: string;
  /** Somebody of whom the system holds records, and a file: what an open matter would name. */
  readonly person: string | null;
  readonly file: string | null;
}

/** A division far from that of the system: its officers are refused rows that name another one. */
const elsewhere = (division: string): string => (division.startsWith('65') ? '110101' : '650102');

/** Every role with every purpose that it may declare, at the system’s division and elsewhere, with a matter and without. */
export function standingsOf(setting: StandingsSetting): readonly Standing[] {
  const { roles, compiler, agency, division, today, person, file } = setting;
  const standings: Standing[] = [];
  for (const { name, purposes } of roles)
    for (const purpose of purposes)
      for (const place of [division, elsewhere(division)])
        for (const isUnderMatter of [false, true]) {
          const principal: Principal = {
            id: `check-${name}`,
            kind: name === 'subject' ? 'subject' : 'user',
            agency,
            organisation: '',
            division: place,
            roles: [name],
            purpose,
            ...(name === 'subject' && person !== null ? { subject: person } : {}),
            ...(isUnderMatter ? matterOf(place, person, file) : {}),
          };
          standings.push({ principal, access: compiler.compile(principal, today) });
        }
  return standings;
}

function matterOf(division: string, person: string | null, file: string | null): Pick<Principal, 'matter' | 'warrant'> {
  const number = 'check';
  const persons = person === null ? [] : [person];
  const files = file === null ? [] : [file];
  return {
    matter: number,
    warrant: { matter: { number, kind: 'CASE', line: null, division, persons, files }, approvals: [] },
  };
}

/**
 * The standings that differ in what they may see of an entity, those that are refused most first: those that may not enter,
 * those that some fields are denied, those that are limited to some rows; at most `most` of each.
 */
export function towards(
  standings: readonly Standing[],
  entity: string,
  fields: readonly string[],
  most: number,
): readonly EntityStanding[] {
  const seen = new Set<string>();
  const all = standings.flatMap((standing): EntityStanding[] => {
    const { access } = standing;
    const mayEnter = access.enter(entity).effect !== 'DENY';
    const denied = fields.filter((field) => access.decide(entity, field).effect === 'DENY');
    const rows = mayEnter ? access.rows(entity) : null;
    const mayList = mayEnter && access.narrow(entity) === null;
    const shape = JSON.stringify([mayEnter, mayList, denied, rows]);
    if (seen.has(shape)) return [];
    seen.add(shape);
    return [{ ...standing, mayEnter, mayList, denied, isLimited: rows !== null && rows.op !== 'true' }];
  });
  const refused = all.filter(({ mayEnter }) => !mayEnter).slice(0, 1);
  const entering = all.filter(({ mayEnter }) => mayEnter);
  const partial = [...entering].sort((a, b) => b.denied.length - a.denied.length).slice(0, most);
  const limited = entering.filter((each) => each.isLimited && !partial.includes(each)).slice(0, most);
  return [...refused, ...partial, ...limited];
}

/** What a matter would name of these rows. */
export function namedIn(rows: readonly RecordRow[]): { readonly person: string | null; readonly file: string | null } {
  const first = (fields: readonly string[]) =>
    rows.flatMap(({ values }) => fields.map((field) => values[field])).find((value) => typeof value === 'string');
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return { person: text(first(['citizenId'])), file: text(first(['caseNumber', 'caseNo', 'subjectNo', 'incidentNo'])) };
}
