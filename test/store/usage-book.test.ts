import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, open } from './stores.js';

describe.each(backends)('the usage book on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    other = await open(database.url, { chain: 'other' });
  });
  afterAll(async () => {
    await Promise.all([store.close(), other.close()]);
    await database.drop();
  });

  test('adds up requests of an account, a purpose and a day over all processes', async () => {
    expect(await store.usage.addRequests('a', 'SUPERVISION', '2026-03-02', 3)).toBe(3);
    expect(await other.usage.addRequests('a', 'SUPERVISION', '2026-03-02', 4)).toBe(7);
    expect(await store.usage.addRequests('a', 'SUPERVISION', '2026-03-03', 1)).toBe(1);
    expect(await store.usage.addRequests('a', 'STATISTICS', '2026-03-02', 1)).toBe(1);
    expect(await store.usage.addRequests('b', 'SUPERVISION', '2026-03-02', 1)).toBe(1);
  });

  test('gives each of many who add at once a sum of its own', async () => {
    const sums = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? store : other).usage.addRequests('busy', 'AUDIT', '2026-03-02', 1)),
    );
    expect([...sums].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
  });

  test('counts each person of a matter once', async () => {
    expect(await store.usage.addPersons('m1', ['p1', 'p2', 'p1'])).toBe(2);
    expect(await other.usage.addPersons('m1', ['p2', 'p3'])).toBe(3);
    expect(await store.usage.addPersons('m1', ['p1', 'p3'])).toBe(3);
    expect(await store.usage.addPersons('m1', [])).toBe(3);
    expect(await store.usage.addPersons('m2', ['p1'])).toBe(1);
    expect(await store.usage.addPersons('m3', [])).toBe(0);
  });

  test('notes none when there would be more than may be, and answers how many there would be', async () => {
    expect(await store.usage.addPersons('capped', ['p1', 'p2'], 3)).toBe(2);
    expect(await other.usage.addPersons('capped', ['p2', 'p3', 'p4'], 3)).toBe(4);
    expect(await store.usage.addPersons('capped', [], 3)).toBe(2);
    expect(await store.usage.addPersons('capped', ['p3'], 3)).toBe(3);
    expect(await other.usage.addPersons('capped', ['p1', 'p2', 'p3'], 3)).toBe(3);
    expect(await other.usage.addPersons('untouched', ['p1', 'p2'], 1)).toBe(2);
    expect(await store.usage.addPersons('untouched', [])).toBe(0);
  });

  test('still counts those met before when fewer are allowed now', async () => {
    await store.usage.addPersons('lowered', ['p1', 'p2', 'p3']);
    expect(await store.usage.addPersons('lowered', ['p1', 'p3'], 2)).toBe(3);
    expect(await store.usage.addPersons('lowered', ['p4'], 2)).toBe(4);
    expect(await store.usage.addPersons('lowered', [])).toBe(3);
  });

  test('lets no more in than may be when many come at once', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).usage.addPersons('rush', [`p${n}`], 7)),
    );
    expect(counts.filter((count) => count <= 7).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await store.usage.addPersons('rush', [])).toBe(7);
  });

  test('takes more persons than a statement holds', async () => {
    const persons = Array.from({ length: 12_001 }, (_, n) => `p${n}`);
    expect(await store.usage.addPersons('large', persons)).toBe(12_001);
    expect(await store.usage.addPersons('large', [...persons.slice(0, 3), 'new'])).toBe(12_002);
  });

  test('counts none twice when many meet the same persons at once', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).usage.addPersons('met', [`p${n % 5}`, `q${n}`])),
    );
    expect(Math.max(...counts)).toBe(25);
    expect(await store.usage.addPersons('met', ['p0'])).toBe(25);
  });
});
