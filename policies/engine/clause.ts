import type { TypeFacts } from '../../schema/facts.js';
import type { MatterKind } from '../../schema/warrant.js';
import { type AppliedRule, fieldsFor, isWithinReach, sealedField } from '../language/row-rule.js';
import type { Grant, RowRule } from '../language/sets.js';
import { excludes, implies, type ValueRule } from './implication.js';

/** The smallest condition that coverage is reasoned about: by name alone, or by what it says of a field's value. */
export interface Atom {
  readonly name: string;
  readonly value: ValueRule | null;
}

/** Begins the names of atoms that speak of the way by which a row is reached. */
const throughWord = 'through ';

/** Row conditions that hold together, by name. */
export type Clause = ReadonlyMap<string, Atom>;

/**
 * The rules that a grant puts on the rows of a type: its own, with the relations that lead to this type, and that they
 * are not sealed unless it names the sealing.
 * @param rowType the type whose rows are read: another than `type` where that is an existence answer
 */
export function rulesOn(grant: Grant, type: TypeFacts, rowType: TypeFacts): readonly RowRule[] {
  const rules = grant.rows.map((rule) =>
    typeof rule === 'object' && 'through' in rule ? leadingTo(type, rule) : rule,
  );
  if (grant.sealing || !rowType.fields.has(sealedField) || grant.rows.includes('not-sealed')) return rules;
  return [...rules, 'not-sealed'];
}

function leadingTo({ name }: TypeFacts, { through }: Extract<RowRule, { through: unknown }>): RowRule {
  return { through: through.filter(({ target }) => target === name) };
}

/**
 * Rules as alternatives of clauses: a list of values becomes one alternative a value, and conditions that cannot hold
 * together are no alternative at all; nor is a rule that the type has no field for.
 */
export function clausesOf(
  rules: readonly AppliedRule[],
  rowType: TypeFacts,
  matter: MatterKind | null,
): readonly Clause[] {
  let clauses: readonly Clause[] = [new Map()];
  for (const rule of rules) {
    const options = optionsOf(rule, rowType, matter);
    clauses = clauses.flatMap((clause) => options.flatMap((option) => extend(clause, option)));
  }
  return clauses;
}

function optionsOf(rule: AppliedRule, rowType: TypeFacts, matter: MatterKind | null): readonly (readonly Atom[])[] {
  if (typeof rule === 'object' && 'through' in rule)
    return rule.through.map(({ coordinate }) => [named(`${throughWord}${coordinate}`)]);
  if (rule === 'in-matter') return matterOption(rowType, matter);
  if (fieldsFor(rule, rowType).length === 0) return [];
  if (typeof rule === 'string') return [[named(rule)]];
  if ('approved' in rule) return rule.approved.map((at) => [named(`approved ${at}`)]);
  if ('own-agency' in rule) return [[named(`own-agency ${rule['own-agency'].field}`)]];
  if ('own-subject' in rule) return [[named(`own-subject ${rule['own-subject'].field}`)]];
  if ('in' in rule) return rule.in.values.map((value) => [valued({ equals: { field: rule.in.field, value } })]);
  return [[valued(rule)]];
}

// A campaign opens what lies in its territory and in the principal's own.
function matterOption(rowType: TypeFacts, matter: MatterKind | null): readonly (readonly Atom[])[] {
  if (matter === null || !isWithinReach(rowType, matter)) return [];
  return matter === 'CASE' ? [[named('case')]] : [[named('campaign'), named('territory')]];
}

function named(name: string): Atom {
  return { name, value: null };
}

function valued(value: ValueRule): Atom {
  return { name: JSON.stringify(value), value };
}

function extend(clause: Clause, atoms: readonly Atom[]): readonly Clause[] {
  const extended = new Map(clause);
  for (const atom of atoms) {
    if ([...extended.values()].some((known) => isContrary(known, atom))) return [];
    extended.set(atom.name, atom);
  }
  return [extended];
}

// A row is reached on one way at a time, and a field has one value.
function isContrary(known: Atom, atom: Atom): boolean {
  if (known.value !== null && atom.value !== null) return excludes(known.value, atom.value);
  return known.name !== atom.name && known.name.startsWith(throughWord) && atom.name.startsWith(throughWord);
}

/** Whether rows of a clause are reached on a way: a relation, or null for entry points. */
export function isOnWay(clause: Clause, way: string | null): boolean {
  for (const name of clause.keys()) if (name.startsWith(throughWord) && name !== `${throughWord}${way}`) return false;
  return true;
}

/**
 * Whether every row of `clause` is a row of one of `alternatives`. Exact, not only safe, where conditions are
 * independent of each other: then a row on which nothing but `clause` holds exists, and decides.
 */
export function isCovered(clause: Clause, alternatives: readonly Clause[]): boolean {
  return alternatives.some((alternative) => {
    for (const atom of alternative.values()) if (!clause.has(atom.name) && !isImplied(atom, clause)) return false;
    return true;
  });
}

function isImplied({ value }: Atom, clause: Clause): boolean {
  if (value === null) return false;
  for (const known of clause.values()) if (known.value !== null && implies(known.value, value)) return true;
  return false;
}
