import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clausesOf } from '../../policies/engine/clause.js';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { type Laws, laws } from '../../policies/engine/laws.js';
import type { Access, Decision } from '../../schema/access.js';
import type { Condition } from '../../schema/condition.js';
import type { Purpose } from '../../schema/purpose.js';
import { type NaiveDecision, NaiveInterpreter, type Row } from './naive.js';
import { anyPrincipals, completePrincipals, coordinates, policySets, smallFacts } from './random-policies.js';

const seed = 20261121;
const runs = 20_000;

function decisions(law: Laws) {
  return fc.property(
    policySets,
    completePrincipals,
    fc.array(fc.constantFrom(...coordinates), { minLength: 1, maxLength: 4 }),
    (sets, principal, asked) => {
      const access = createAccessCompiler(sets, smallFacts, law).compile(principal);
      const purpose = principal.purpose ?? null;
      const naive = new NaiveInterpreter(sets, smallFacts, principal, purpose);
      for (const [type, field] of asked) {
        const expected = withoutCause(naive.decide(type, field), purpose);
        const decision = access.decide(type, field);
        expect(inBrief(decision, purpose)).toEqual(expected);
        expect(access.enter(type).effect).toBe(naive.enterBy(type, null).effect);
        if (decision.effect === 'DENY') expect(change(decision.remedy)).toBe(naiveRemedy(naive, type, field));
        if (naive.universe(type).some((row) => matches(rowsOn(access, type, row), row) !== naive.exists(type, row)))
          throw new Error(`rows of ${type} differ`);
      }
    },
  );
}

// Without a purpose everything is denied for that reason, prohibited or not.
function withoutCause(decision: NaiveDecision, purpose: Purpose | null): NaiveDecision {
  if (decision.effect !== 'DENY') return decision;
  return { effect: 'DENY', prohibited: purpose !== null && decision.prohibited };
}

function rowsOn(access: Access, type: string, { way }: Row): Condition {
  return typeof way === 'string' ? access.rows(type, way) : access.rows(type);
}

function inBrief(decision: Decision, purpose: Purpose | null): NaiveDecision {
  if (decision.effect === 'ALLOW') return { effect: 'ALLOW' };
  if (decision.effect === 'MASK') return { effect: 'MASK', mask: decision.mask };
  expect(decision.reason === 'NO_PURPOSE').toBe(purpose === null);
  return { effect: 'DENY', prohibited: decision.grant?.startsWith('prohibition') === true };
}

// Other remedies say that no change of the request opens the field.
function change(remedy: string): string | undefined {
  const [before = '', ways] = remedy.split('through ');
  if (ways !== undefined) return `${before}through ${ways.split(' or ').sort().join(' or ')}`;
  return /^(declare|ask) /.test(remedy) ? remedy : undefined;
}

function naiveRemedy(naive: NaiveInterpreter, type: string, field: string): string | undefined {
  const { sets, principal, purpose } = naive;
  const others = [...sets.purposes.keys()].filter(
    (each) => each !== purpose && principal.roles.some((role) => sets.roles.get(role)?.purposes.has(each)),
  );
  const ask = (under: Purpose | null, approved: boolean) =>
    new NaiveInterpreter(sets, smallFacts, principal, under, approved).decide(type, field);
  const isOpen = (under: Purpose | null, approved: boolean) => ask(under, approved).effect !== 'DENY';
  const ways = (under: Purpose | null) => {
    const decision = ask(under, false);
    return decision.effect === 'DENY' && decision.through ? `ask through ${decision.through.join(' or ')}` : undefined;
  };
  const here = ways(purpose);
  if (here !== undefined) return here;
  const now = others.filter((each) => isOpen(each, false));
  if (now.length > 0) return `declare purpose ${now.join(' or ')}`;
  if (isOpen(purpose, true)) return 'ask for approval';
  const later = others.filter((each) => isOpen(each, true));
  if (later.length > 0) return `declare purpose ${later.join(' or ')} and ask for approval`;
  const other = others.find((each) => ways(each) !== undefined);
  return other && `declare purpose ${other} and ${ways(other)}`;
}

