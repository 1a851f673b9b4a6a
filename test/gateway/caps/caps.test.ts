import { afterEach, expect, test } from '@jest/globals';
import { createCaps } from '../../../gateway/caps/caps.js';
import { createPersonCounts } from '../../../gateway/caps/person-counts.js';
import { createRequestCounts } from '../../../gateway/caps/request-counts.js';
import { openRulebook } from '../../../gateway/policies/rulebook.js';
import type { PolicySets } from '../../../policies/language/sets.js';
import type { Store } from '../../../store/open-store.js';
import { catalog, sets } from '../../policies/the-sets.js';
import { openBooks, stillClock } from '../books.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(processes: number) {
  const { clock, forward } = stillClock();
  const books = await openBooks(clock, processes);
  closing.push(books.close);
  return { stores: books.stores as [Store, Store], clock, forward };
}

const day = '2026-11-02';
const exceeded = { code: 'CAP_EXCEEDED' };

test('an account asks as often as its purpose allows a day, and another account or day begins anew', async () => {
  const { stores, clock } = await open(1);
  const counts = createRequestCounts({ book: stores[0].usage, clock });
  for (let asked = 0; asked < 3; asked += 1) await counts.admit('u1', 'SUPERVISION', day, 3);
  await expect(counts.admit('u1', 'SUPERVISION', day, 3)).rejects.toMatchObject({
    ...exceeded,
    message: 'SUPERVISION allows 3 requests a day',
  });
  await counts.admit('u2', 'SUPERVISION', day, 3);
  await counts.admit('u1', 'CASE_HANDLING', day, 3);
  await counts.admit('u1', 'SUPERVISION', '2026-11-03', 3);
});

test('a role that has a cap of its own asks as often as that, whatever the purpose allows others', async () => {
  const { stores, clock } = await open(1);
  const caps = createCaps(stores[0].usage, clock);
  closing.push(() => caps.close());
  const rules = openRulebook(capped({ purpose: 1, engine: 3 }), catalog);
  const asking = (role: string, kind: 'user' | 'service') => {
    const account = { id: role, kind, agency: 'P', organisation: '', division: '371422', roles: [role] } as const;
    return () => caps.admit({ ...account, purpose: 'SUPERVISION' }, rules);
  };
  const [engine, person] = [asking('oversight-engine', 'service'), asking('prosecutor', 'user')];
  for (let asked = 0; asked < 3; asked += 1) await engine();
  await expect(engine()).rejects.toMatchObject({ ...exceeded, message: 'SUPERVISION allows 3 requests a day' });
  await person();
  await expect(person()).rejects.toMatchObject({ ...exceeded, message: 'SUPERVISION allows 1 requests a day' });
});

/** The policies with other caps: of a purpose, and of the one role that has its own. */
function capped(cap: { readonly purpose: number; readonly engine: number }): PolicySets {
  const [role, purpose] = [sets.roles.get('oversight-engine'), sets.purposes.get('SUPERVISION')];
  if (role === undefined || purpose === undefined) throw new Error('the policies have changed');
  return {
    ...sets,
    roles: new Map([...sets.roles, [role.name, { ...role, requestsADay: cap.engine }]]),
    purposes: new Map([...sets.purposes, [purpose.name, { ...purpose, requestsADay: cap.purpose }]]),
  };
}

test('two gateways share a day: what one has written, the other counts within a second', async () => {
  const { stores, clock, forward } = await open(2);
  const [one, two] = stores.map(({ usage: book }) => createRequestCounts({ book, clock }));
  for (let asked = 0; asked < 2; asked += 1) {
    await one?.admit('u1', 'SUPERVISION', day, 4);
    await two?.admit('u1', 'SUPERVISION', day, 4);
  }
  await one?.flush();
  await two?.flush();
  forward(1_001);
  await expect(one?.admit('u1', 'SUPERVISION', day, 4)).rejects.toMatchObject(exceeded);
  await expect(two?.admit('u1', 'SUPERVISION', day, 4)).rejects.toMatchObject(exceeded);
  expect(await stores[0].usage.addRequests('u1', 'SUPERVISION', day, 0)).toBe(4);
});

test('a gateway that begins again remembers what was asked before', async () => {
  const { stores, clock } = await open(1);
  const before = createRequestCounts({ book: stores[0].usage, clock });
  await before.admit('u1', 'SUPERVISION', day, 1);
  await before.flush();
  const after = createRequestCounts({ book: stores[0].usage, clock });
  await expect(after.admit('u1', 'SUPERVISION', day, 1)).rejects.toMatchObject(exceeded);
});

test('requests that come together are counted one by one', async () => {
  const { stores, clock } = await open(1);
  const counts = createRequestCounts({ book: stores[0].usage, clock });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => counts.admit('u1', 'SUPERVISION', day, 7)),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
  await counts.flush();
  expect(await stores[0].usage.addRequests('u1', 'SUPERVISION', day, 0)).toBe(7);
});

test('what could not be written is written later', async () => {
  const { stores, clock } = await open(1);
  let isDown = false;
  const { usage } = stores[0];
  const counts = createRequestCounts({
    book: {
      addRequests: (...asked) => (isDown ? Promise.reject(new Error('down')) : usage.addRequests(...asked)),
    },
    clock,
  });
  await counts.admit('u1', 'SUPERVISION', day, 9);
  isDown = true;
  await counts.flush();
  isDown = false;
  await counts.flush();
  expect(await usage.addRequests('u1', 'SUPERVISION', day, 0)).toBe(1);
});

test('a matter meets as many persons as it may; those met before are met again, whoever met them', async () => {
  const { stores } = await open(2);
  const [one, two] = stores.map(({ usage }) => createPersonCounts(usage));
  await one?.meet('M1', ['a', 'b'], 3);
  await two?.meet('M1', ['b', 'c'], 3);
  await expect(two?.meet('M1', ['c', 'd'], 3)).rejects.toMatchObject({
    ...exceeded,
    message: 'The matter allows 3 persons to be met',
  });
  await one?.meet('M1', ['a', 'b', 'c'], 3);
  await two?.meet('M2', ['d'], 3);
});

test('an answer that was withheld uses nothing up: its persons are not noted', async () => {
  const { stores } = await open(1);
  const [{ usage }] = stores;
  const counts = createPersonCounts(usage);
  await counts.meet('M1', ['a', 'b'], 3);
  await expect(counts.meet('M1', ['c', 'd', 'e'], 3)).rejects.toMatchObject(exceeded);
  expect(await usage.addPersons('M1', [])).toBe(2);
  await counts.meet('M1', ['c'], 3);
});
