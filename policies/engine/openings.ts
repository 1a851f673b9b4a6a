import type { MaskKind } from '../../schema/access.js';
import type { FieldFacts } from '../../schema/facts.js';
import type { Clause } from './clause.js';
import type { Entry, TypeIndex } from './grant-index.js';
import type { Laws } from './laws.js';
import type { AppliedRule } from './row-rule.js';
import type { Grant, Prohibition } from './sets.js';
import type { Standing } from './standing.js';

/** Rows that are open: those that meet all of the rules, and the same as alternatives of clauses. */
export interface RowOpening {
  readonly rules: readonly AppliedRule[];
  readonly clauses: readonly Clause[];
}

/** Rows that a grant opens. */
export interface Opening extends RowOpening {
  readonly grant: Grant;
}

/** The grants that open one field somewhere, and the format of those that mask it. */
export interface FieldOpenings {
  readonly allows: readonly Opening[];
  readonly masks: readonly Opening[];
  readonly mask: MaskKind | null;
}

/** What opens a type to one standing. */
export interface TypeOpenings {
  prohibiting(field: string): Prohibition | null;
  of(field: string, facts: FieldFacts): FieldOpenings;
  /** Of all fields together, each once. */
  readonly all: readonly Opening[];
  /** Clauses of `all`, each once. */
  readonly existing: readonly Clause[];
}

export function createOpenings(index: TypeIndex, standing: Standing, laws: Laws): TypeOpenings {
  const { type, rowType, prohibitions } = index;
  const speaking = index.opening.filter(({ grant }) => speaksTo(grant, standing, laws));
  const known = new Map<string, Opening | null>();

  function prohibiting(field: string): Prohibition | null {
    return prohibitions.find((prohibition) => laws.forbids(prohibition, standing, type, field)) ?? null;
  }

  // A grant that waits for approval opens fields on the rows of those approvals only that cover the field.
  function openingOf(entry: Entry, at: number, field: string): Opening | null {
    const places = entry.grant.needs === null ? [] : laws.approving(standing, type.name, field);
    if (entry.grant.needs !== null && places.length === 0) return null;
    const key = `${at} ${places.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const rules = places.length === 0 ? entry.rules : [...entry.rules, { approved: places }];
    const clauses =
      places.length === 0 ? entry.clauses(standing.matter) : laws.clauses(rules, rowType, standing.matter);
    const opening = clauses.length === 0 ? null : { grant: entry.grant, rules, clauses };
    known.set(key, opening);
    return opening;
  }

  function openingsOf(field: string): readonly Opening[] {
    return speaking.flatMap((entry, at) => (entry.fields.has(field) ? (openingOf(entry, at, field) ?? []) : []));
  }

  const forbidden = new Map<string, Prohibition | null>();
  if (prohibitions.length > 0) for (const field of type.fields.keys()) forbidden.set(field, prohibiting(field));
  const all = new Set<Opening>();
  if (speaking.length > 0)
    for (const field of type.fields.keys())
      if ((forbidden.get(field) ?? null) === null) for (const opening of openingsOf(field)) all.add(opening);

  return {
    prohibiting: (field) => forbidden.get(field) ?? null,
    of(field, facts) {
      const openings = openingsOf(field);
      const masks = openings.filter(({ grant }) => grant.effect === 'mask');
      return {
        allows: openings.filter(({ grant }) => grant.effect === 'allow'),
        masks,
        mask: laws.mask(
          masks.map(({ grant }) => grant),
          facts,
        ),
      };
    },
    all: [...all],
    existing: distinct([...all].flatMap(({ clauses }) => clauses)),
  };
}

/** Whether a grant speaks to a standing at all, approvals left aside. */
export function speaksTo(grant: Grant, standing: Standing, laws: Laws): boolean {
  return laws.applies(grant, standing) && laws.isInLine(grant, standing);
}

function distinct(clauses: readonly Clause[]): readonly Clause[] {
  if (clauses.length < 2) return clauses;
  return [...new Map(clauses.map((clause) => [[...clause.keys()].sort().join('\n'), clause])).values()];
}
