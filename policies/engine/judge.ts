import type { FieldFacts, SchemaFacts, TypeFacts } from '../../schema/facts.js';
import type { Clause } from './clause.js';
import { codeOf, kindOf } from './field-kind.js';
import type { Laws, Standing } from './laws.js';
import type { Grant, PolicySets, RowRule } from './sets.js';
import type { Verdict } from './verdict.js';

const noGrant: Verdict = { effect: 'DENY', cause: 'NO_GRANT', by: null };
const someRows: Verdict = { effect: 'DENY', cause: 'SOME_ROWS', by: null };

/** The verdicts of one standing, worked out a type at a time when first asked for. */
export interface Verdicts {
  decide(type: string, field: string): Verdict;
  /** By root fields and `_entities`. */
  enter(type: string): Verdict;
  /** Alternatives of row rules under which rows of the type exist; empty when none do. */
  openings(type: string): readonly (readonly RowRule[])[];
}

interface TypeVerdicts {
  /** Plain fields, and others that a grant names or a prohibition takes. */
  readonly own: ReadonlyMap<string, Verdict>;
  /** By whatever way. */
  readonly enter: Verdict;
  readonly openings: readonly (readonly RowRule[])[];
}

export function createVerdicts(sets: PolicySets, facts: SchemaFacts, laws: Laws, standing: Standing): Verdicts {
  const cap = standing.purpose === null ? undefined : sets.purposes.get(standing.purpose);
  const grants = cap === undefined ? [] : sets.grants.filter((grant) => laws.applies(grant, standing));
  const governed = governedTypes(sets);
  const judged = new Map<string, TypeVerdicts>();
  const decided = new Map<TypeFacts, Map<string, Verdict>>();

  function judge(type: TypeFacts): TypeVerdicts {
    const known = judged.get(type.name);
    if (known !== undefined) return known;
    const fresh = type.record || governed.has(type.name) ? judgeGoverned(type) : judgeValue(type);
    judged.set(type.name, fresh);
    return fresh;
  }

  function judgeGoverned(type: TypeFacts): TypeVerdicts {
    const candidates = new Map<string, readonly Grant[]>();
    const own = new Map<string, Verdict>();
    for (const [field, fieldFacts] of type.fields) {
      const by = sets.prohibitions.find((prohibition) => laws.forbids(prohibition, standing, type, field));
      if (by !== undefined) own.set(field, { effect: 'DENY', cause: 'PROHIBITED', by });
      else candidates.set(field, candidatesFor(type, field, fieldFacts));
    }
    const opening = new Map<Grant, readonly Clause[]>();
    for (const found of candidates.values())
      for (const grant of found)
        if (!opening.has(grant)) opening.set(grant, laws.clauses(laws.rules(grant, type), type));
    const existing = [...opening.values()].flat();
    for (const [field, found] of candidates) {
      if (found.length === 0 && kindOf(type, field) !== 'plain') continue;
      const fieldFacts = type.fields.get(field);
      if (fieldFacts !== undefined) own.set(field, weigh(found, fieldFacts, opening, existing));
    }
    const enter = enterOf(type, own);
    const openings = enter.effect === 'DENY' ? [] : [...opening.keys()].map((grant) => laws.rules(grant, type));
    return { own, enter, openings };
  }

  function candidatesFor(type: TypeFacts, field: string, fieldFacts: FieldFacts): readonly Grant[] {
    return grants.filter((grant) => {
      const selector = grant.on.get(type.name);
      if (selector === undefined || cap === undefined) return false;
      if (!laws.selects(selector, grant.sealing, type, field)) return false;
      // Closed: a mask without a format opens nothing.
      if (grant.effect === 'mask' && laws.mask([grant], fieldFacts) === null) return false;
      return (
        laws.permits(cap, grant.effect, type.name, fieldFacts.class) &&
        laws.clauses(laws.rules(grant, type), type).length > 0
      );
    });
  }

  // A decision holds on every row that exists for the principal: rows that different grants open with different
  // fields give the lesser effect, until decisions may differ by row.
  function weigh(
    found: readonly Grant[],
    field: FieldFacts,
    opening: ReadonlyMap<Grant, readonly Clause[]>,
    existing: readonly Clause[],
  ): Verdict {
    const allows = found.filter((grant) => grant.effect === 'allow');
    const masks = found.filter((grant) => grant.effect === 'mask');
    const clauses = (of: readonly Grant[]) => of.flatMap((grant) => opening.get(grant) ?? []);
    const holds = (alternatives: readonly Clause[]) => existing.every((clause) => laws.covers(clause, alternatives));
    const [allow] = allows;
    if (allow !== undefined && holds(clauses(allows)))
      return { effect: 'ALLOW', grant: allow.id, basis: allow.basis, rows: 'ALL' };
    const [masking] = masks;
    const mask = laws.mask(masks, field);
    if (masking !== undefined && mask !== null && holds(clauses(found)))
      return { effect: 'MASK', mask, grant: masking.id, basis: masking.basis, rows: 'ALL' };
    return found.length === 0 ? noGrant : someRows;
  }

  function decide(type: TypeFacts, field: string): Verdict {
    const { own, enter } = judge(type);
    const verdict = own.get(field) ?? noGrant;
    if (verdict.effect !== 'DENY' || verdict.cause === 'PROHIBITED') return verdict;
    const target = type.fields.get(field)?.target ?? null;
    switch (kindOf(type, field)) {
      case 'plain':
        return verdict;
      case 'structural':
        return enter;
      case 'sibling':
        return decide(type, codeOf(field));
      case 'relation':
        return laws.relation(enter, enterBy(target, wayBy(type, field)));
    }
  }

  // A way on which no row can exist is closed: an empty answer there would look like the truth.
  function enterBy(name: string | null, way: string | null): Verdict {
    const type = name === null ? undefined : facts.types.get(name);
    if (type === undefined) return noGrant;
    const { enter, openings } = judge(type);
    if (enter.effect === 'DENY' || openings.some((rules) => laws.leads(rules, way))) return enter;
    const relations = openings.flatMap((rules) => waysOf(rules).filter((each) => laws.leads(rules, each)));
    return { effect: 'DENY', cause: 'RELATION', by: null, through: [...new Set(relations)] };
  }

  return {
    enter: (name) => enterBy(name, null),
    openings(name) {
      const type = facts.types.get(name);
      return type === undefined ? [] : judge(type).openings;
    },
    decide(name, field) {
      const type = facts.types.get(name);
      if (type?.fields.has(field) !== true) return noGrant;
      const known = decided.get(type) ?? new Map<string, Verdict>();
      decided.set(type, known);
      const verdict = known.get(field) ?? decide(type, field);
      known.set(field, verdict);
      return verdict;
    },
  };
}

