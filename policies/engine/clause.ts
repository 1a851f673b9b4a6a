import type { TypeFacts } from '../../schema/facts.js';
import { sealedField } from './rows.js';
import type { Grant, RowRule } from './sets.js';

/** Row conditions that hold together, by name: the smallest unit that coverage is reasoned about in. */
export type Clause = ReadonlySet<string>;

/**
 * The rules that a grant puts on the rows of a type: its own, with the relations that lead to this type, and that they
 * are not sealed unless it names the sealing.
 */
export function rulesOn(grant: Grant, type: TypeFacts): readonly RowRule[] {
  const rules = grant.rows.map((rule) =>
    typeof rule === 'object' && 'through' in rule ? leadingTo(type, rule) : rule,
  );
  if (grant.sealing || !type.fields.has(sealedField) || grant.rows.includes('not-sealed')) return rules;
  return [...rules, 'not-sealed'];
}

function leadingTo({ name }: TypeFacts, { through }: Extract<RowRule, { through: unknown }>): RowRule {
  return { through: through.filter(({ target }) => target === name) };
}

/**
 * Rules as alternatives of clauses: a list of values becomes one alternative a value, and two different values
 * of one field together are no alternative at all.
 */
export function clausesOf(rules: readonly RowRule[]): readonly Clause[] {
  let clauses: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const rule of rules) {
    const options = optionsOf(rule);
    clauses = clauses.flatMap((clause) => options.flatMap(([subject, atom]) => extend(clause, subject, atom)));
  }
  return clauses.map((clause) => new Set(clause.values()));
}

function optionsOf(rule: RowRule): readonly (readonly [string, string])[] {
  if (typeof rule === 'string') return [[rule, rule]];
  if ('own-agency' in rule)
    return [[`own-agency ${rule['own-agency'].field}`, `own-agency ${rule['own-agency'].field}`]];
  if ('through' in rule) return rule.through.map(({ coordinate }) => ['through', `through ${coordinate}`]);
  const { field, values } = 'in' in rule ? rule.in : { field: rule.equals.field, values: [rule.equals.value] };
  return values.map((value) => [`field ${field}`, `${field}=${JSON.stringify(value)}`]);
}

function extend(
  clause: ReadonlyMap<string, string>,
  subject: string,
  atom: string,
): readonly ReadonlyMap<string, string>[] {
  const known = clause.get(subject);
  if (known === atom) return [clause];
  return known === undefined ? [new Map([...clause, [subject, atom]])] : [];
}

/**
 * Whether every row of `clause` is a row of one of `alternatives`. Exact, not only safe: conditions are positive and
 * independent of each other, so a row on which nothing but `clause` holds exists, and decides.
 */
export function isCovered(clause: Clause, alternatives: readonly Clause[]): boolean {
  return alternatives.some((alternative) => [...alternative].every((atom) => clause.has(atom)));
}
