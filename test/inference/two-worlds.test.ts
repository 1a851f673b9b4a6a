import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Issuer, openIssuer } from '../../demo/issuer.js';
import { demoPersonNamed } from '../../demo/people.js';
import { type Laws, laws } from '../../policies/engine/laws.js';
import type { Access } from '../../schema/access.js';
import type { FieldEntry } from '../../schema/catalog/catalog.js';
import { ownSubgraphs } from '../../schema/own-subgraphs.js';
import type { Principal } from '../../schema/principal.js';
import { seeded } from '../gateway/execution/random-query.js';
import { differencesOf, hiddenTwin } from './hidden.js';
import { randomQuestion } from './random-question.js';
import { pools, randomWorld } from './world.js';
import { type Asker, matters, openWorldHub, type WorldHub } from './world-hub.js';

/** Questions in all: as many as a suite bears; `PLUMBLINE_QUESTIONS=2000` and more for the whole proof. */
const questions = Number(process.env.PLUMBLINE_QUESTIONS ?? '240');
const seed = Number(process.env.PLUMBLINE_SEED ?? '20261122');

const askers: readonly (readonly [string, Asker['purpose'], Asker['matter']])[] = [
  ['prosecutor', 'SUPERVISION', 'CAMPAIGN'],
  ['prosecutor', 'CASE_HANDLING', 'CASE'],
  ['prosecutor', 'STATISTICS', null],
  ['juvenile-prosecutor', 'SUPERVISION', 'CASE'],
  ['deputy-chief-procurator', 'SUPERVISION', null],
  ['case-manager', 'STATISTICS', null],
  ['resident-procurator', 'SUPERVISION', null],
  ['judge', 'CASE_HANDLING', 'CASE'],
  ['enforcement-judge', 'CASE_HANDLING', null],
  ['police-officer', 'CASE_HANDLING', 'CASE'],
  ['police-legal-officer', 'CASE_HANDLING', null],
  ['corrections-officer', 'CORRECTION_MANAGEMENT', null],
  ['minors-corrections-officer', 'CORRECTION_MANAGEMENT', null],
  ['judicial-office-clerk', 'CORRECTION_MANAGEMENT', null],
  ['administrative-officer', 'CASE_HANDLING', null],
  ['political-legal-committee', 'STATISTICS', null],
  ['subject', 'SELF_ACCESS', null],
  ['party', 'PUBLIC_SERVICE', null],
  ['public', 'PUBLIC_SERVICE', null],
  ['auditor', 'AUDIT', null],
];

const handlers = [...new Set(askers.map(([name]) => demoPersonNamed(name).account))];

let folder: string;
let issuer: Issuer;
let left: WorldHub;
let right: WorldHub;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-worlds-'));
  issuer = await openIssuer(join(folder, 'issuer.json'));
  left = await openWorldHub(issuer, handlers);
  right = await openWorldHub(issuer, handlers);
}, 60_000);

afterAll(async () => {
  await left?.close();
  await right?.close();
  rmSync(folder, { recursive: true, force: true });
});

function principalOf({ person, purpose, matter }: Asker): Principal {
  const { account, role, isSamplePerson, kind, agency, organisation, division, lines } = person;
  const warrant = matter && {
    matter: { line: null, division: person.division, ...matters[matter] },
    approvals: [],
  };
  return {
    ...{ id: account, kind, agency, organisation, division, lines, roles: [role], purpose },
    ...(warrant ? { matter: warrant.matter.number, warrant } : {}),
    ...(isSamplePerson ? { subject: pools.citizenId[0] } : {}),
  };
}