function matches(condition: Condition, row: Row): boolean {
  const value = (field: string) => row[field] ?? null;
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      return condition.of.every((part) => matches(part, row));
    case 'or':
      return condition.of.some((part) => matches(part, row));
    case 'eq':
      return value(condition.field) === condition.value;
    case 'in':
      return condition.values.some((each) => value(condition.field) === each);
    case 'prefix':
      return String(value(condition.field) ?? '').startsWith(condition.value);
    case 'isNull':
      return (value(condition.field) === null) === condition.value;
    default:
      throw new TypeError(`policies do not write ${condition.op}`);
  }
}

test(`${runs} random policies, principals and coordinates are decided as the naive interpreter reads them (seed ${seed})`, () => {
  fc.assert(decisions(laws), { numRuns: runs, seed });
}, 240_000);

test(`whoever leaves out agency, division or subject gets no row by them, and never more rows than the naive reading (seed ${seed})`, () => {
  fc.assert(
    fc.property(policySets, anyPrincipals, fc.constantFrom('Alpha', 'Beta', 'Person'), (sets, principal, type) => {
      const access = createAccessCompiler(sets, smallFacts).compile(principal);
      const naive = new NaiveInterpreter(sets, smallFacts, principal, principal.purpose ?? null);
      for (const row of naive.universe(type))
        if (matches(rowsOn(access, type, row), row)) expect(naive.isOpened(type, row)).toBe(true);
    }),
    { numRuns: 5000, seed },
  );
}, 120_000);

const mutants: Readonly<Record<string, Partial<Laws>>> = {
  'prohibitions are forgotten': { forbids: () => false },
  'sealed rows are not kept out': { rules: (grant) => grant.rows },
  'sealed fields open without the sealing': {
    selects: (selector, _, type, field) => laws.selects(selector, true, type, field),
  },
  'the purpose is not looked at': {
    applies: (grant, standing) => {
      const [purpose = null] = grant.purposes;
      return laws.applies(grant, { ...standing, purpose });
    },
  },
  'approval is taken for given': { applies: (grant, standing) => laws.applies(grant, { ...standing, approved: true }) },
  'a role brings grants under purposes that it may not declare': {
    applies: (grant, standing) => laws.applies(grant, { ...standing, acting: standing.roles }),
  },
  'the cap of the purpose is ignored': { permits: () => true },
  'what a purpose opens masked it opens in clear': {
    permits: (cap, _, type, each) => laws.permits(cap, 'mask', type, each),
  },
  'withheld types are not withheld': {
    permits: (cap, effect, type, each) => laws.permits({ ...cap, withheld: new Set() }, effect, type, each),
  },
  'one open row opens the field on all rows': { covers: () => true },
  'coverage is read backwards': {
    covers: (clause, alternatives) => alternatives.some((other) => [...clause].every((atom) => other.has(atom))),
  },
  'conditions of one grant are alternatives': {
    clauses: (rules) => (rules.length === 0 ? [new Set()] : rules.flatMap((rule) => clausesOf([rule]))),
  },
  'only the first condition of a grant counts': { rules: (grant, type) => laws.rules(grant, type).slice(0, 1) },
  'exceptions are ignored': {
    selects: (selector, sealing, type, field) =>
      laws.selects(
        typeof selector === 'object' && 'except' in selector ? { ...selector, except: [] } : selector,
        sealing,
        type,
        field,
      ),
  },
  'a wildcard takes in relations': {
    selects: (selector, sealing, type, field) =>
      laws.selects(selector === '*' ? [field] : selector, sealing, type, field),
  },
  'rows exist on every way': { leads: () => true },
  'a relation says nothing of the way': { leads: (rules) => laws.leads(rules, null) },
  'one relation stands for all': {
    clauses: (rules) => clausesOf(rules.filter((rule) => typeof rule === 'string' || !('through' in rule))),
  },
  'the first of two formats wins': { mask: (grants, field) => grants[0]?.as ?? field.mask },
  'relations look at their target alone': { relation: (_, target) => target },
  'relations look at their parent alone': { relation: (parent) => parent },
  'a prohibition of one role or purpose is everybody’s': {
    forbids: (each, standing, type, field) =>
      laws.forbids({ ...each, roles: '*', purposes: '*' }, standing, type, field),
  },
};

test.each(Object.keys(mutants))('a compiler in which %s is caught', (name) => {
  const mutant: Laws = { ...laws, ...mutants[name] };
  const { failed } = fc.check(decisions(mutant), { numRuns: runs, seed, endOnFailure: true });
  expect(failed).toBe(true);
});
