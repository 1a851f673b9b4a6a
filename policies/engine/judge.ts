import type { FieldFacts, TypeFacts } from '../../schema/facts.js';
import { codeOf, kindOf } from '../language/field-kind.js';
import type { AppliedRule } from '../language/row-rule.js';
import { type CountingVerdict, countingBy, countingByRows } from './counting.js';
import type { GrantIndex, TypeIndex } from './grant-index.js';
import type { Laws } from './laws.js';
import { createOpenings, type FieldOpenings, type Opening, type RowOpening, type TypeOpenings } from './openings.js';
import type { Standing } from './standing.js';
import { noGrant, type Verdict } from './verdict.js';

/** The verdicts of one standing, worked out when first asked for. */
export interface Verdicts {
  decide(type: string, field: string): Verdict;
  /** By root fields and `_entities`. */
  enter(type: string): Verdict;
  counts(type: string): CountingVerdict;
  /** What opens rows of the type; empty when none exist. */
  openings(type: string): readonly RowOpening[];
  /** What opens a field that is decided row by row; null when it is not. */
  partly(type: string, field: string): FieldOpenings | null;
}

/** One type as one standing finds it. */
interface Judged {
  readonly index: TypeIndex;
  /** Null where values of a record are not governed of their own. */
  readonly openings: TypeOpenings | null;
  readonly enter: Verdict;
  /** From grants and prohibitions that speak of the field itself; `noGrant` when none does. */
  own(field: string): Verdict;
}

export function createVerdicts(index: GrantIndex, laws: Laws, standing: Standing): Verdicts {
  const judged = new Map<string, Judged>();
  const decided = new Map<Judged, Map<string, Verdict>>();

  function judge(name: string): Judged | undefined {
    const known = judged.get(name);
    if (known !== undefined) return known;
    const typeIndex = index.of(name, standing.purpose);
    if (typeIndex === undefined) return undefined;
    const fresh = index.isGoverned(typeIndex.type) ? judgeGoverned(typeIndex) : judgeValue(typeIndex);
    judged.set(name, fresh);
    return fresh;
  }

  function judgeGoverned(typeIndex: TypeIndex): Judged {
    const { type } = typeIndex;
    const openings = createOpenings(typeIndex, standing, laws);
    const known = new Map<string, Verdict>();
    const own = (field: string): Verdict => {
      const verdict = known.get(field) ?? weigh(type, field, openings);
      known.set(field, verdict);
      return verdict;
    };
    return { index: typeIndex, openings, enter: enterOf(type, own), own };
  }

  function weigh(type: TypeFacts, field: string, openings: TypeOpenings): Verdict {
    const fieldFacts = type.fields.get(field);
    if (fieldFacts === undefined) return noGrant;
    const by = openings.prohibiting(field);
    if (by !== null) return { effect: 'DENY', cause: 'PROHIBITED', by };
    return weighOpenings(openings.of(field, fieldFacts), openings, kindOf(type, field) === 'plain');
  }

  // Only plain fields are decided row by row. What names another field or leads somewhere has one decision for all
  // rows: the lesser effect of those that differ.
  function weighOpenings(
    { allows, masks, mask }: FieldOpenings,
    { coversAll }: TypeOpenings,
    isPlain: boolean,
  ): Verdict {
    const [allow] = allows;
    const [masking] = masks;
    if (allow !== undefined && coversAll(allows)) return seen(allow, 'ALL');
    if (allow !== undefined && isPlain) return seen(allow, 'SOME');
    if (masking === undefined || mask === null) return noGrant;
    const isOnAll = coversAll(isPlain ? masks : [...allows, ...masks]);
    if (!isOnAll && !isPlain) return noGrant;
    const { id, basis } = masking.grant;
    return { effect: 'MASK', mask, grant: id, basis, rows: isOnAll ? 'ALL' : 'SOME' };
  }

  function decide(of: Judged, field: string): Verdict {
    const { type } = of.index;
    const verdict = of.own(field);
    if (verdict.effect !== 'DENY' || verdict.cause === 'PROHIBITED') return verdict;
    switch (kindOf(type, field)) {
      case 'plain':
        return verdict;
      case 'structural':
        return of.enter;
      case 'sibling':
        return decide(of, codeOf(field));
      case 'relation':
        return laws.relation(of.enter, enterBy(type.fields.get(field)?.target ?? '', wayBy(type, field)));
    }
  }

  // A way on which no row can exist is closed: an empty answer there would look like the truth.
  function enterBy(name: string, way: string | null): Verdict {
    const of = judge(name);
    if (of === undefined) return noGrant;
    if (of.enter.effect === 'DENY' || of.openings === null) return of.enter;
    const { all } = of.openings;
    if (all.some(({ rules }) => laws.leads(rules, way))) return of.enter;
    const relations = all.flatMap(({ rules }) => waysOf(rules).filter((each) => laws.leads(rules, each)));
    return { effect: 'DENY', cause: 'RELATION', through: [...new Set(relations)] };
  }

  function decideField(name: string, field: string): Verdict {
    const of = judge(name);
    if (of?.index.type.fields.has(field) !== true) return noGrant;
    const known = decided.get(of) ?? new Map<string, Verdict>();
    decided.set(of, known);
    const verdict = known.get(field) ?? decide(of, field);
    known.set(field, verdict);
    return verdict;
  }

  return {
    decide: decideField,
    enter: (name) => enterBy(name, null),
    openings(name) {
      const of = judge(name);
      return of === undefined || of.enter.effect === 'DENY' ? [] : (of.openings?.all ?? [wholly]);
    },
    counts(name) {
      const of = judge(name);
      if (of === undefined || of.openings === null) return noGrant;
      const { index: typeIndex, openings } = of;
      const counting = countingBy(typeIndex, openings, standing, laws);
      if (counting !== null) return counting;
      return countingByRows(typeIndex.type, enterBy(name, null), openings.all, (field) => decideField(name, field));
    },
    partly(name, field) {
      const of = judge(name);
      const verdict = decideField(name, field);
      if (of === undefined || of.openings === null || verdict.effect === 'DENY' || verdict.rows === 'ALL') return null;
      // A sibling is decided as its code is.
      const { type } = of.index;
      const deciding = kindOf(type, field) === 'sibling' ? codeOf(field) : field;
      const fieldFacts: FieldFacts | undefined = type.fields.get(deciding);
      return fieldFacts === undefined ? null : of.openings.of(deciding, fieldFacts);
    },
  };
}

