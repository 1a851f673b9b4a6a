import type { DataClass, MaskKind } from '../../schema/access.js';
import { always, type Condition } from '../../schema/condition.js';
import type { FieldFacts, TypeFacts } from '../../schema/facts.js';
import type { MatterKind } from '../../schema/warrant.js';
import { kindOf } from '../language/field-kind.js';
import { type AppliedRule, leads } from '../language/row-rule.js';
import type { FieldSelector, Grant, Prohibition, PurposeCap, RowRule } from '../language/sets.js';
import { type Clause, clausesOf, isCovered, rulesOn } from './clause.js';
import { type RowLaws, rowLaws } from './row-laws.js';
import type { Standing } from './standing.js';
import type { Verdict } from './verdict.js';

/** The laws of the policy language, one a function: what the engine asks, and nothing else decides. */
export interface Laws extends RowLaws {
  /** Whether a grant speaks to the roles and the purpose. */
  applies(grant: Grant, standing: Standing): boolean;
  /** Whether a grant speaks to the business lines. */
  isInLine(grant: Grant, standing: Standing): boolean;
  /** Which approvals, by their place in the standing, cover a field; asked only of grants that need one. */
  approving(standing: Standing, type: string, field: string): readonly number[];
  /** Whether a selector takes in a field. Only by name does it take one that follows another. */
  selects(selector: FieldSelector, sealing: boolean, type: TypeFacts, field: string): boolean;
  /** Whether the purpose touches the type at all. */
  touches(cap: PurposeCap, type: string): boolean;
  withholds(cap: PurposeCap, type: string, field: string): boolean;
  /** Whether the purpose opens fields of this class to this effect. */
  permits(cap: PurposeCap, effect: 'allow' | 'mask', dataClass: DataClass): boolean;
  /** Whether the purpose lets fields of this class be counted by. */
  permitsCounting(cap: PurposeCap, dataClass: DataClass): boolean;
  forbids(prohibition: Prohibition, standing: Standing, type: TypeFacts, field: string): boolean;
  rules(grant: Grant, type: TypeFacts, rowType: TypeFacts): readonly RowRule[];
  /** How far back rows of the type lie under the purpose, as a rule; null when it does not say. */
  history(cap: PurposeCap, type: string): RowRule | null;
  clauses(rules: readonly AppliedRule[], rowType: TypeFacts, matter: MatterKind | null): readonly Clause[];
  /** Whether rows under these rules can be reached this way: a relation, or null for entry points. */
  leads(rules: readonly AppliedRule[], way: string | null): boolean;
  covers(clause: Clause, alternatives: readonly Clause[]): boolean;
  /** The format of a field under several masks; null when none has one. */
  mask(grants: readonly Grant[], field: FieldFacts): MaskKind | null;
  /** What leads from one type to another is open when both are. */
  relation(parent: Verdict, target: Verdict): Verdict;
  /** Where one case of a row-dependent field holds. */
  where(rows: Condition, coversAll: boolean): Condition;
  /** What may be counted by under several grants, a list each. */
  counted(lists: readonly (readonly string[])[]): readonly string[];
  /** The smallest number that is told under several grants. */
  smallest(grants: readonly Grant[]): number;
}

export const laws: Laws = {
  ...rowLaws,

  applies(grant, { acting, purpose }) {
    return purpose !== null && grant.purposes.has(purpose) && intersects(grant.roles, acting);
  },

  isInLine: (grant, { lines }) => grant.lines === null || intersects(grant.lines, lines),

  approving({ approvals }, type, field) {
    const places: number[] = [];
    for (const [at, covered] of approvals.entries())
      if (covered.includes(type) || covered.includes(`${type}.${field}`)) places.push(at);
    return places;
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

  touches: ({ only }, type) => only === null || only.has(type),
  withholds: ({ withheld }, type, field) => withheld.has(type) || withheld.has(`${type}.${field}`),
  permits: (cap, effect, dataClass) => cap.classes.has(dataClass) || (effect === 'mask' && cap.masked.has(dataClass)),
  permitsCounting: (cap, dataClass) => cap.classes.has(dataClass) || cap.counted.has(dataClass),

  forbids({ roles, purposes, on }, standing, type, field) {
    const selector = on.get(type.name);
    const facts = type.fields.get(field);
    if (selector === undefined || facts === undefined) return false;
    if (roles !== '*' && !intersects(roles, standing.roles)) return false;
    if (purposes !== '*' && (standing.purpose === null || !purposes.has(standing.purpose))) return false;
    if (selector === '*') return true;
    return isNames(selector) ? selector.includes(field) : takesClass(selector, facts.class, field);
  },

  rules: rulesOn,

  history({ history }, type) {
    const depth = history.get(type);
    return depth === undefined ? null : { since: depth };
  },

  clauses: clausesOf,
  leads: (rules, way) => rules.every((rule) => leads(rule, way)),
  covers: isCovered,

  mask(grants, field) {
    if (grants.length === 0) return null;
    const kinds = new Set(grants.map((grant) => grant.as ?? field.mask).filter((kind) => kind !== null));
    const [kind] = kinds;
    // Two formats side by side could show more than either: drop.
    return kinds.size > 1 ? 'DROP' : (kind ?? null);
  },

  relation(parent, target) {
    return parent.effect === 'DENY' ? parent : target;
  },

  where: (rows, coversAll) => (coversAll ? always : rows),
  counted: ([first = [], ...others]) => first.filter((field) => others.every((list) => list.includes(field))),
  smallest: (grants) => Math.max(0, ...grants.map(({ smallest }) => smallest)),
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
