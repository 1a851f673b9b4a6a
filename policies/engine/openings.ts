import type { MaskKind } from '../../schema/access.js';
import type { FieldFacts, TypeFacts } from '../../schema/facts.js';
import type { AppliedRule } from '../language/row-rule.js';
import type { Grant, Prohibition } from '../language/sets.js';
import type { Clause } from './clause.js';
import type { Entry, TypeIndex } from './grant-index.js';
import type { Laws } from './laws.js';
import type { Standing } from './standing.js';

/** Rows that are open: those that meet all of the rules, and the same as alternatives of clauses. */
export interface RowOpening {
  /** Equal for openings of equal rules. */
  readonly key: string;
  readonly rules: readonly AppliedRule[];
  readonly clauses: readonly Clause[];
}

/** Rows that a grant opens. */
export interface Opening extends RowOpening {
  readonly grant: Grant;
  /** The approvals that it rests on, by their places in the standing; empty for grants that need none. */
  readonly places: string;
}

/** The grants that open one field somewhere, and the format of those that mask it; fields opened alike share the lists. */
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
  /** Whether every row that exists is a row of these. */
  coversAll(openings: readonly Opening[]): boolean;
}

export function createOpenings(index: TypeIndex, standing: Standing, laws: Laws): TypeOpenings {
  const { type, rowType, prohibitions } = index;
  const speaking = index.opening.filter(({ grant }) => speaksTo(grant, standing, laws));
  const groups = new Map<string, Group>();
  const known = new Map<string, Opening | null>();
  const wholly = speaking.map((entry) =>
    entry.grant.needs === null ? openingOf(entry, [], standing, laws, rowType) : null,
  );

  // A grant that waits for approval opens fields on the rows of those approvals only that cover the field.
  function approvedOpening(entry: Entry, at: number, field: string): Opening | null {
    const places = laws.approving(standing, type.name, field);
    if (entry.grant.needs === null || places.length === 0) return null;
    const key = `${at} ${places.join()}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const opening = openingOf(entry, places, standing, laws, rowType);
    known.set(key, opening);
    return opening;
  }

  function openingsOf(field: string): Group {
    const found: Opening[] = [];
    let signature = '';
    for (const [at, entry] of speaking.entries()) {
      if (!entry.fields.has(field)) continue;
      const opening = wholly[at] ?? approvedOpening(entry, at, field);
      if (opening === null) continue;
      found.push(opening);
      signature += `${at}${opening.places} `;
    }
    const group = groups.get(signature) ?? groupOf(found);
    groups.set(signature, group);
    return group;
  }

  const forbidden = new Map<string, Prohibition>();
  const byField = new Map<string, Group>();
  const all = new Set<Opening>();
  if (speaking.length > 0 || prohibitions.length > 0)
    for (const field of type.fields.keys()) {
      const by = prohibitions.find((prohibition) => laws.forbids(prohibition, standing, type, field));
      if (by !== undefined) {
        forbidden.set(field, by);
        continue;
      }
      const group = openingsOf(field);
      const { allows, masks } = group;
      byField.set(field, group);
      for (const opening of allows) all.add(opening);
      for (const opening of masks) all.add(opening);
    }

  const existing = distinct(differing([...all]).flatMap(({ clauses }) => clauses));
  const covering = new Map<readonly Opening[], boolean>();
  function isCovering(openings: readonly Opening[]): boolean {
    const alternatives = differing(openings).flatMap(({ clauses }) => clauses);
    return existing.every((clause) => laws.covers(clause, alternatives));
  }

  return {
    prohibiting: (field) => forbidden.get(field) ?? null,
    of(field, facts) {
      const { allows, masks } = byField.get(field) ?? nothing;
      const mask =
        masks.length === 0
          ? null
          : laws.mask(
              masks.map(({ grant }) => grant),
              facts,
            );
      return { allows, masks, mask };
    },
    all: [...all],
    coversAll(openings) {
      const found = covering.get(openings) ?? isCovering(openings);
      covering.set(openings, found);
      return found;
    },
  };
}

/** The openings of fields that the same grants open: one object for all of these fields. */
type Group = Pick<FieldOpenings, 'allows' | 'masks'>;

const nothing: Group = { allows: [], masks: [] };

function groupOf(openings: readonly Opening[]): Group {
  return {
    allows: openings.filter(({ grant }) => grant.effect === 'allow'),
    masks: openings.filter(({ grant }) => grant.effect === 'mask'),
  };
}

/** Null when there can be no such row. */
function openingOf(
  { grant, key, rules, clauses }: Entry,
  places: readonly number[],
  { matter }: Standing,
  laws: Laws,
  rowType: TypeFacts,
): Opening | null {
  const isWhole = places.length === 0;
  const on = isWhole ? '' : `@${places.join()}`;
  const applied: readonly AppliedRule[] = isWhole ? rules : [...rules, { approved: places }];
  const alternatives = isWhole ? clauses(matter) : laws.clauses(applied, rowType, matter);
  if (alternatives.length === 0) return null;
  return { grant, key: `${key}${on}`, places: on, rules: applied, clauses: alternatives };
}

/** Openings that say the same, once. */
export function differing<Rows extends RowOpening>(openings: readonly Rows[]): readonly Rows[] {
  return openings.length < 2 ? openings : [...new Map(openings.map((opening) => [opening.key, opening])).values()];
}

/** Whether a grant speaks to a standing at all, approvals left aside. */
export function speaksTo(grant: Grant, standing: Standing, laws: Laws): boolean {
  return laws.applies(grant, standing) && laws.isInLine(grant, standing);
}

function distinct(clauses: readonly Clause[]): readonly Clause[] {
  if (clauses.length < 2) return clauses;
  return [...new Map(clauses.map((clause) => [[...clause.keys()].sort().join('\n'), clause])).values()];
}
