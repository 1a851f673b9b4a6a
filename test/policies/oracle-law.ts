import fc from 'fast-check';
import type { PolicySets } from '../../policies/engine/sets.js';
import type { Access, AccessCompiler, Decision } from '../../schema/access.js';
import { all, always, type Condition } from '../../schema/condition.js';
import type { Principal } from '../../schema/principal.js';
import { type NaiveDecision, type NaiveEffect, NaiveInterpreter } from './naive.js';
import type { Reached, Row, Value } from './naive-rows.js';
import { matches, type Order, readPages, rowKey, sorted } from './oracle-source.js';
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

/** Throws on the first difference between the compiled access and the naive reading, in what is checked, planned or filtered. */
export function holdAgainstNaive(each: Case, compiler: (sets: PolicySets) => AccessCompiler): void {
  const access = compiler(each.sets).compile(each.principal, each.today);
  const naive = new NaiveInterpreter(each.sets, smallFacts, each.principal, each.today);
  checkDecisions(each, access, naive);
  checkRows(each, access, naive);
  checkCounts(each, access, naive);
  checkQuery(each, access, naive);
}

function differ(what: string, compiled: unknown, read: unknown): never {
  throw new Error(`${what}: compiled ${JSON.stringify(compiled)}, read naively ${JSON.stringify(read)}`);
}

function checkSame(what: string, compiled: unknown, read: unknown): void {
  if (JSON.stringify(compiled) !== JSON.stringify(read)) differ(what, compiled, read);
}

const fieldsOf = (type: string) => [...(smallFacts.types.get(type)?.fields.keys() ?? [])];

function checkDecisions({ type, principal, isExact }: Case, access: Access, naive: NaiveInterpreter): void {
  if (isExact) checkSame(`enter ${type}`, access.enter(type).effect, naive.enterBy(type, null).effect);
  for (const field of fieldsOf(type)) {
    const compiled = access.decide(type, field);
    const read = naive.decide(type, field);
    if (isExact) checkSame(`${type}.${field}`, inBrief(compiled, principal), withoutCause(read, principal));
    if (compiled.effect === 'DENY' && (compiled.reason === 'NO_PURPOSE') !== (principal.purpose === undefined))
      differ(`reason of ${type}.${field}`, compiled.reason, principal.purpose);
  }
}

function inBrief(decision: Decision, { purpose }: Principal): unknown {
  if (decision.effect === 'ALLOW') return ['ALLOW', decision.rows];
  if (decision.effect === 'MASK') return ['MASK', decision.mask, decision.rows];
  return ['DENY', purpose !== undefined && decision.reason === 'PROHIBITED'];
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
    if (!isVisible) continue;
    for (const field of fieldsOf(type)) {
      // What stands for something else goes by ALL and SOME, which are only safe where conditions hang together.
      if (!isExact && !naive.isPlainField(type, field)) continue;
      const compiled = effectOn(access, type, field, reached);
      const read = naive.effectOn(type, field, reached);
      if (!isSame(compiled, read, isExact)) differ(`${type}.${field} on ${JSON.stringify(reached)}`, compiled, read);
    }
  }
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

/** What the compiled access says of a field of one row that it selected, as whoever reads rows under it learns it. */
function effectOn(access: Access, type: string, field: string, { row, way }: Reached): NaiveEffect {
  const decision = access.decide(type, field);
  if (decision.effect === 'DENY') return 'DENY';
  if (decision.rows === 'ALL') return decision.effect === 'MASK' ? decision.mask : 'ALLOW';
  const found = (way === null ? access.cases(type, field) : access.cases(type, field, way)).find(({ where }) =>
    matches(where, row),
  );
  if (found === undefined) return 'DENY';
  return found.effect === 'MASK' ? found.mask : 'ALLOW';
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

interface Told {
  readonly total: number;
  readonly pages: readonly { readonly rows: readonly unknown[]; readonly hasNext: boolean }[];
}

// Plan: the condition goes to the source, which filters, orders and cuts pages. Naive: rows are hidden first, then all else.
function checkQuery(each: Case, access: Access, naive: NaiveInterpreter): void {
  const { type, query } = each;
  if (smallFacts.types.get(type)?.record !== true || access.enter(type).effect === 'DENY') return;
  const rows = each.rows.map(({ row }, at): Row => ({ ...row, [rowKey]: at }));
  const fields = fieldsOf(type).filter((field) => each.isExact || naive.isPlainField(type, field));
  const clear = fields.filter((field) => isValueField(type, field) && isClear(access, type, field));
  const order: Order = { field: chosen(clear, query.orderBy) ?? rowKey, isDescending: query.isDescending };
  const filter = filterOf(chosen(clear, query.filterBy), rows, query);

  const condition = all(access.rows(type), filter.pushed);
  const planned: Told = {
    total: rows.filter((row) => matches(condition, row)).length,
    pages: readPages(rows, condition, order, query.pageSize).map(({ rows: read, hasNext }) => ({
      rows: read.map((row) => told(row, fields, (field) => effectOn(access, type, field, { row, way: null }))),
      hasNext,
    })),
  };

  const seen = sorted(rows.filter((row) => naive.isVisible(type, { row, way: null })).filter(filter.read), order);
  const cut = Math.max(1, Math.ceil(seen.length / query.pageSize));
  const filtered: Told = {
    total: seen.length,
    pages: Array.from({ length: cut }, (_, at) => ({
      rows: seen
        .slice(at * query.pageSize, (at + 1) * query.pageSize)
        .map((row) => told(row, fields, (field) => naive.effectOn(type, field, { row, way: null }))),
      hasNext: at < cut - 1,
    })),
  };
  // In the entangled world formats were compared above, with the allowance that is made there.
  if (each.isExact) checkSame(`list of ${type}`, planned, filtered);
  else checkSame(`list of ${type}`, withoutFormats(planned), withoutFormats(filtered));
}

const told = (row: Row, fields: readonly string[], effect: (field: string) => NaiveEffect) => [
  row[rowKey],
  ...fields.map(effect),
];

function withoutFormats(answer: Told): string {
  return JSON.stringify(answer).replaceAll(/"(?!ALLOW|DENY)[A-Z_]{4,}"/g, '"MASK"');
}

function isValueField(type: string, field: string): boolean {
  return smallFacts.types.get(type)?.fields.get(field)?.target === null;
}

function isClear(access: Access, type: string, field: string): boolean {
  const decision = access.decide(type, field);
  return decision.effect === 'ALLOW' && decision.rows === 'ALL';
}

function chosen<Each>(list: readonly Each[], index: number): Each | undefined {
  return list[index % Math.max(1, list.length)];
}

interface Filter {
  readonly pushed: Condition;
  readonly read: (row: Row) => boolean;
}

function filterOf(field: string | undefined, rows: readonly Row[], { filterLike, isNegated }: Query): Filter {
  if (field === undefined) return { pushed: always, read: () => true };
  const value: Value = chosen(rows, filterLike)?.[field] ?? null;
  if (value === null)
    return {
      pushed: { op: 'isNull', field, value: !isNegated },
      read: (row) => isNegated !== ((row[field] ?? null) === null),
    };
  return {
    pushed: { op: isNegated ? 'ne' : 'eq', field, value },
    read: (row) => (row[field] ?? null) !== null && isNegated === (row[field] !== value),
  };
}
