import { expect, test } from '@jest/globals';
import { createAccessBook } from '../../store/access/access-book.js';
import { losingStore } from './losing-store.js';
import { patience } from './stores.js';

const store = losingStore((engine) => createAccessBook(engine, patience));
const { lost } = store;

test('a change whose answer was lost is answered when it is asked again, and done once', async () => {
  const at = '2026-03-02T00:00:00.000Z';
  const named = { persons: ['p'], files: [], handlers: ['a'] };
  const opening = { number: '1号', kind: 'CASE', line: null, title: 't', agency: 'JCY', division: '1' } as const;
  const matter = { ...opening, ...named, openedBy: 'b', openedAt: at };
  expect(await lost(() => store.book.openMatter(matter))).toEqual({ ...matter, closedAt: null });
  const added = { persons: ['q'], files: [], handlers: ['c'] };
  expect(await lost(() => store.book.amendMatter(matter.number, added))).toMatchObject({
    persons: ['p', 'q'],
    handlers: ['a', 'c'],
  });
  const applicant = { applicant: 'a', agency: 'JCY', division: '1', roles: [], purpose: 'SUPERVISION' } as const;
  const about = { matter: matter.number, persons: [], files: [], fields: [] };
  const request = { id: 'r', ...applicant, ...about, reason: 'r', isBreakGlass: false, requestedAt: at };
  expect(await lost(() => store.book.requestAccess(request))).toMatchObject({ ...request, state: 'PENDING' });
  const approval = { state: 'APPROVED', by: 'b', at, reason: null, until: '2027-01-01T00:00:00.000Z' } as const;
  expect(await lost(() => store.book.decideRequest('r', approval))).toMatchObject({
    state: 'APPROVED',
    decidedBy: 'b',
  });
  expect(await lost(() => store.book.revokeRequest('r', 'b', at))).toMatchObject({ state: 'REVOKED', revokedBy: 'b' });
  expect(await lost(() => store.book.closeMatter(matter.number, at))).toMatchObject({ closedAt: at });
});

test('what somebody else has done meanwhile is refused all the same', async () => {
  const opening = { number: '2号', kind: 'CASE', line: null, title: 't', agency: 'JCY', division: '1' } as const;
  const named = { persons: [], files: [], handlers: [], openedBy: 'b', openedAt: '2026-03-02T00:00:00.000Z' };
  await store.book.openMatter({ ...opening, ...named });
  const other = { ...opening, ...named, title: 'another' };
  await expect(store.book.openMatter(other)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
});
