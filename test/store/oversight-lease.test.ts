import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Outbox } from '../../schema/oversight/book.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { told } from './oversight-facts.js';
import { backends, open } from './stores.js';

describe.each(backends)('tasks that one process does at a time on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let outbox: Outbox;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    outbox = store.oversight.outbox;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const term = (from: number, to: number) => ({
    at: new Date(Date.UTC(2026, 2, 2, 0, from)).toISOString(),
    until: new Date(Date.UTC(2026, 2, 2, 0, to)).toISOString(),
  });

  test('who holds a task may go on; others may when its term is over, or it was let go', async () => {
    const may = [
      await outbox.hold('task', 'one', term(0, 10)),
      await outbox.hold('task', 'two', term(1, 11)),
      await outbox.hold('other', 'two', term(1, 11)),
      await outbox.hold('task', 'one', term(5, 15)),
      await outbox.hold('task', 'two', term(14, 24)),
      await outbox.hold('task', 'two', term(15, 25)),
      await outbox.hold('task', 'one', term(16, 26)),
    ];
    expect(may).toEqual([true, false, true, true, false, true, false]);
    await outbox.letGo('task', 'one', term(17, 0).at);
    expect(await outbox.hold('task', 'one', term(17, 27))).toBe(false);
    await outbox.letGo('task', 'two', term(17, 0).at);
    expect(await outbox.hold('task', 'one', term(17, 27))).toBe(true);
  });

  test('of many that ask at once one gets it', async () => {
    const others = await Promise.all([open(database.url), open(database.url), open(database.url)]);
    const asked = [store, ...others].flatMap(({ oversight }, nth) =>
      [1, 2, 3].map((n) => oversight.outbox.hold('crowd', `process-${nth}-${n}`, term(0, 10))),
    );
    expect((await Promise.all(asked)).filter(Boolean).length).toBe(1);
    await Promise.all(others.map((other) => other.close()));
  });

  test('refuses names that no table could hold', async () => {
    await expect(outbox.hold('', 'one', term(0, 1))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(outbox.hold('task', ' one', term(0, 1))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('the last place is that of the newest event', async () => {
    const before = await outbox.last();
    await outbox.append([told('lease-1'), told('lease-2')]);
    expect([before, await outbox.last()]).toEqual([0, 2]);
  });
});
