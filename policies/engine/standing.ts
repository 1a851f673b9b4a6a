import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import type { Approval, BusinessLine, MatterKind } from '../../schema/warrant.js';
import { actingRoles, type PolicySets } from '../language/sets.js';

/**
 * Who stands before the law, as far as it decides fields: two principals of one standing have the same decisions, and
 * differ in their rows at most.
 */
export interface Standing {
  /** Known ones, in order. */
  readonly roles: ReadonlySet<string>;
  /** Those of the roles that may declare the purpose: only they bring grants. */
  readonly acting: ReadonlySet<string>;
  readonly purpose: Purpose | null;
  readonly lines: ReadonlySet<BusinessLine>;
  /** Kind of the open matter; null when it acts under none. */
  readonly matter: MatterKind | null;
  /** What each approval in force covers: `Type.field` coordinates, or `Type`. */
  readonly approvals: readonly (readonly string[])[];
}

/** What a standing is made of; everything else of it follows from the sets. */
export interface StandingParts {
  readonly roles: readonly string[];
  readonly purpose: Purpose | null;
  readonly lines: readonly BusinessLine[];
  readonly matter: MatterKind | null;
  readonly approvals: readonly (readonly string[])[];
}

export function standingOf(sets: PolicySets, parts: StandingParts): Standing {
  return {
    ...parts,
    roles: new Set(parts.roles),
    acting: parts.purpose === null ? new Set() : actingRoles(sets, parts.roles, parts.purpose),
    lines: new Set(parts.lines),
  };
}

/**
 * The parts of a principal's standing, in one order whatever order they were said in.
 * @param lines those that grants name: others decide nothing
 */
export function partsOf(
  sets: PolicySets,
  lines: ReadonlySet<BusinessLine>,
  principal: Principal,
  approvals: readonly Approval[],
): StandingParts {
  return {
    roles: distinct(principal.roles.filter((role) => sets.roles.has(role))),
    purpose: principal.purpose ?? null,
    lines: distinct((principal.lines ?? []).filter((line) => lines.has(line))),
    matter: principal.warrant?.matter.kind ?? null,
    approvals: approvals.map(({ fields }) => fields),
  };
}

/** Approvals in one order; those that cover the same are one, of all their persons and files. */
export function approvalsOf({ warrant }: Principal): readonly Approval[] {
  if (warrant === undefined || warrant.approvals.length === 0) return [];
  const known = new Map<string, Approval>();
  for (const approval of warrant.approvals) {
    const fields = distinct(approval.fields);
    const same = known.get(fields.join());
    const persons = distinct([...(same?.persons ?? []), ...approval.persons]);
    const files = distinct([...(same?.files ?? []), ...approval.files]);
    known.set(fields.join(), { ...approval, fields, persons, files });
  }
  return [...known.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, approval]) => approval);
}

/** Business lines that grants name: others decide nothing. */
export function linesInUse({ grants }: PolicySets): ReadonlySet<BusinessLine> {
  return new Set(grants.flatMap(({ lines }) => [...(lines ?? [])]));
}

function distinct<Value extends string>(values: readonly Value[]): readonly Value[] {
  return values.length < 2 ? values : [...new Set(values)].sort();
}
