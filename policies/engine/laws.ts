import type { DataClass, MaskKind } from '../../schema/access.js';
import type { FieldFacts, TypeFacts } from '../../schema/facts.js';
import type { Purpose } from '../../schema/purpose.js';
import { type Clause, clausesOf, isCovered, rulesOn } from './clause.js';
import { kindOf } from './field-kind.js';
import { leads } from './rows.js';
import type { FieldSelector, Grant, Prohibition, PurposeCap, RowRule } from './sets.js';
import type { Verdict } from './verdict.js';

/** Who stands before the law: roles, the purpose declared, and whether what needs approval counts as approved. */
export interface Standing {
  readonly roles: ReadonlySet<string>;
  /** Those of the roles that may declare the purpose: only they bring grants. */
  readonly acting: ReadonlySet<string>;
  readonly purpose: Purpose | null;
  readonly approved: boolean;
}

/** The laws of the policy language, one a function: what the engine asks, and nothing else decides. */
export interface Laws {
  /** Whether a grant speaks to this standing. */
  applies(grant: Grant, standing: Standing): boolean;
  /** Whether a selector takes in a field. Only by name does it take one that follows another. */
  selects(selector: FieldSelector, sealing: boolean, type: TypeFacts, field: string): boolean;
  /** Whether the purpose lets this much be opened at all. */
  permits(cap: PurposeCap, effect: Grant['effect'], type: string, dataClass: DataClass): boolean;
  forbids(prohibition: Prohibition, standing: Standing, type: TypeFacts, field: string): boolean;
  rules(grant: Grant, type: TypeFacts): readonly RowRule[];
  clauses(rules: readonly RowRule[], type: TypeFacts): readonly Clause[];
  /** Whether rows under these rules can be reached this way: a relation, or null for entry points. */
  leads(rules: readonly RowRule[], way: string | null): boolean;
  covers(clause: Clause, alternatives: readonly Clause[]): boolean;
  /** The format of a field under several masks; null when none has one. */
  mask(grants: readonly Grant[], field: FieldFacts): MaskKind | null;
  /** What leads from one type to another is open when both are. */
  relation(parent: Verdict, target: Verdict): Verdict;
}

export const laws: Laws = {
  applies(grant, { acting, purpose, approved }) {
    if (purpose === null || !grant.purposes.has(purpose)) return false;
    if (grant.needs !== null && !approved) return false;
    return intersects(grant.roles, acting);
  },

  selects(selector, sealing, type, field) {
    const facts = type.fields.get(field);
    if (facts === undefined) return false;
    // Sealed fields are within reach only of a grant that names the sealing, whatever its selector says.
    if (facts.class === 'SEALED' && !sealing) return false;
    if (isNames(selector)) return selector.includes(field);
    if (kindOf(type, field) !== 'plain') return false;
    return selector === '*' || takesClass(selector, facts.class, field);
  },

  permits(cap, effect, type, dataClass) {
    if (cap.withheld.has(type)) return false;
    return cap.classes.has(dataClass) || (effect === 'mask' && cap.masked.has(dataClass));
  },

  forbids({ roles, purposes, on }, standing, type, field) {
    const selector = on.get(type.name);
    const facts = type.fields.get(field);
    if (selector === undefined || facts === undefined) return false;
    if (roles !== '*' && !intersects(roles, standing.roles)) return false;
    if (purposes !== '*' && (standing.purpose === null || !purposes.has(standing.purpose))) return false;
    if (selector === '*') return true;
    return isNames(selector) ? selector.includes(field) : takesClass(selector, facts.class, field);
  },

  rules: (grant, type) => rulesOn(grant, type, type),
  clauses: (rules, type) => clausesOf(rules, type, null),
  leads: (rules, way) => rules.every((rule) => leads(rule, way)),
  covers: isCovered,

  mask(grants, field) {
    const kinds = new Set(grants.map((grant) => grant.as ?? field.mask).filter((kind) => kind !== null));
    const [kind] = kinds;
    // Two formats side by side could show more than either: drop.
    return kinds.size > 1 ? 'DROP' : (kind ?? null);
  },

  relation(parent, target) {
    return parent.effect === 'DENY' ? parent : target;
  },
};

export function isNames(selector: FieldSelector): selector is readonly string[] {
  return Array.isArray(selector);
}

function takesClass(
  selector: Exclude<FieldSelector, '*' | readonly string[]>,
  dataClass: DataClass,
  field: string,
): boolean {
  return selector.classes.includes(dataClass) && !selector.except.includes(field);
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of b) if (a.has(each)) return true;
  return false;
}
