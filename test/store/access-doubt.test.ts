import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AccessBook } from '../../schema/access-book.js';
import { createAccessBook } from '../../store/access/access-book.js';
import type { Engine } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open, patience } from './stores.js';

let database: TestDatabase;
let engine: Engine;
let book: AccessBook;
let isLosing = false;

/** A store whose connection breaks once after a commit, before the answer: what a failing network looks like. */
beforeAll(async () => {
  const [libsql] = backends;
  if (libsql === undefined) throw new Error('no store');
  database = await libsql.create();
  await (await open(database.url)).close();
  engine = await openLibsql(database.url);
  const losing: Engine = {
    ...engine,
    attempt: async (withinMs, work) => {
      const result = await engine.attempt(withinMs, work);
      if (!isLosing) return result;
      isLosing = false;
      throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
    },
  };
  book = createAccessBook(losing, patience);
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

const lost = <T>(work: () => Promise<T>) => {
  isLosing = true;
  return work();
};

test('a change whose answer was lost is answered when it is asked again, and done once', async () => {
  const at = '2026-03-02T00:00:00.000Z';
  const named = { persons: ['p'], files: [], handlers: ['a'] };
  const opening = { number: '1号', kind: 'CASE', line: null, title: 't', agency: 'JCY', division: '1' } as const;
  const matter = { ...opening, ...named, openedBy: 'b', openedAt: at };
  expect(await lost(() => book.openMatter(matter))).toEqual({ ...matter, closedAt: null });
  const added = { persons: ['q'], files: [], handlers: ['c'] };
  expect(await lost(() => book.amendMatter(matter.number, added))).toMatchObject({
    persons: ['p', 'q'],
    handlers: ['a', 'c'],
  });
  const applicant = { applicant: 'a', agency: 'JCY', division: '1', roles: [], purpose: 'SUPERVISION' } as const;
  const about = { matter: matter.number, persons: [], files: [], fields: [] };
  const request = { id: 'r', ...applicant, ...about, reason: 'r', isBreakGlass: false, requestedAt: at };
  expect(await lost(() => book.requestAccess(request))).toMatchObject({ ...request, state: 'PENDING' });
  const approval = { state: 'APPROVED', by: 'b', at, reason: null, until: '2027-01-01T00:00:00.000Z' } as const;
  expect(await lost(() => book.decideRequest('r', approval))).toMatchObject({ state: 'APPROVED', decidedBy: 'b' });
  expect(await lost(() => book.revokeRequest('r', 'b', at))).toMatchObject({ state: 'REVOKED', revokedBy: 'b' });
  expect(await lost(() => book.closeMatter(matter.number, at))).toMatchObject({ closedAt: at });
});

test('what somebody else has done meanwhile is refused all the same', async () => {
  const opening = { number: '2号', kind: 'CASE', line: null, title: 't', agency: 'JCY', division: '1' } as const;
  const named = { persons: [], files: [], handlers: [], openedBy: 'b', openedAt: '2026-03-02T00:00:00.000Z' };
  await book.openMatter({ ...opening, ...named });
  const other = { ...opening, ...named, title: 'another' };
  await expect(book.openMatter(other)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
});
