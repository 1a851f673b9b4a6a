import type { PolicySets } from '../../policies/language/sets.js';
import type { Change } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import { businessLines, type Warrant } from '../../schema/warrant.js';

const named = { persons: ['371422198503021234'], files: ['(2024)鲁1422刑初1号'] };

function warrant(fields: readonly string[] | null): Warrant {
  const approval = { id: 'A1', until: '2027-01-01T00:00:00+08:00', isBreakGlass: false, ...named };
  return {
    matter: { number: 'M1', kind: 'CASE', line: null, division: '371422', ...named },
    approvals: fields === null ? [] : [{ ...approval, fields }],
  };
}

/** Every principal that one change makes of another: it may leave a choice. Relations change the question instead. */
export function after(principal: Principal, change: Change): readonly Principal[] {
  switch (change.kind) {
    case 'PURPOSE':
      return change.purposes.map((purpose) => ({ ...withoutApprovals(principal), purpose }));
    case 'ROLE':
      return change.roles.map((role) => ({ ...withoutApprovals(principal), roles: [role] }));
    case 'LINE':
      return change.lines.map((line) => ({ ...principal, lines: [line] }));
    case 'MATTER':
      return [{ ...principal, warrant: warrant(null) }];
    case 'APPROVAL':
      return [{ ...principal, warrant: warrant(change.fields) }];
    case 'RELATION':
      return [principal];
  }
}

// An approval is given to somebody for one purpose.
function withoutApprovals({ warrant: held, ...rest }: Principal): Principal {
  return held === undefined ? rest : { ...rest, warrant: { ...held, approvals: [] } };
}

/** Every principal that several changes make of one. What names a matter comes last: the others would undo it. */
export function afterAll(principal: Principal, changes: readonly Change[]): readonly Principal[] {
  const isWarrant = ({ kind }: Change) => kind === 'MATTER' || kind === 'APPROVAL';
  const ordered = [...changes.filter((each) => !isWarrant(each)), ...changes.filter(isWarrant)];
  return ordered.reduce<readonly Principal[]>((led, change) => led.flatMap((each) => after(each, change)), [principal]);
}

/** Relations to ask through instead. */
export function relationsOf(changes: readonly Change[]): readonly string[] {
  return changes.flatMap((change) => (change.kind === 'RELATION' ? change.through : []));
}

/** All changes that a principal could make alone, each with one choice; those of the question aside. */
export function singleChanges(sets: PolicySets, { roles, purpose }: Principal, approvable: string): readonly Change[] {
  const purposes = [...sets.purposes.keys()].filter((each) => each !== purpose);
  const others = [...sets.roles.keys()].filter((each) => !roles.includes(each));
  return [
    ...purposes.map((each): Change => ({ kind: 'PURPOSE', purposes: [each] })),
    { kind: 'MATTER' },
    { kind: 'APPROVAL', fields: [approvable] },
    ...businessLines.map((line): Change => ({ kind: 'LINE', lines: [line] })),
    ...others.map((each): Change => ({ kind: 'ROLE', roles: [each] })),
  ];
}

/** Each change alone, and any two of different kinds. */
export function upToTwo(changes: readonly Change[]): readonly (readonly Change[])[] {
  const pairs = changes.flatMap((one, at) =>
    changes.slice(at + 1).flatMap((other) => (one.kind === other.kind ? [] : [[one, other]])),
  );
  return [...changes.map((change) => [change]), ...pairs];
}
