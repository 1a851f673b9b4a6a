import type { Change } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import type { BusinessLine } from '../../schema/warrant.js';
import type { PolicySets } from '../language/sets.js';
import { type Attempt, attempts, isNothing } from './attempts.js';
import type { Waiting } from './grant-index.js';
import type { StandingParts } from './standing.js';
import type { Refusal } from './verdict.js';

/** What one question came to under some standing. */
export type Outcome = { readonly effect: 'ALLOW' | 'MASK' } | Refusal;

/** A question that was denied, to be asked again under other standings. */
export interface Question {
  /** What an approval would have to name, the least first. */
  readonly approvable: readonly (readonly string[])[];
  /** What the answer may wait for under a purpose, by role: other changes need not be tried. */
  waiting(purpose: Purpose): ReadonlyMap<string, Waiting>;
  ask(parts: StandingParts): Outcome;
  /** Whether a relation (`Type.field`) is open under a standing. */
  isOpen(relation: string, parts: StandingParts): boolean;
}

/** What could be otherwise. */
export interface Choices {
  readonly sets: PolicySets;
  /** Business lines that grants name. */
  readonly lines: ReadonlySet<BusinessLine>;
}

/** A purpose under which some grant could answer, and what those grants wait for. */
interface Chance extends Waiting {
  readonly purpose: Purpose;
}

/**
 * The smallest conjunction of changes that opens what was denied, found by asking again under it; empty when nothing
 * in the sets does. The principal's own choices come before another role.
 */
export function findChanges(own: StandingParts, question: Question, { sets, lines }: Choices): readonly Change[] {
  const otherLines = [...lines].filter((line) => !own.lines.includes(line));
  const waiting = new Map([...sets.purposes.keys()].map((purpose) => [purpose, question.waiting(purpose)]));
  const chancesOf = (roles: readonly string[]) =>
    [...waiting].flatMap(([purpose, byRole]) => chanceOf(roles, purpose, byRole, sets) ?? []);

  const ownChances = chancesOf(own.roles);
  for (const attempt of attempts) {
    const changes = isNothing(attempt) ? null : tryOut(own, own.purpose, attempt, ownChances, otherLines, question);
    if (changes !== null) return changes;
  }
  const others = [...sets.roles.values()]
    .filter(({ name, isMachine }) => !isMachine && !own.roles.includes(name))
    .map(({ name: role }) => ({ role, parts: { ...own, roles: [role], approvals: [] }, chances: chancesOf([role]) }))
    .filter(({ chances }) => chances.length > 0);
  for (const attempt of attempts) {
    const found = others.flatMap(({ role, parts, chances }) => {
      const changes = tryOut(parts, own.purpose, attempt, chances, otherLines, question);
      return changes === null ? [] : [{ role, changes, key: JSON.stringify(changes) }];
    });
    const [first] = found;
    if (first === undefined) continue;
    const roles = found.filter(({ key }) => key === first.key).map(({ role }) => role);
    return [{ kind: 'ROLE', roles }, ...first.changes];
  }
  return [];
}

function chanceOf(
  roles: readonly string[],
  purpose: Purpose,
  byRole: ReadonlyMap<string, Waiting>,
  sets: PolicySets,
): Chance | null {
  const acting = roles.filter((role) => sets.roles.get(role)?.purposes.has(purpose) === true);
  const own = acting.flatMap((role) => byRole.get(role) ?? []);
  if (own.length === 0) return null;
  return {
    purpose,
    line: own.some(({ line }) => line),
    matter: own.some(({ matter }) => matter),
    approval: own.some(({ approval }) => approval),
    relation: own.some(({ relation }) => relation),
  };
}

/** The changes of one attempt, with all purposes that the same changes open it under; null when they do not. */
function tryOut(
  parts: StandingParts,
  declared: Purpose | null,
  attempt: Attempt,
  chances: readonly Chance[],
  lines: readonly BusinessLine[],
  question: Question,
): readonly Change[] | null {
  if (attempt.warrant === 'MATTER' && parts.matter === 'CASE') return null;
  const found = chances.flatMap((chance) => {
    const { purpose } = chance;
    if ((purpose !== declared) !== attempt.purpose || !isWorth(attempt, chance)) return [];
    const changes = tryUnder(changed(parts, attempt, purpose), attempt, lines, question);
    return changes === null ? [] : [{ purpose, changes, key: JSON.stringify(changes) }];
  });
  const [first] = found;
  if (first === undefined || !attempt.purpose) return first?.changes ?? null;
  const purposes = found.filter(({ key }) => key === first.key).map(({ purpose }) => purpose);
  return [{ kind: 'PURPOSE', purposes }, ...first.changes];
}

// Asking again under what no grant waits for is asking the same.
function isWorth({ line, warrant, relation }: Attempt, chance: Chance): boolean {
  if ((line && !chance.line) || (relation && !chance.relation)) return false;
  return warrant === null || (warrant === 'MATTER' ? chance.matter : chance.approval);
}

// Approvals are given for one purpose and one matter: they are not carried over.
function changed(parts: StandingParts, { warrant }: Attempt, purpose: Purpose | null): StandingParts {
  const isKept = purpose === parts.purpose && warrant === null;
  return {
    ...parts,
    purpose,
    matter: warrant === null ? parts.matter : 'CASE',
    approvals: isKept ? parts.approvals : [],
  };
}

function tryUnder(
  parts: StandingParts,
  attempt: Attempt,
  lines: readonly BusinessLine[],
  question: Question,
): readonly Change[] | null {
  const approvable = attempt.warrant === 'APPROVAL' ? question.approvable : [null];
  for (const fields of approvable) {
    const approved = fields === null ? parts : { ...parts, approvals: [fields] };
    const warrant: readonly Change[] =
      attempt.warrant === 'MATTER' ? [{ kind: 'MATTER' }] : fields === null ? [] : [{ kind: 'APPROVAL', fields }];
    if (!attempt.line) {
      const relation = outcome(approved, attempt, question);
      if (relation !== null) return [...warrant, ...relation];
      continue;
    }
    const found = lines.flatMap((line) => {
      const relation = outcome({ ...approved, lines: [line] }, attempt, question);
      return relation === null ? [] : [{ line, relation, key: JSON.stringify(relation) }];
    });
    const [first] = found;
    if (first === undefined) continue;
    const alike = found.filter(({ key }) => key === first.key).map(({ line }) => line);
    return [{ kind: 'LINE', lines: alike }, ...warrant, ...first.relation];
  }
  return null;
}

/** Nothing more to change, or the relations to ask through; null when it stays denied. */
function outcome(parts: StandingParts, { relation }: Attempt, question: Question): readonly Change[] | null {
  const verdict = question.ask(parts);
  if (!relation) return verdict.effect === 'DENY' ? null : [];
  if (verdict.effect !== 'DENY' || verdict.cause !== 'RELATION') return null;
  const through = verdict.through.filter((coordinate) => question.isOpen(coordinate, parts));
  return through.length === 0 ? null : [{ kind: 'RELATION', through }];
}
