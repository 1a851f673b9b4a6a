import { expect, test } from '@jest/globals';
import { type Fact, factsByAgency, type Life } from '../../demo/lives/facts.js';
import { generateLives } from '../../demo/lives/generate-lives.js';
import { canary, canaryOf, trapKinds } from '../../demo/lives/traps/canary.js';
import { trapKey } from '../../demo/lives/traps/trap-lives.js';

const traps = new Map<string, Life>();
const elsewhere: string[] = [];
for (const life of generateLives({ scale: 0.1 })) {
  if (life.key.startsWith('trap-')) traps.set(life.key, life);
  else if (JSON.stringify(life).includes(canary)) elsewhere.push(life.key);
}

const isText = (value: unknown): value is string => typeof value === 'string' && /\p{Script=Han}/u.test(value);
/** Names of agencies, places and documents: numbers in words, and what everybody may know. */
const numbers = new Set([
  'caseNumber',
  'caseNo',
  'decisionNumber',
  'judicialOfficeName',
  'originalCaseNumber',
  'basisCaseNumber',
  'documentNo',
]);
const plain = (fact: Fact, mark: string) =>
  Object.entries(fact).filter(([field, value]) => isText(value) && !value.includes(mark) && !numbers.has(field));

test('every trap is in the country, and its canary sings nowhere else', () => {
  expect([...traps.keys()]).toEqual(trapKinds.map(trapKey));
  expect(elsewhere).toEqual([]);
});

test.each(trapKinds)('every text of %s holds the canary, and nothing of it is published', (kind) => {
  const { facts = [], persons = [] } = traps.get(trapKey(kind)) ?? {};
  expect(facts.flatMap((fact) => plain(fact, canaryOf[kind]))).toEqual([]);
  expect(persons.filter(({ name, residenceAddress }) => !(name + residenceAddress).includes(canaryOf[kind]))).toEqual(
    [],
  );
  expect(facts.filter((fact) => 'published' in fact && fact.published)).toEqual([]);
});

test.each(['sealed-juvenile', 'other-territory', 'excluded'] as const)(
  '%s is known to every system it can be in',
  (kind) => {
    const kinds = new Set(traps.get(trapKey(kind))?.facts.map((fact) => fact.kind));
    const known = Object.entries(factsByAgency).filter(([, held]) => held.some((each) => kinds.has(each)));
    const systems = known.map(([system]) => system);
    expect(systems).toEqual(expect.arrayContaining(['judgments', 'police', 'corrections', 'administrative']));
    // Nobody sues a juvenile here.
    expect(systems.includes('enforcement')).toBe(kind !== 'sealed-juvenile');
  },
);

test('a juvenile’s file is sealed throughout, and its sessions are held apart, on no roster of adults', () => {
  const { facts = [] } = traps.get(trapKey('sealed-juvenile')) ?? {};
  expect(facts.filter(({ sealed }) => !sealed)).toEqual([]);
  const numbersOfMinors = facts.flatMap((fact) => (fact.kind === 'CorrectionSubject' ? [fact.subjectNo] : []));
  const rosters: boolean[] = [];
  for (const life of generateLives({ scale: 0.1 }))
    for (const fact of life.facts)
      if (fact.kind === 'Session' && numbersOfMinors.some((number) => fact.roster.includes(number)))
        rosters.push(fact.sealed);
  expect(new Set(rosters)).toEqual(new Set([true]));
});

test('what is excluded is on no roster, and of another territory is nothing of this one', () => {
  const excluded = traps.get(trapKey('excluded'));
  expect(excluded?.isExcluded).toBe(true);
  const divisions = new Set(traps.get(trapKey('other-territory'))?.facts.map(({ division }) => division));
  expect(divisions).toEqual(new Set(['371423']));
});
