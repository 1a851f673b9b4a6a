// long: every change of the book beside its refusal.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccessBook, AccessRequestRecord, MatterRecord } from '../../schema/access-book.js';
import type { MatterChange } from '../../schema/oversight/book.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { step, matter as supervised } from './oversight-facts.js';
import { backends, open } from './stores.js';

describe.each(backends)('the access book on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let book: AccessBook;
  let numbers = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    book = store.access;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const opening = (extra: Partial<MatterRecord> = {}): Omit<MatterRecord, 'closedAt'> => {
    numbers += 1;
    const { closedAt: _, ...rest } = { ...matter, number: `宁检监〔2026〕${numbers}号`, ...extra };
    return rest;
  };
  const filing = (of: string, extra: Partial<AccessRequestRecord> = {}) => {
    numbers += 1;
    return { ...request, id: `request-${numbers}`, matter: of, ...extra };
  };
  const openedMatter = (extra: Partial<MatterRecord> = {}) => book.openMatter(opening(extra));
  const pending = async (extra: Partial<AccessRequestRecord> = {}) =>
    book.requestAccess(filing((await openedMatter()).number, extra));
  const approved = async (extra: Partial<AccessRequestRecord> = {}) =>
    book.decideRequest((await pending(extra)).id, approval);
  /** Answers how far the revision moved. */
  const movedBy = async (work: () => Promise<unknown>) => {
    const before = await book.revision();
    await work();
    return (await book.revision()) - before;
  };

  test('gives back the matter that was opened', async () => {
    const given = opening({ title: `"O'Neil" \\ 𠮷`, line: null });
    const kept = await book.openMatter(given);
    expect(kept).toEqual({ ...given, closedAt: null });
    expect(await book.matter(given.number)).toEqual(kept);
    expect(await book.matter('no such')).toBeNull();
  });

  test('refuses a number that is taken, and keeps what it had', async () => {
    const kept = await openedMatter();
    await expect(book.openMatter({ ...kept, title: 'another' })).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    await expect(book.openMatter(kept)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    expect(await book.matter(kept.number)).toEqual(kept);
  });

  test('opens a number once, however many try at the same time', async () => {
    const given = opening();
    const other = await open(database.url);
    const tried = await Promise.allSettled([book, other.access, book, other.access].map((of) => of.openMatter(given)));
    expect(tried.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'ACCESS_STATE' });
    await other.close();
  });

  test('adds to an open matter, and takes nothing away', async () => {
    const { number } = await openedMatter({ persons: ['p1'], files: ['f1'], handlers: ['a'] });
    const added = { persons: ['p2', 'p1'], files: [], handlers: ['b', 'b'] };
    const amended = await book.amendMatter(number, added);
    expect(amended).toMatchObject({ persons: ['p1', 'p2'], files: ['f1'], handlers: ['a', 'b'] });
    expect(await book.matter(number)).toEqual(amended);
    await book.closeMatter(number, later);
    await expect(book.amendMatter(number, added)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    await expect(book.amendMatter('no such', added)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
  });

  test('whoever is in charge of a matter of supervision is warranted by the step that says so, until another is, or it ends', async () => {
    const { matters } = store.oversight;
    const { number } = await matters.open(supervised('宁检执监〔2026〕1号', { assignee: 'giver' }), [step()], [], []);
    const warrant = async () => {
      const { handlers, persons, closedAt } = (await book.matter(number)) ?? {};
      return [handlers, persons, closedAt];
    };
    expect(await warrant()).toEqual([['giver'], ['token-1'], null]);
    const { position: _, ...own } = step();
    const set = (version: number, to: MatterChange['set']) =>
      matters.apply({ number, version, set: to, step: own, events: [] });
    await set(1, { assignee: 'taker', persons: ['token-1', 'token-2'] });
    expect(await warrant()).toEqual([['taker'], ['token-1', 'token-2'], null]);
    await set(2, { closedAt: later });
    expect(await book.standing('taker', number)).toEqual({ matter: null, approvals: [] });
    await set(3, { closedAt: null, assignee: 'giver' });
    expect((await book.mattersOf('giver')).map((of) => of.number)).toEqual([number]);
    expect(await book.mattersOf('taker')).toEqual([]);
  });

  test('under a number of a matter that was opened by hand no matter of supervision is opened', async () => {
    const { number } = await openedMatter();
    const { matters } = store.oversight;
    const state = { code: 'OVERSIGHT_STATE' };
    await expect(matters.open(supervised(number), [step()], [], [])).rejects.toMatchObject(state);
    expect(await matters.matter(number)).toBeNull();
  });

  test('loses none of two amendments that are made at once', async () => {
    const { number } = await openedMatter({ persons: [] });
    const other = await open(database.url);
    const persons = Array.from({ length: 12 }, (_, n) => `p${n}`);
    await Promise.all(
      persons.map((person, n) =>
        (n % 2 ? book : other.access).amendMatter(number, { persons: [person], files: [], handlers: [] }),
      ),
    );
    expect([...((await book.matter(number))?.persons ?? [])].sort()).toEqual([...persons].sort());
    await other.close();
  });

  test('closes a matter once, and approvals under it end with it', async () => {
    const { id, matter: number } = await approved();
    expect(await book.closeMatter(number, later)).toMatchObject({ number, closedAt: later });
    expect(await book.request(id)).toMatchObject({ state: 'APPROVED', until: later });
    expect(await book.standing('account-7', number)).toEqual({ matter: null, approvals: [] });
    await expect(book.closeMatter(number, later)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    await expect(book.closeMatter('no such', later)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
  });

  test('lists the open matters of an account, newest first', async () => {
    const handlers = ['lister'];
    const old = await openedMatter({ handlers, openedAt: '2026-01-01T00:00:00.000Z' });
    const closed = await openedMatter({ handlers });
    const fresh = await openedMatter({ handlers, openedAt: '2026-02-01T00:00:00.000Z' });
    await book.closeMatter(closed.number, later);
    expect(await book.mattersOf('lister')).toEqual([fresh, old]);
    expect(await book.mattersOf('nobody')).toEqual([]);
  });

  test('files a request under an open matter as pending', async () => {
    const { number } = await openedMatter();
    const given = filing(number);
    const kept = await book.requestAccess(given);
    expect(kept).toEqual({ ...given, ...undecided });
    expect(await book.request(given.id)).toEqual(kept);
    expect(await book.request('no such')).toBeNull();
    await expect(book.requestAccess(given)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    await expect(book.requestAccess(filing('no such'))).rejects.toMatchObject({ code: 'ACCESS_STATE' });
  });

  test('decides a pending request once', async () => {
    const [yes, no] = [await pending(), await pending()];
    expect(await book.decideRequest(yes.id, approval)).toEqual({
      ...yes,
      state: 'APPROVED',
      decidedBy: 'chief-1',
      decidedAt: soon,
      decisionReason: null,
      until: end,
    });
    const rejection = { ...approval, state: 'REJECTED', reason: 'too wide', until: null } as const;
    expect(await book.decideRequest(no.id, rejection)).toMatchObject({ state: 'REJECTED', decisionReason: 'too wide' });
    for (const { id } of [yes, no]) {
      await expect(book.decideRequest(id, approval)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    }
    await expect(book.decideRequest('no such', approval)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
  });

  test('of many who decide at once, one wins and the others are told', async () => {
    const { id } = await pending();
    const other = await open(database.url);
    const deciders = Array.from({ length: 8 }, (_, n) => ({ of: n % 2 ? book : other.access, by: `chief-${n}` }));
    const decided = await Promise.allSettled(deciders.map(({ of, by }) => of.decideRequest(id, { ...approval, by })));
    const won = decided.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won.length).toBe(1);
    expect(await book.request(id)).toEqual(won[0]);
    for (const one of decided)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'ACCESS_STATE' });
    await other.close();
  });

  test('approves nothing under a closed matter, and still rejects', async () => {
    const { id, matter: number } = await pending();
    await book.closeMatter(number, later);
    await expect(book.decideRequest(id, approval)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    const rejection = { ...approval, state: 'REJECTED', until: null } as const;
    expect(await book.decideRequest(id, rejection)).toMatchObject({ state: 'REJECTED' });
  });

  test('revokes an approval, and nothing else', async () => {
    const [given, waiting] = [await approved(), await pending()];
    const revoked = await book.revokeRequest(given.id, 'chief-2', later);
    expect(revoked).toEqual({ ...given, state: 'REVOKED', revokedBy: 'chief-2', revokedAt: later });
    expect((await book.standing('account-7', given.matter)).approvals).toEqual([]);
    for (const { id } of [given, waiting]) {
      await expect(book.revokeRequest(id, 'chief-2', later)).rejects.toMatchObject({ code: 'ACCESS_STATE' });
    }
  });

  test('a standing is the open matter that the account handles, with its own approvals', async () => {
    const given = await approved();
    const { matter: number } = given;
    await book.requestAccess(filing(number));
    const others = await book.requestAccess(filing(number, { applicant: 'account-8' }));
    await book.decideRequest(others.id, approval);
    expect(await book.standing('account-7', number)).toEqual({ matter: await book.matter(number), approvals: [given] });
    expect(await book.standing('account-9', number)).toEqual({ matter: null, approvals: [] });
    expect(await book.standing('account-7', 'no such')).toEqual({ matter: null, approvals: [] });
  });

  test('every change moves the revision by one, and a refused one does not', async () => {
    const { number } = await openedMatter();
    const given = filing(number);
    expect(await movedBy(() => book.amendMatter(number, { persons: ['x'], files: [], handlers: [] }))).toBe(1);
    expect(await movedBy(() => book.requestAccess(given))).toBe(1);
    expect(await movedBy(() => book.decideRequest(given.id, approval))).toBe(1);
    expect(await movedBy(() => book.decideRequest(given.id, approval).catch(() => null))).toBe(0);
    expect(await movedBy(() => book.revokeRequest(given.id, 'chief-2', later))).toBe(1);
    expect(await movedBy(() => book.closeMatter(number, later))).toBe(1);
    expect(await movedBy(() => book.openMatter(opening()))).toBe(1);
    expect(await movedBy(() => book.mattersOf('account-7'))).toBe(0);
  });

  test('lists requests newest first, page by page, by every condition', async () => {
    const agency = 'paged-agency';
    const { number } = await openedMatter();
    const filed: AccessRequestRecord[] = [];
    for (let n = 0; n < 5; n += 1) {
      // Two of one instant: their ids decide.
      const requestedAt = `2026-03-02T00:00:0${Math.floor(n / 2)}.000Z`;
      filed.push(await book.requestAccess(filing(number, { agency, requestedAt, isBreakGlass: n === 2 })));
    }
    const newest = [...filed].reverse();
    const first = await book.requests({ agency, first: 2 });
    expect(first).toEqual({ requests: newest.slice(0, 2), hasNext: true });
    const after = first.requests.at(-1);
    expect(await book.requests({ agency, first: 3, ...(after && { after }) })).toEqual({
      requests: newest.slice(2),
      hasNext: false,
    });
    const { requests } = await book.requests({ matter: number, isBreakGlass: true, states: ['PENDING'], first: 9 });
    expect(requests).toEqual([filed[2]]);
    expect(await book.requests({ agency, states: ['APPROVED'], first: 9 })).toEqual({ requests: [], hasNext: false });
    expect(await book.requests({ agency, applicant: 'nobody', first: 9 })).toEqual({ requests: [], hasNext: false });
  });

  test('refuses keys that no table could hold, alike on every database', async () => {
    for (const number of ['', 'x'.repeat(129), 'trailing ', ' leading']) {
      await expect(book.openMatter(opening({ number }))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
    const long = opening({ handlers: ['x'.repeat(256)] });
    await expect(book.openMatter(long)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const { number } = await openedMatter();
    expect(await book.matter(`${number} `)).toBeNull();
  });
});

test('a closed book is STORE_UNAVAILABLE', async () => {
  const [libsql] = backends;
  const database = await libsql?.create();
  const store = await open(String(database?.url));
  await store.close();
  await expect(store.access.revision()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await expect(store.access.closeMatter('x', later)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await database?.drop();
});

const [soon, later, end] = ['2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z', '2026-03-09T00:00:00.000Z'];

const matter: MatterRecord = {
  number: '',
  kind: 'CASE',
  line: 'EXECUTION',
  title: '社区矫正监督',
  agency: '371422-JCY',
  division: '371422',
  persons: ['token-1'],
  files: ['（2025）鲁1422刑初1号'],
  handlers: ['account-7'],
  openedBy: 'case-manager-1',
  openedAt: '2026-03-02T00:00:00.000Z',
  closedAt: null,
};

const request = {
  id: '',
  applicant: 'account-7',
  agency: '371422-JCY',
  division: '371422',
  roles: ['prosecutor'],
  purpose: 'SUPERVISION',
  matter: '',
  fields: ['Person.phone'],
  persons: ['token-1'],
  files: [],
  reason: '核实居住地',
  isBreakGlass: false,
  requestedAt: '2026-03-02T01:00:00.000Z',
} as const;

const undecided = {
  state: 'PENDING',
  decidedBy: null,
  decidedAt: null,
  decisionReason: null,
  until: null,
  revokedBy: null,
  revokedAt: null,
};

const approval = { state: 'APPROVED', by: 'chief-1', at: soon, reason: null, until: end } as const;
