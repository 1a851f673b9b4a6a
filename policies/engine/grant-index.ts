import type { SchemaFacts, TypeFacts } from '../../schema/facts.js';
import type { Purpose } from '../../schema/purpose.js';
import { remember } from '../../schema/remember.js';
import type { MatterKind } from '../../schema/warrant.js';
import { kindOf, mutationType } from '../language/field-kind.js';
import type { Grant, PolicySets, Prohibition, PurposeCap, RowRule } from '../language/sets.js';
import type { Clause } from './clause.js';
import type { Laws } from './laws.js';

/** A grant on one type under one purpose: all of it that no principal changes. */
export interface Entry {
  readonly grant: Grant;
  /** Fields that it opens (or lets be counted by) within what the purpose opens at most. */
  readonly fields: ReadonlySet<string>;
  readonly rules: readonly RowRule[];
  /** Equal for equal rules. */
  readonly key: string;
  /** Alternatives under which rows exist, approvals left aside; none when there can be no such row. */
  clauses(matter: MatterKind | null): readonly Clause[];
}

/** What policies say of one type under one purpose. */
export interface TypeIndex {
  readonly type: TypeFacts;
  /** The type that row rules are held against: the record that an existence answer is about, else the type itself. */
  readonly rowType: TypeFacts;
  readonly opening: readonly Entry[];
  readonly counting: readonly Entry[];
  readonly prohibitions: readonly Prohibition[];
}

/** What some grant of a role waits for. */
export interface Waiting {
  readonly line: boolean;
  readonly matter: boolean;
  readonly approval: boolean;
  readonly relation: boolean;
}

export interface GrantIndex {
  /** Of an unknown type: undefined. */
  of(type: string, purpose: Purpose | null): TypeIndex | undefined;
  /**
   * What an answer about a type or one of its fields may wait for under a purpose, by role: grants on the type, on the one
   * that the field leads to, and on those that rows of these are reached from.
   */
  waiting(type: string, field: string | null, purpose: Purpose): ReadonlyMap<string, Waiting>;
  /** Whether fields of the type need grants; those of values inside of records do when a set names them. */
  isGoverned(type: TypeFacts): boolean;
}

/** Lays the grants out by type and purpose, once each when they are first asked for: nothing here depends on who asks. */
export function createGrantIndex(sets: PolicySets, facts: SchemaFacts, laws: Laws): GrantIndex {
  const governed = new Set([...sets.grants, ...sets.prohibitions].flatMap(({ on }) => [...on.keys()]));
  const known = new Map([...sets.purposes.keys(), null].map((purpose) => [purpose, new Map<string, TypeIndex>()]));

  function lay(type: TypeFacts, purpose: Purpose | null): TypeIndex {
    const rowType = (type.about === null ? undefined : facts.types.get(type.about)) ?? type;
    const cap = purpose === null ? undefined : sets.purposes.get(purpose);
    const grants = sets.grants.filter((grant) => grant.on.has(type.name));
    const entries = cap === undefined ? [] : grants.map((grant) => entryOf(grant, type, rowType, cap, laws));
    const useful = entries.filter(({ fields }) => fields.size > 0);
    return {
      type,
      rowType,
      opening: useful.filter(({ grant }) => grant.effect !== 'count'),
      counting: useful.filter(({ grant }) => grant.effect === 'count'),
      prohibitions: sets.prohibitions.filter(({ on }) => on.has(type.name)),
    };
  }

  function of(name: string, purpose: Purpose | null): TypeIndex | undefined {
    const [laid, type] = [known.get(purpose), facts.types.get(name)];
    if (laid === undefined || type === undefined) return undefined;
    return remember(laid, name, () => lay(type, purpose));
  }

  const waits = new Map<string, ReadonlyMap<string, Waiting>>();
  const grantsOn = (names: Iterable<string>, purpose: Purpose) =>
    [...names].flatMap((name) => {
      const { opening = [], counting = [] } = of(name, purpose) ?? {};
      return [...opening, ...counting].map(({ grant }) => grant);
    });

  return {
    of,
    waiting(name, field, purpose) {
      const target = field === null ? null : (facts.types.get(name)?.fields.get(field)?.target ?? null);
      const key = `${name} ${target} ${purpose}`;
      const found = waits.get(key);
      if (found !== undefined) return found;
      const own = grantsOn(target === null ? [name] : [name, target], purpose);
      const parents = grantsOn(new Set(own.flatMap(({ rows }) => rows.flatMap(parentsOf))), purpose);
      const fresh = waitingBy([...own, ...parents]);
      waits.set(key, fresh);
      return fresh;
    },
    isGoverned: (type) => type.record || type.about !== null || type.name === mutationType || governed.has(type.name),
  };
}

function waitingBy(grants: readonly Grant[]): ReadonlyMap<string, Waiting> {
  const byRole = new Map<string, Waiting>();
  for (const { roles, lines, needs, rows } of grants)
    for (const role of roles) {
      const known = byRole.get(role);
      byRole.set(role, {
        line: known?.line === true || lines !== null,
        matter: known?.matter === true || rows.includes('in-matter'),
        approval: known?.approval === true || needs !== null,
        relation: known?.relation === true || rows.some((rule) => typeof rule === 'object' && 'through' in rule),
      });
    }
  return byRole;
}

/** The types that a rule reaches rows from. */
function parentsOf(rule: RowRule): readonly string[] {
  if (typeof rule === 'string' || !('through' in rule)) return [];
  return rule.through.map(({ coordinate }) => coordinate.slice(0, coordinate.indexOf('.')));
}

function entryOf(grant: Grant, type: TypeFacts, rowType: TypeFacts, cap: PurposeCap, laws: Laws): Entry {
  const fields = laws.touches(cap, type.name)
    ? [...type.fields.keys()].filter((field) => takesIn(grant, type, field, cap, laws))
    : [];
  const history = laws.history(cap, type.name);
  const own = laws.rules(grant, type, rowType);
  const rules = history === null ? own : [...own, history];
  const clauses = new Map<MatterKind | null, readonly Clause[]>();
  return {
    grant,
    fields: new Set(fields),
    rules,
    key: JSON.stringify(rules),
    clauses(matter) {
      const found = clauses.get(matter) ?? laws.clauses(rules, rowType, matter);
      clauses.set(matter, found);
      return found;
    },
  };
}

function takesIn(grant: Grant, type: TypeFacts, field: string, cap: PurposeCap, laws: Laws): boolean {
  const selector = grant.on.get(type.name);
  const facts = type.fields.get(field);
  if (selector === undefined || facts === undefined) return false;
  if (!laws.selects(selector, grant.sealing, type, field) || laws.withholds(cap, type.name, field)) return false;
  if (grant.effect === 'count') return kindOf(type, field) === 'plain' && laws.permitsCounting(cap, facts.class);
  // Closed: a mask without a format opens nothing.
  if (grant.effect === 'mask' && laws.mask([grant], facts) === null) return false;
  return laws.permits(cap, grant.effect, facts.class);
}
