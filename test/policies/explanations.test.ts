import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { Access, Change, Counting, Decision } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import { afterAll, relationsOf, singleChanges, upToTwo } from './oracle-changes.js';
import { catalog, sets } from './the-sets.js';

// Whoever is refused is told the smallest change that would open it. Here everybody is refused everything there is to be
// refused in the real sets, the change is made, and what was refused is asked for again. The suite asks for every third role
// and purpose; PLUMBLINE_GRANTS=all for each.
const isWhole = process.env.PLUMBLINE_GRANTS === 'all';

/** A coordinate, a type's entry points, or the counting of its rows. */
interface Question {
  readonly type: string;
  readonly ask: 'field' | 'enter' | 'counts';
  /** Empty where no field is asked for. */
  readonly field: string;
}

interface Refusal {
  readonly principal: Principal;
  readonly question: Question;
  readonly changes: readonly Change[];
}

const compiler = createAccessCompiler(sets, catalog);
const compiled = new Map<string, Access>();

function decide(principal: Principal, { type, ask, field }: Question): Counting | Decision {
  const { roles, purpose, lines, warrant } = principal;
  const key = `${roles} ${purpose} ${lines} ${warrant?.approvals.map(({ fields }) => fields)}`;
  const access = compiled.get(key) ?? compiler.compile(principal, '2026-11-22');
  compiled.set(key, access);
  if (ask === 'field') return access.decide(type, field);
  return ask === 'enter' ? access.enter(type) : access.counts(type);
}

function isFlipped({ principal, question }: Refusal, changes: readonly Change[]): boolean {
  const relations = relationsOf(changes).map(questionOf);
  const asked = relations.length === 0 ? [question] : relations;
  const led = afterAll(principal, changes);
  return led.length > 0 && led.every((each) => asked.every((one) => decide(each, one).effect !== 'DENY'));
}

function questionOf(coordinate: string): Question {
  const [type = '', field = ''] = coordinate.split('.');
  return { type, ask: 'field', field };
}

/** What an approval of just this would name. */
const approvable = ({ type, ask, field }: Question) => (ask === 'field' ? `${type}.${field}` : type);

// Only entry points can be left for a relation.
function possibleChanges({ principal, question }: Refusal): readonly Change[] {
  const relations = question.ask === 'enter' ? relationsTo(question.type) : [];
  return [
    ...relations.map((through): Change => ({ kind: 'RELATION', through: [through] })),
    ...singleChanges(sets, principal, approvable(question)),
  ];
}

function relationsTo(target: string): readonly string[] {
  return [...catalog.types.values()].flatMap((type) =>
    [...type.fields].flatMap(([name, facts]) =>
      facts.target === target && facts.joined ? [`${type.name}.${name}`] : [],
    ),
  );
}

const questions: readonly Question[] = [...catalog.types.values()].flatMap((type) => [
  { type: type.name, ask: 'enter', field: '' } as const,
  ...(type.record ? [{ type: type.name, ask: 'counts', field: '' } as const] : []),
  ...[...type.fields.keys()].map((field) => ({ type: type.name, ask: 'field', field }) as const),
]);

const account = { id: 'account', kind: 'user' as const, agency: 'A', organisation: 'O', division: '371422' };
const everybody: readonly Principal[] = [...sets.roles.values()].flatMap(({ name, purposes }) => [
  { ...account, roles: [name] },
  ...[...purposes].map((purpose) => ({ ...account, roles: [name], purpose })),
]);

const refusals: readonly Refusal[] = everybody
  .filter((_, at) => isWhole || at % 3 === 1)
  .flatMap((principal) =>
    questions.flatMap((question) => {
      const decision = decide(principal, question);
      return decision.effect === 'DENY' ? [{ principal, question, changes: decision.changes }] : [];
    }),
  );

const inWords = ({ principal, question, changes }: Refusal) =>
  `${principal.roles.join()} for ${principal.purpose}: ${question.ask} ${approvable(question)}: ${JSON.stringify(changes)}`;

test('every denial of the whole matrix is flipped by what it says', () => {
  const lies = refusals.filter((refusal) => refusal.changes.length > 0 && !isFlipped(refusal, refusal.changes));
  expect(lies.map(inWords)).toEqual([]);
  expect(refusals.length).toBeGreaterThan(10_000);
});

test('what nothing is said to open is opened by no change and no two changes', () => {
  const silent = refusals.filter(({ changes }) => changes.length === 0);
  const lies = silent.flatMap((refusal) => {
    const changes = upToTwo(possibleChanges(refusal)).find((each) => isFlipped(refusal, each));
    return changes === undefined ? [] : [inWords({ ...refusal, changes })];
  });
  expect(lies).toEqual([]);
});

test('where several changes are told, none of the principal’s own is enough alone', () => {
  const lies = refusals.filter(
    (refusal) =>
      refusal.changes.length > 1 &&
      refusal.changes.every(({ kind }) => kind !== 'ROLE') &&
      possibleChanges(refusal).some((change) => change.kind !== 'ROLE' && isFlipped(refusal, [change])),
  );
  expect(lies.map(inWords)).toEqual([]);
});

test('another role is told only where no change of the principal’s own is enough', () => {
  const lies = refusals.filter(
    (refusal) =>
      refusal.changes[0]?.kind === 'ROLE' &&
      possibleChanges(refusal).some((change) => change.kind !== 'ROLE' && isFlipped(refusal, [change])),
  );
  expect(lies.map(inWords)).toEqual([]);
});
