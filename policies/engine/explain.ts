import type { Change, Denial, DenialReason } from '../../schema/access.js';
import type { Purpose } from '../../schema/purpose.js';
import type { BusinessLine } from '../../schema/warrant.js';
import { inWords } from './remedy.js';
import { mayDeclare, type PolicySets } from './sets.js';
import type { StandingParts } from './standing.js';
import type { Refusal } from './verdict.js';

/** What one question came to under some standing. */
export type Outcome = { readonly effect: 'ALLOW' | 'MASK' } | Refusal;

/** A question that was denied, to be asked again under other standings. */
export interface Question {
  /** What an approval would have to name, the least first. */
  readonly approvable: readonly (readonly string[])[];
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

/** Kinds of changes that are tried together. An approval implies a matter. */
interface Attempt {
  readonly purpose: boolean;
  readonly line: boolean;
  readonly warrant: 'MATTER' | 'APPROVAL' | null;
  readonly relation: boolean;
}

/** The smallest first; of one size in the order of what they cost. */
const attempts = listAttempts();

/**
 * The smallest conjunction of changes that opens what was denied, found by asking again under it; empty when nothing
 * in the sets does. The principal's own choices come before another role.
 */
export function findChanges(own: StandingParts, question: Question, choices: Choices): readonly Change[] {
  const { sets, lines } = choices;
  const others = (roles: readonly string[]) =>
    [...sets.purposes.keys()].filter((purpose) => purpose !== own.purpose && mayDeclare(sets, roles, purpose));
  const otherLines = [...lines].filter((line) => !own.lines.includes(line));
  const tried = (roles: readonly string[], attempt: Attempt) =>
    tryOut(
      roles === own.roles ? own : { ...own, roles, approvals: [] },
      attempt,
      attempt.purpose ? others(roles) : [own.purpose],
      otherLines,
      question,
    );

  for (const attempt of attempts) {
    const changes = isNothing(attempt) ? null : tried(own.roles, attempt);
    if (changes !== null) return changes;
  }
  const otherRoles = [...sets.roles.keys()].filter((role) => !own.roles.includes(role));
  for (const attempt of attempts) {
    const found = otherRoles.flatMap((role) => {
      const changes = tried([role], attempt);
      return changes === null ? [] : [{ role, changes, key: JSON.stringify(changes) }];
    });
    const [first] = found;
    if (first === undefined) continue;
    const roles = found.filter(({ key }) => key === first.key).map(({ role }) => role);
    return [{ kind: 'ROLE', roles }, ...first.changes];
  }
  return [];
}

/** The changes of one attempt, with all purposes that the same changes open it under; null when they do not. */
function tryOut(
  parts: StandingParts,
  attempt: Attempt,
  purposes: readonly (Purpose | null)[],
  lines: readonly BusinessLine[],
  question: Question,
): readonly Change[] | null {
  if (attempt.warrant === 'MATTER' && parts.matter === 'CASE') return null;
  const found = purposes.flatMap((purpose) => {
    const changes = tryUnder(changed(parts, attempt, purpose), attempt, lines, question);
    return changes === null ? [] : [{ purpose, changes, key: JSON.stringify(changes) }];
  });
  const [first] = found;
  if (first === undefined || !attempt.purpose) return first?.changes ?? null;
  const alike = found.filter(({ key }) => key === first.key).flatMap(({ purpose }) => purpose ?? []);
  return [{ kind: 'PURPOSE', purposes: alike }, ...first.changes];
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

/**
 * Explains a denial, when that is read: most denials are only obeyed.
 * @param find the changes that open it
 */
export function explain(refusal: Refusal, purpose: Purpose | null, find: () => readonly Change[]): Denial {
  const by = purpose !== null && refusal.cause === 'PROHIBITED' ? refusal.by : null;
  let found: readonly Change[] | undefined;
  const changes = () => {
    found ??= find();
    return found;
  };
  return {
    effect: 'DENY',
    get reason() {
      if (purpose === null) return 'NO_PURPOSE';
      return by === null ? reasonOf(changes()) : 'PROHIBITED';
    },
    grant: by?.id ?? null,
    basis: by?.basis ?? null,
    get changes() {
      return changes();
    },
    get remedy() {
      return inWords(changes());
    },
  };
}

function reasonOf([first]: readonly Change[]): DenialReason {
  return first === undefined || first.kind === 'ROLE' ? 'NO_GRANT' : first.kind;
}

function isNothing({ purpose, line, warrant, relation }: Attempt): boolean {
  return !purpose && !line && warrant === null && !relation;
}

function listAttempts(): readonly Attempt[] {
  const warrants = [null, 'MATTER', 'APPROVAL'] as const;
  const all = [false, true].flatMap((relation) =>
    [false, true].flatMap((line) =>
      [false, true].flatMap((purpose) => warrants.map((warrant) => ({ purpose, line, warrant, relation }))),
    ),
  );
  return all.sort((one, other) => costOf(one) - costOf(other));
}

// How many changes first; then a relation or a purpose, which cost a word, before a matter, an approval or another desk.
function costOf({ purpose, line, warrant, relation }: Attempt): number {
  const count = Number(purpose) + Number(line) + Number(warrant !== null) + Number(relation);
  if (count === 1)
    return 100 + (relation ? 0 : purpose ? 1 : warrant === 'MATTER' ? 2 : warrant === 'APPROVAL' ? 3 : 4);
  const asked = (relation ? 20 : 0) + (line ? 4 : 0) + (warrant === 'APPROVAL' ? 2 : warrant === 'MATTER' ? 1 : 3);
  return 100 * count + asked;
}
