import type { PolicySets } from '../../policies/language/sets.js';
import type { Access, AccessCompiler, Decision, DecisionCase } from '../../schema/access.js';
import type { Condition } from '../../schema/condition.js';
import type { Principal } from '../../schema/principal.js';
import type { NaiveDecision, NaiveEffect, NaiveInterpreter } from './naive.js';
import type { Reached } from './naive-rows.js';
import { type Case, casesOn, checkSame, differ, effectOn, fieldsOf, readNaively, waysAsked } from './oracle-case.js';
import { checkDenial } from './oracle-denials.js';
import { checkQuery } from './oracle-query.js';
import { matches } from './oracle-source.js';

/** Throws on the first difference between the compiled access and the naive reading, in what is checked, planned or filtered. */
export function holdAgainstNaive(each: Case, compiler: (sets: PolicySets) => AccessCompiler): void {
  const access = withMemory(compiler(each.sets).compile(each.principal, each.today));
  const naive = readNaively(each, each.principal);
  checkDecisions(each, access, naive);
  checkRows(each, access, naive);
  checkCounts(each, access, naive);
  for (const way of waysAsked(each)) checkQuery(each, way, access, naive);
  if (each.isExact) checkDenial(each, access, naive);
}

// Cases are asked for once a field and way, as whoever reads many rows would.
function withMemory(access: Access): Access {
  const known = new Map<string, readonly DecisionCase[]>();
  return {
    ...access,
    cases(...asked) {
      const found = known.get(asked.join()) ?? access.cases(...asked);
      known.set(asked.join(), found);
      return found;
    },
  };
}

function checkDecisions({ type, principal, isExact }: Case, access: Access, naive: NaiveInterpreter): void {
  if (isExact) checkSame(`enter ${type}`, access.enter(type).effect, naive.enterBy(type, null).effect);
  for (const field of fieldsOf(type)) {
    const compiled = access.decide(type, field);
    const read = naive.decide(type, field);
    if (isExact) checkSame(`${type}.${field}`, inBrief(compiled), withoutCause(read, principal));
  }
}

function inBrief(decision: Decision): unknown {
  if (decision.effect === 'ALLOW') return ['ALLOW', decision.rows];
  if (decision.effect === 'MASK') return ['MASK', decision.mask, decision.rows];
  return ['DENY', decision.grant !== null];
}

// Without a purpose everything is denied for that reason, prohibited or not.
function withoutCause(decision: NaiveDecision, { purpose }: Principal): unknown {
  if (decision.effect === 'ALLOW') return ['ALLOW', decision.rows];
  if (decision.effect === 'MASK') return ['MASK', decision.mask, decision.rows];
  return ['DENY', purpose !== undefined && decision.prohibited];
}

function checkRows({ type, rows, isExact }: Case, access: Access, naive: NaiveInterpreter): void {
  const conditions = new Map<string | null, Condition>();
  const rowsBy = (way: string | null) => {
    const known = conditions.get(way) ?? (way === null ? access.rows(type) : access.rows(type, way));
    conditions.set(way, known);
    return known;
  };
  for (const reached of [...rows, ...sample(naive.universe(type))]) {
    const isPlanned = matches(rowsBy(reached.way), reached.row);
    const isVisible = naive.isVisible(type, reached);
    if (isPlanned !== isVisible) differ(`row ${JSON.stringify(reached)} of ${type}`, isPlanned, isVisible);
    if (!isVisible) {
      checkHidden(type, reached, access);
      continue;
    }
    for (const field of fieldsOf(type)) {
      // What stands for something else goes by ALL and SOME, which are only safe where conditions hang together.
      if (!isExact && !naive.isPlainField(type, field)) continue;
      const compiled = effectOn(access, type, field, reached);
      const read = naive.effectOn(type, field, reached);
      if (!isSame(compiled, read, isExact)) differ(`${type}.${field} on ${JSON.stringify(reached)}`, compiled, read);
    }
  }
}

// What is hidden meets no case, but that which covers whatever is not hidden.
function checkHidden(type: string, reached: Reached, access: Access): void {
  for (const field of fieldsOf(type))
    for (const { where } of casesOn(access, type, field, reached.way))
      if (where.op !== 'true' && matches(where, reached.row))
        differ(`case of ${type}.${field} on ${JSON.stringify(reached)}`, where, 'no row');
}

// Decisions look at all of the universe, rows at some dozens of it: an odd step falls on every value of every field.
function sample(universe: readonly Reached[]): readonly Reached[] {
  const step = Math.floor(universe.length / 40) | 1;
  return universe.filter((_, at) => at % step === 0);
}

// Two formats are dropped though one of them opens no row for want of a value in the principal: less is told, not more.
function isSame(compiled: NaiveEffect, read: NaiveEffect, isExact: boolean): boolean {
  return compiled === read || (!isExact && compiled === 'DROP' && read !== 'ALLOW' && read !== 'DENY');
}

function checkCounts({ type, rows, isExact }: Case, access: Access, naive: NaiveInterpreter): void {
  const compiled = access.counts(type);
  const read = naive.counts(type);
  if (compiled.effect === 'DENY' || read.effect === 'DENY') {
    if (isExact) checkSame(`counts of ${type}`, compiled.effect, read.effect);
    return;
  }
  const fields = [...compiled.fields].sort();
  if (isExact) checkSame(`counts of ${type}`, [compiled.smallest, ...fields], [read.smallest, ...read.fields]);
  // Grants that count no row, for want of a value in the principal, only make it stricter.
  if (compiled.smallest < read.smallest) differ(`smallest count of ${type}`, compiled.smallest, read.smallest);
  for (const { row } of [...rows, ...sample(naive.universe(type))]) {
    const isPlanned = matches(compiled.rows, row);
    const isCounted = naive.isCounted(type, row);
    if (isExact ? isPlanned !== isCounted : isPlanned && !isCounted)
      differ(`row ${JSON.stringify(row)} counted of ${type}`, isPlanned, isCounted);
  }
}