/** Asks both worlds, and answers the question that tells them apart; null when none does. */
async function tellApart(
  [one, other]: readonly [WorldHub, WorldHub],
  asker: Asker,
  asked: { readonly seed: number; readonly questions: number },
): Promise<{ readonly told: string | null; readonly differences: number; readonly withRows: number }> {
  const random = seeded(asked.seed);
  const { catalog, policies, apiSchema } = left.hub;
  const { compiler } = policies.current();
  const access = compiler.compile(principalOf(asker), '2026-11-20');
  const roots = openRoots(access);
  const tokens = pools.citizenId.map((citizenId) => left.hub.seals.sealPerson({ kind: 'citizen', citizenId }));
  const found = { cursors: [] as string[], tokens };
  let differences = 0;
  let withRows = 0;
  for (let at = 0; at < asked.questions; at += 1) {
    if (at % 15 === 0) {
      one.world = randomWorld(catalog, random);
      other.world = hiddenTwin(catalog, access, compiler.mask, one.world, random);
      differences += differencesOf(one.world, other.world);
    }
    const own = random() < 0.85 && roots.open.length > 0 ? roots.open : roots.all;
    const question = randomQuestion({ catalog, schema: apiSchema, roots: own, ...found }, random);
    const [first, second] = await Promise.all([one.ask(asker, question), other.ask(asker, question)]);
    if (first !== second) return { told: `question ${at}: ${question}\n${first}\n${second}`, differences, withRows };
    if (first.includes('"INTERNAL"')) return { told: `INTERNAL: ${question}\n${first}`, differences, withRows };
    if (/"(nodes|edges)":\[\{|"count":\d|"exists":true/.test(first)) withRows += 1;
    for (const [way, isTaken] of ways) if (isTaken(question, first)) taken.add(way);
    found.cursors.push(...matchesOf(first, /"(?:endCursor|cursor)":"([^"]+)"/g).slice(0, 2));
    found.tokens.push(...matchesOf(first, /"id":"([\w-]{40,})"/g).slice(0, 1));
  }
  return { told: null, differences, withRows };
}

/** Ways to learn of what is hidden that every proof has to have gone: with an answer, and not with a refusal. */
const ways: readonly (readonly [string, (question: string, answer: string) => boolean])[] = [
  ['people', (question, answer) => /\{ (eq|in): \[?"[\w-]{40,}/.test(question) && isAnswered(answer)],
  ['changes', (question, answer) => /changedSince: "/.test(question) && isAnswered(answer)],
  ['changes in relations', (question, answer) => /changedIn: \[/.test(question) && isAnswered(answer)],
  ['numbers', (_question, answer) => /"totalCount":\d/.test(answer)],
  ['numbers that nobody says', (_question, answer) => /"totalCount":null/.test(answer)],
];
const isAnswered = (answer: string) => answer.startsWith('200') && /"nodes":\[\{/.test(answer);
const taken = new Set<string>();

// The hub's own books are no part of the worlds.
function openRoots(access: Access): { readonly open: readonly string[]; readonly all: readonly string[] } {
  const subgraphs = [...left.hub.catalog.subgraphs.values()].filter(({ name }) => !ownSubgraphs.has(name));
  const roots = subgraphs.flatMap((own) => [...own.roots.values()]);
  const isOpen = ({ shape, target, type }: FieldEntry) =>
    (shape.kind === 'counts' ? access.counts(shape.of) : access.enter(target ?? type)).effect !== 'DENY';
  return { open: roots.filter(isOpen).map(({ name }) => name), all: roots.map(({ name }) => name) };
}

function matchesOf(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, match]) => match ?? '');
}

test.each(askers.map(([name, purpose, matter], at) => ({ name, purpose, matter, at })))(
  'two worlds that differ only in what is hidden answer $name for $purpose under $matter byte by byte alike',
  async ({ name, purpose, matter, at }) => {
    const asker: Asker = { person: demoPersonNamed(name), purpose, matter };
    const own = Math.ceil(questions / askers.length);
    const { told, differences } = await tellApart([left, right], asker, { seed: seed + at, questions: own });
    expect(told && `seed ${seed}: ${told}`).toBeNull();
    expect(differences).toBeGreaterThan(100);
  },
  180_000,
);

test('worlds were asked in every way', () => {
  expect([...taken].sort()).toEqual(ways.map(([way]) => way).sort());
});

const leaks: readonly (readonly [string, Partial<Laws>, string, Asker['purpose'], Asker['matter']])[] = [
  ['sealing hides nothing', { notSealed: () => ({ op: 'true' }) }, 'deputy-chief-procurator', 'SUPERVISION', null],
  ['a matter covers everybody', { inMatter: () => ({ op: 'true' }) }, 'prosecutor', 'CASE_HANDLING', 'CASE'],
  ['a territory has no border', { territory: () => ({ op: 'true' }) }, 'resident-procurator', 'SUPERVISION', null],
  ['business lines are not asked for', { isInLine: () => true }, 'corrections-officer', 'CORRECTION_MANAGEMENT', null],
  [
    'what is not published counts as published',
    { rules: (...asked) => laws.rules(...asked).filter((rule) => rule !== 'published') },
    'party',
    'PUBLIC_SERVICE',
    null,
  ],
];

test.each(leaks)(
  'a hub in which %s is told apart',
  async (_leak, broken, name, purpose, matter) => {
    const asker: Asker = { person: demoPersonNamed(name), purpose, matter };
    const hubs = [
      await openWorldHub(issuer, handlers, { ...laws, ...broken }),
      await openWorldHub(issuer, handlers, { ...laws, ...broken }),
    ] as const;
    try {
      expect((await tellApart(hubs, asker, { seed, questions: 400 })).told).not.toBeNull();
    } finally {
      for (const hub of hubs) await hub.close();
    }
  },
  180_000,
);
