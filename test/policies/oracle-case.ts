import fc from 'fast-check';
import type { PolicySets } from '../../policies/language/sets.js';
import type { Access, DecisionCase } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import { type NaiveEffect, NaiveInterpreter } from './naive.js';
import type { Reached } from './naive-rows.js';
import { matches } from './oracle-source.js';
import { entangledSets, focusOf, policySets } from './random-policies.js';
import { anyPrincipals, completePrincipals, days } from './random-policies-principals.js';
import { type Query, queries, rowsOf } from './random-policies-rows.js';
import { smallFacts } from './random-policies-schema.js';

/** One case of the oracle. */
export interface Case {
  readonly sets: PolicySets;
  readonly principal: Principal;
  readonly today: string;
  readonly type: string;
  readonly rows: readonly Reached[];
  readonly query: Query;
  /** Whether what conditions look at is independent, so that ALL and SOME must be exact and not only safe. */
  readonly isExact: boolean;
}

function casesOf(sets: fc.Arbitrary<PolicySets>, principal: fc.Arbitrary<Principal>, isExact: boolean) {
  return fc
    .record({ sets, principal, today: days, query: queries })
    .chain((rest) => focusOf(rest.sets).map((type) => ({ ...rest, type })))
    .chain((rest) => rowsOf(rest.type, rest.today).map((rows): Case => ({ ...rest, rows, isExact })));
}

export const cases: fc.Arbitrary<Case> = fc.oneof(
  casesOf(policySets, completePrincipals, true),
  casesOf(entangledSets, anyPrincipals, false),
);

/** Entry points, and every relation by which one of the rows was reached. */
export function waysAsked({ rows }: Case): readonly (string | null)[] {
  return [...new Set([null, ...rows.map(({ way }) => way)])];
}

export function readNaively(each: Case, principal: Principal): NaiveInterpreter {
  const { sets, today, type, rows } = each;
  const given = waysAsked(each).flatMap((way) => rows.map(({ row }): Reached => ({ row, way })));
  return new NaiveInterpreter(sets, smallFacts, principal, today, new Map([[type, given]]));
}

export function differ(what: string, compiled: unknown, read: unknown): never {
  throw new Error(`${what}: compiled ${JSON.stringify(compiled)}, read naively ${JSON.stringify(read)}`);
}

export function checkSame(what: string, compiled: unknown, read: unknown): void {
  if (JSON.stringify(compiled) !== JSON.stringify(read)) differ(what, compiled, read);
}

export const fieldsOf = (type: string) => [...(smallFacts.types.get(type)?.fields.keys() ?? [])];

/** What the compiled access says of a field of one row that it selected, as whoever reads rows under it learns it. */
export function effectOn(access: Access, type: string, field: string, { row, way }: Reached): NaiveEffect {
  const decision = access.decide(type, field);
  if (decision.effect === 'DENY') return 'DENY';
  if (decision.rows === 'ALL') return decision.effect === 'MASK' ? decision.mask : 'ALLOW';
  const found = casesOn(access, type, field, way).find(({ where }) => matches(where, row));
  if (found === undefined) return 'DENY';
  return found.effect === 'MASK' ? found.mask : 'ALLOW';
}

export function casesOn(access: Access, type: string, field: string, way: string | null): readonly DecisionCase[] {
  return way === null ? access.cases(type, field) : access.cases(type, field, way);
}

/** One of a list by an index that was drawn without knowing it. */
export function chosen<Each>(list: readonly Each[], index: number): Each | undefined {
  return list[index % Math.max(1, list.length)];
}
