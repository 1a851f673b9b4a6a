import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { defaults } from '../../demo/lives/generate-lives.js';
import { samplePerson } from '../../demo/lives/sample-person.js';
import { matterNumbers } from '../../demo/matter-numbers.js';
import { mattersOf } from '../../demo/matters.js';
import { demoPeople, demoPersonNamed } from '../../demo/people.js';
import { seedMatters } from '../../demo/seed-matters.js';
import { openStore } from '../../store/open-store.js';
import { createSeals } from '../../subgraphs/kit/seals.js';

const matters = mattersOf(defaults);
const secret = 'a secret of this test, long enough';
const clock = () => new Date('2026-11-02T09:00:00+08:00');
const folder = mkdtempSync(join(tmpdir(), 'plumbline-matters-'));
const store = `file:${join(folder, 'store.db')}`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a person is called by the own name, by the account, or by the role that it is the first of', () => {
  const juvenile = demoPersonNamed('juvenile-prosecutor');
  expect([juvenile.role, juvenile.lines]).toEqual(['prosecutor', ['JUVENILE']]);
  expect(demoPersonNamed('demo-juvenile-prosecutor')).toBe(juvenile);
  for (const { role } of demoPeople) expect([role, demoPersonNamed(role).role]).toEqual([role, role]);
  expect(new Set(demoPeople.map(({ account }) => account)).size).toBe(demoPeople.length);
  expect(() => demoPersonNamed('nobody')).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('every matter is of a number of its own, was opened by somebody else than its handlers, and of the same agency', () => {
  expect(matters.map(({ number }) => number).sort()).toEqual(Object.values(matterNumbers).sort());
  for (const { number, agency, openedBy, handlers } of matters) {
    const agencies = [openedBy, ...handlers].map((account) => demoPersonNamed(account).agency);
    expect([number, new Set(agencies)]).toEqual([number, new Set([agency])]);
    expect(handlers).not.toContain(openedBy);
  }
});

test('whoever acts under a matter by default handles it', () => {
  for (const { account, matter } of demoPeople) {
    const handlers = matters.find(({ number }) => number === matter)?.handlers;
    if (matter !== null) expect([account, handlers]).toEqual([account, expect.arrayContaining([account])]);
  }
});

test('a case names persons and files; a campaign names nobody, and only the deputy opens it', () => {
  for (const { number, kind, persons, files, openedBy } of matters) {
    const isNamed = persons.length > 0 && files.length > 0 && ![...persons, ...files].includes('');
    expect([number, isNamed]).toEqual([number, kind === 'CASE']);
    if (kind === 'CAMPAIGN') expect(demoPersonNamed(openedBy).role).toBe('deputy-chief-procurator');
  }
});

test('the books hold the matters with persons as tokens, and keep what is there when they are opened again', async () => {
  await seedMatters({ store, secret }, defaults, clock);
  const books = await openStore({ url: store, clock, chain: 'test', digest: 'sha256' });
  const known = await books.access.matter(matterNumbers.execution);
  const seals = createSeals(Buffer.from(secret, 'utf8'));
  expect(known?.persons).toEqual([seals.sealPerson({ kind: 'citizen', citizenId: samplePerson.citizenId })]);
  expect(known).toMatchObject({ handlers: ['demo-prosecutor'], openedBy: 'demo-case-manager', closedAt: null });
  await books.access.closeMatter(matterNumbers.custody, clock().toISOString());
  const revision = await books.access.revision();
  await seedMatters({ store, secret }, defaults, clock);
  expect(await books.access.revision()).toBe(revision);
  const { matter } = await books.access.standing('demo-prosecutor', matterNumbers.custody);
  expect(matter).toBeNull();
  await books.close();
});
