import type { DataClass, MaskKind } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Scalar } from '../../schema/scalar.js';

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
  'territory',
  'not-sealed',
  'published',
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
  | { readonly equals: { readonly field: string; readonly value: Scalar } }
  | { readonly in: { readonly field: string; readonly values: readonly Scalar[] } };

/** What a grant waits for before it opens anything. Matter binding joins this list with the next policy version. */
export type Need = 'approval';

export interface Grant {
  readonly id: string;
  readonly roles: ReadonlySet<string>;
  readonly purposes: ReadonlySet<Purpose>;
  readonly on: ReadonlyMap<string, FieldSelector>;
  readonly effect: 'allow' | 'mask';
  /** Format instead of the one that the schema gives the field. */
  readonly as: MaskKind | null;
  readonly rows: readonly RowRule[];
  /** Whether it names the sealing: only then sealed fields and sealed rows are within it. */
  readonly sealing: boolean;
  readonly needs: Need | null;
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
  /** Types that it never touches. */
  readonly withheld: ReadonlySet<string>;
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
