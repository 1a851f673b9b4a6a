import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { Access, Change, Decision } from '../../schema/access.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { type BusinessLine, businessLines, type Warrant } from '../../schema/warrant.js';
import { catalog, sets } from './the-sets.js';

// Whoever is refused is told the smallest change that would open it. Here everybody is refused everything there is to be
// refused in the real sets, the change is made, and what was refused is asked for again.

/** A coordinate, or a type's entry points (`field` null). */
interface Question {
  readonly type: string;
  readonly field: string | null;
}

/** What changes are made of; approvals name these fields. */
interface Standing {
  readonly role: string;
  readonly purpose: Purpose | null;
  readonly line: BusinessLine | null;
  readonly approved: readonly string[] | null;
  readonly hasMatter: boolean;
}

const today = '2026-11-22';
const compiler = createAccessCompiler(sets, catalog);
const questions: readonly Question[] = [...catalog.types.values()].flatMap((type) =>
  [null, ...type.fields.keys()].map((field) => ({ type: type.name, field })),
);
const standings: readonly Standing[] = [...sets.roles.values()].flatMap((role) =>
  [...role.purposes, null].map((purpose) => ({
    role: role.name,
    purpose,
    line: null,
    approved: null,
    hasMatter: false,
  })),
);

const named = { persons: ['371422198503021234'], files: ['(2024)鲁1422刑初1号'] };

function principalOf({ role, purpose, line, approved, hasMatter }: Standing): Principal {
  const account = { id: 'account', kind: 'user' as const, agency: 'A', organisation: 'O', division: '371422' };
  const approval = { id: 'A1', until: '2027-01-01T00:00:00+08:00', isBreakGlass: false, ...named };
  const warrant: Warrant = {
    matter: { number: 'M1', kind: 'CASE', line: null, division: '371422', ...named },
    approvals: approved === null ? [] : [{ ...approval, fields: approved }],
  };
  return {
    ...account,
    roles: [role],
    ...(purpose === null ? {} : { purpose }),
    ...(line === null ? {} : { lines: [line] }),
    ...(hasMatter || approved !== null ? { warrant } : {}),
  };
}

const compiled = new Map<string, Access>();

function accessOf(standing: Standing): Access {
  const key = Object.values(standing).join();
  const access = compiled.get(key) ?? compiler.compile(principalOf(standing), today);
  compiled.set(key, access);
  return access;
}

function ask(standing: Standing, { type, field }: Question): Decision {
  const access = accessOf(standing);
  return field === null ? access.enter(type) : access.decide(type, field);
}

const isOpen = (standing: Standing, question: Question) => ask(standing, question).effect !== 'DENY';

/** Every standing that one change leads to: it may leave a choice. Relations change the question and not the standing. */
function after(standing: Standing, change: Change): readonly Standing[] {
  switch (change.kind) {
    case 'PURPOSE':
      return change.purposes.map((purpose) => ({ ...standing, purpose }));
    case 'MATTER':
      return [{ ...standing, hasMatter: true }];
    case 'APPROVAL':
      return [{ ...standing, approved: change.fields }];
    case 'LINE':
      return change.lines.map((line) => ({ ...standing, line }));
    case 'ROLE':
      return change.roles.map((role) => ({ ...standing, role }));
    case 'RELATION':
      return [standing];
  }
}

function isFlippedBy(changes: readonly Change[], standing: Standing, question: Question): boolean {
  const led = changes.reduce<readonly Standing[]>(
    (from, change) => from.flatMap((each) => after(each, change)),
    [standing],
  );
  const relations = changes.flatMap((change) => (change.kind === 'RELATION' ? change.through : []));
  const asked = relations.length === 0 ? [question] : relations.map(questionOf);
  return led.every((each) => asked.every((one) => isOpen(each, one)));
}

function questionOf(coordinate: string): Question {
  const [type = '', field = ''] = coordinate.split('.');
  return { type, field };
}

/** All changes that anybody could make alone, each with one choice. */
function singleChanges({ role, purpose }: Standing, { type, field }: Question): readonly Change[] {
  const purposes = [...sets.purposes.keys()].filter((each) => each !== purpose);
  const others = [...sets.roles.keys()].filter((each) => each !== role);
  return [
    ...relationsTo(type, field).map((through): Change => ({ kind: 'RELATION', through: [through] })),
    ...purposes.map((each): Change => ({ kind: 'PURPOSE', purposes: [each] })),
    { kind: 'MATTER' },
    { kind: 'APPROVAL', fields: [field === null ? type : `${type}.${field}`] },
    ...businessLines.map((line): Change => ({ kind: 'LINE', lines: [line] })),
    ...others.map((each): Change => ({ kind: 'ROLE', roles: [each] })),
  ];
}

// Only entry points can be left for a relation.
function relationsTo(target: string, field: string | null): readonly string[] {
  if (field !== null) return [];
  return [...catalog.types.values()].flatMap((type) =>
    [...type.fields].flatMap(([name, facts]) =>
      facts.target === target && facts.joined ? [`${type.name}.${name}`] : [],
    ),
  );
}

function pairs(changes: readonly Change[]): readonly (readonly Change[])[] {
  return changes.flatMap((one, at) =>
    changes.slice(at + 1).flatMap((other) => (one.kind === other.kind ? [] : [[one, other]])),
  );
}

interface Refusal {
  readonly standing: Standing;
  readonly question: Question;
  readonly changes: readonly Change[];
}

const refusals: readonly Refusal[] = standings.flatMap((standing) =>
  questions.flatMap((question) => {
    const decision = ask(standing, question);
    return decision.effect === 'DENY' ? [{ standing, question, changes: decision.changes }] : [];
  }),
);

const inWords = ({ standing: { role, purpose }, question: { type, field }, changes }: Refusal) =>
  `${role} for ${purpose ?? 'no purpose'}: ${field === null ? type : `${type}.${field}`}: ${JSON.stringify(changes)}`;

test('every denial of the whole matrix is flipped by what it says', () => {
  const lies = refusals.filter(
    ({ standing, question, changes }) => changes.length > 0 && !isFlippedBy(changes, standing, question),
  );
  expect(lies.map(inWords)).toEqual([]);
  expect(refusals.length).toBeGreaterThan(10_000);
});

test('what nothing is said to open is opened by no change and no two changes', () => {
  const silent = refusals.filter(({ changes }) => changes.length === 0);
  const lies = silent.flatMap((refusal) => {
    const single = singleChanges(refusal.standing, refusal.question);
    const found = [...single.map((change) => [change]), ...pairs(single)].find((changes) =>
      isFlippedBy(changes, refusal.standing, refusal.question),
    );
    return found === undefined ? [] : [inWords({ ...refusal, changes: found })];
  });
  expect(lies).toEqual([]);
});

test('where two changes are told, one of them alone is not enough', () => {
  const several = refusals.filter(({ changes }) => changes.length > 1 && changes[0]?.kind !== 'ROLE');
  const lies = several.filter(({ standing, question }) =>
    singleChanges(standing, question).some(
      (change) => change.kind !== 'ROLE' && isFlippedBy([change], standing, question),
    ),
  );
  expect(lies.map(inWords)).toEqual([]);
});