function seen({ grant }: Opening, rows: 'ALL' | 'SOME'): Verdict {
  return { effect: 'ALLOW', grant: grant.id, basis: grant.basis, rows };
}

/** What a relation field tells its target of the way taken: itself where it is joined, nothing where it refers. */
function wayBy(type: TypeFacts, field: string): string | null {
  return type.fields.get(field)?.joined === true ? `${type.name}.${field}` : null;
}

function waysOf(rules: readonly AppliedRule[]): readonly string[] {
  return rules.flatMap((rule) =>
    typeof rule === 'object' && 'through' in rule ? rule.through.map(({ coordinate }) => coordinate) : [],
  );
}

function enterOf(type: TypeFacts, own: (field: string) => Verdict): Verdict {
  let prohibited: Verdict | undefined;
  let isWholly = true;
  for (const field of type.fields.keys()) {
    const verdict = own(field);
    if (verdict.effect !== 'DENY') return { effect: 'ALLOW', grant: verdict.grant, basis: verdict.basis, rows: 'ALL' };
    if (kindOf(type, field) !== 'plain') continue;
    if (verdict.cause === 'PROHIBITED') prohibited ??= verdict;
    else isWholly = false;
  }
  return prohibited !== undefined && isWholly ? prohibited : noGrant;
}

// A value inside of a record is reached only through the record's field, which has its own decision. Unless a set
// names the type, its public and internal fields follow that one; sensitive and sealed ones stay closed.
const wholly: RowOpening = { key: '[]', rules: [], clauses: [new Map()] };
const structure = { effect: 'ALLOW', grant: 'structure', basis: '', rows: 'ALL' } as const;

function judgeValue(index: TypeIndex): Judged {
  const own = (field: string): Verdict => {
    const facts = index.type.fields.get(field);
    if (facts === undefined || facts.target !== null) return noGrant;
    return facts.class === 'PUBLIC' || facts.class === 'INTERNAL' ? structure : noGrant;
  };
  return { index, openings: null, enter: structure, own };
}
