import type { DataClass, MaskKind, Narrowness } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Scalar } from '../../schema/scalar.js';
import type { BusinessLine } from '../../schema/warrant.js';

/** Fields of one type: all that are not sealed, by name, or by data class. */
export type FieldSelector =
  | '*'
  | readonly string[]
  | { readonly classes: readonly DataClass[]; readonly except: readonly string[] };

/** Row conditions that need no parameter (domain 5.5). */
export const plainRowRules = [
  'own-agency',
  'own-organisation',
  'own-subject',
  'own-line',
  'territory',
  'not-sealed',
  'published',
  'in-matter',
] as const;
export type PlainRowRule = (typeof plainRowRules)[number];

/** A relation between records: `Type.field`, and the type that it leads to. */
export interface Relation {
  readonly coordinate: string;
  readonly target: string;
}

/** The closed set of row conditions; those of one grant must all hold. */
export type RowRule =
  | PlainRowRule
  /** The row is reached by one of these relations from a parent that exists for the principal. */
  | { readonly through: readonly Relation[] }
  /** Another agency of the record is the principal's: the one that decided, applied or executes. */
  | { readonly 'own-agency': { readonly field: string } }
  /** The principal's own person stands in another field than `citizenId`: who applied. */
  | { readonly 'own-subject': { readonly field: string } }
  | { readonly equals: { readonly field: string; readonly value: Scalar } }
  | { readonly in: { readonly field: string; readonly values: readonly Scalar[] } }
  | { readonly prefix: { readonly field: string; readonly value: string } }
  /** Both ends inclusive; dates as ISO 8601. Null is not between. */
  | { readonly between: { readonly field: string; readonly from: Scalar; readonly to: Scalar } }
  /** The date has not come, or passed at most so many days ago; no date counts as not come (an open term, domain 5.5.7). */
  | { readonly until: { readonly field: string; readonly days: number } }
  /** The date lies at most so many months back; no date is too old (depth of history). */
  | { readonly since: { readonly field: string; readonly months: number } };

/** What a grant waits for before it opens anything: an approval of the very field, for the person or file of the row. */
export type Need = 'approval';

export interface Grant {
  readonly id: string;
  readonly roles: ReadonlySet<string>;
  readonly purposes: ReadonlySet<Purpose>;
  readonly on: ReadonlyMap<string, FieldSelector>;
  /** `count`: rows may be counted, filtered and grouped by these fields, and none is seen (domain 5.3, D). */
  readonly effect: 'allow' | 'mask' | 'count';
  /** Format instead of the one that the schema gives the field. */
  readonly as: MaskKind | null;
  readonly rows: readonly RowRule[];
  /** Whether it names the sealing: only then sealed fields and sealed rows are within it. */
  readonly sealing: boolean;
  readonly needs: Need | null;
  /** Business lines, one of which the principal must work in; null where lines are no matter. */
  readonly lines: ReadonlySet<BusinessLine> | null;
  /** Of `count`: numbers below it are not told. 0 tells all. */
  readonly smallest: number;
  /** Law and article. */
  readonly basis: string;
}

/** Beats every grant. */
export interface Prohibition {
  readonly id: string;
  readonly roles: ReadonlySet<string> | '*';
  readonly purposes: ReadonlySet<Purpose> | '*';
  readonly on: ReadonlyMap<string, FieldSelector>;
  readonly basis: string;
}

export interface Title {
  readonly zh: string;
  readonly en: string;
}

export interface Role {
  readonly name: string;
  /** R-number of domain 5.2. */
  readonly number: string;
  readonly title: Title;
  /** Held alone or not at all (三员分立): who runs or audits the hub has no other role in it. */
  readonly isExclusive: boolean;
  /** Held by service accounts alone; nobody is told to hold it. */
  readonly isMachine: boolean;
  /** Requests of a holder on one day (+08:00), in place of what the purpose allows; null is what the purpose allows. */
  readonly requestsADay: number | null;
  /** Purposes that a holder of the role may declare. */
  readonly purposes: ReadonlySet<Purpose>;
}

/** The most that a purpose opens, whatever is granted under it (domain 5.5, rule 6). */
export interface PurposeCap {
  readonly name: Purpose;
  readonly title: Title;
  readonly classes: ReadonlySet<DataClass>;
  /** Classes that it opens only under a mask, besides `classes`. */
  readonly masked: ReadonlySet<DataClass>;
  /** Classes whose fields may be counted by, besides `classes`. */
  readonly counted: ReadonlySet<DataClass>;
  /** Types (`Type`) and fields (`Type.field`) that it never touches. */
  readonly withheld: ReadonlySet<string>;
  /** The only types that it touches; null where `classes` and `withheld` say it all. */
  readonly only: ReadonlySet<string> | null;
  /** How far back its rows of a type may lie: a further row rule of every grant on the type under this purpose. */
  readonly history: ReadonlyMap<string, { readonly field: string; readonly months: number }>;
  /** Types whose lists are asked narrowly. */
  readonly narrow: ReadonlyMap<string, Narrowness>;
  /** Requests of one account on one day (+08:00); null is no cap. */
  readonly requestsADay: number | null;
  /** Different persons that may be met under one matter; null is no cap. */
  readonly personsAMatter: number | null;
  /** When entries of the audit log made for it may stand in the report of the person they are about. */
  readonly release: 'NOW' | 'MATTER_CLOSED';
  readonly basis: string;
}

/** Everything that decides: parsed, held against the schema, in file order. */
export interface PolicySets {
  /** Digest of what the files say; comments and layout do not change it. */
  readonly version: string;
  readonly roles: ReadonlyMap<string, Role>;
  readonly purposes: ReadonlyMap<Purpose, PurposeCap>;
  readonly grants: readonly Grant[];
  readonly prohibitions: readonly Prohibition[];
  /** Types whose rows exist although their sealing flag is unknown. */
  readonly openWhenSealingUnknown: ReadonlySet<string>;
}

/** The roles that may act for a purpose; the others give nothing under it. */
export function actingRoles(sets: PolicySets, roles: Iterable<string>, purpose: Purpose): ReadonlySet<string> {
  return new Set([...roles].filter((role) => sets.roles.get(role)?.purposes.has(purpose) === true));
}

/** Whether one of the roles may declare the purpose. */
export function mayDeclare(sets: PolicySets, roles: readonly string[], purpose: Purpose): boolean {
  return actingRoles(sets, roles, purpose).size > 0;
}

/** The role among several that only service accounts hold; null when there is none. */
export function machineRoleOf(sets: PolicySets, roles: Iterable<string>): string | null {
  return [...roles].find((role) => sets.roles.get(role)?.isMachine === true) ?? null;
}

/** Requests that an account of these roles may make for the purpose in a day: its roles' where they have a cap, else the purpose's; null is no cap. */
export function requestsADay(sets: PolicySets, roles: Iterable<string>, purpose: Purpose): number | null {
  const own = [...actingRoles(sets, roles, purpose)].flatMap((role) => sets.roles.get(role)?.requestsADay ?? []);
  return own.length > 0 ? Math.max(...own) : (sets.purposes.get(purpose)?.requestsADay ?? null);
}

/** The role among several that may only be held alone (三员分立); null when they go together. */
export function conflictOf(sets: PolicySets, roles: Iterable<string>): string | null {
  const held = new Set(roles);
  if (held.size < 2) return null;
  return [...held].find((role) => sets.roles.get(role)?.isExclusive === true) ?? null;
}