/** What a relation field tells its target of the way taken: itself where it is joined, nothing where it refers. */
function wayBy(type: TypeFacts, field: string): string | null {
  return type.fields.get(field)?.joined === true ? `${type.name}.${field}` : null;
}

function waysOf(rules: readonly RowRule[]): readonly string[] {
  return rules.flatMap((rule) =>
    typeof rule === 'object' && 'through' in rule ? rule.through.map(({ coordinate }) => coordinate) : [],
  );
}

function enterOf(type: TypeFacts, own: ReadonlyMap<string, Verdict>): Verdict {
  for (const verdict of own.values())
    if (verdict.effect !== 'DENY') return { effect: 'ALLOW', grant: verdict.grant, basis: verdict.basis, rows: 'ALL' };
  const plain = [...own].filter(([field]) => kindOf(type, field) === 'plain').map(([, verdict]) => verdict);
  const prohibited = plain.find((verdict) => verdict.effect === 'DENY' && verdict.cause === 'PROHIBITED');
  const isWholly = plain.every((verdict) => verdict.effect === 'DENY' && verdict.cause === 'PROHIBITED');
  return prohibited !== undefined && isWholly ? prohibited : noGrant;
}

// A value inside of a record is reached only through the record's field, which has its own decision. Unless a set
// names the type, its public and internal fields follow that one; sensitive and sealed ones stay closed.
const structure = { effect: 'ALLOW', grant: 'structure', basis: '', rows: 'ALL' } as const;

function judgeValue(type: TypeFacts): TypeVerdicts {
  const own = new Map<string, Verdict>();
  for (const [field, { class: dataClass, target }] of type.fields)
    if (target === null) own.set(field, dataClass === 'PUBLIC' || dataClass === 'INTERNAL' ? structure : noGrant);
  return { own, enter: structure, openings: [[]] };
}

function governedTypes(sets: PolicySets): ReadonlySet<string> {
  return new Set([...sets.grants, ...sets.prohibitions].flatMap(({ on }) => [...on.keys()]));
}
