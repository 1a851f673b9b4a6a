import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyChain } from '../../store/audit/verify-chain.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, event, open } from './stores.js';

describe.each(backends)('the audit log on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  test('chains each entry to the one before', async () => {
    const first = await store.audit.append(event(1));
    const second = await store.audit.append(event(2));
    expect([first.sequence, second.sequence]).toEqual([1, 2]);
    const rows = await store.database.query({
      sql: 'SELECT chain, sequence, previous_hash, hash, at FROM audit_entry ORDER BY sequence',
      params: [],
    });
    expect(rows).toEqual([
      { chain: 'hub', sequence: 1, previous_hash: 'genesis', hash: first.hash, at: event(1).at },
      { chain: 'hub', sequence: 2, previous_hash: first.hash, hash: second.hash, at: event(2).at },
    ]);
  });

  test('gives back the event that was written', async () => {
    const { sequence } = await store.audit.append(event(3, { matter: `'; -- \\ "\n𠮷` }));
    const [row] = await store.database.query({
      sql: 'SELECT event FROM audit_entry WHERE chain = ? AND sequence = ?',
      params: ['hub', sequence],
    });
    expect(JSON.parse(String(row?.event))).toEqual(event(3, { matter: `'; -- \\ "\n𠮷` }));
  });

  test('continues the chain after a restart, with another digest too', async () => {
    const last = await store.audit.append(event(4));
    await store.close();
    store = await open(database.url, { digest: 'sm3' });
    const next = await store.audit.append(event(5));
    expect(next.sequence).toBe(last.sequence + 1);
    expect(next.hash).toMatch(/^sm3:[0-9a-f]{64}$/);
    expect(await verifyChain(store.database, 'hub')).toEqual({
      chain: 'hub',
      isIntact: true,
      entries: next.sequence,
      hash: next.hash,
    });
  });

  test('keeps one line when two processes write the same chain', async () => {
    const [left, right] = await Promise.all([
      open(database.url, { chain: 'two' }),
      open(database.url, { chain: 'two' }),
    ]);
    const receipts = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => (n % 2 ? left : right).audit.append(event(n))),
    );
    expect(receipts.map(({ sequence }) => sequence).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
    expect(await verifyChain(store.database, 'two')).toMatchObject({ isIntact: true, entries: 40 });
    await Promise.all([left.close(), right.close()]);
  });

  test('refuses entries once it is closed', async () => {
    const closing = await open(database.url, { chain: 'closing' });
    const underWay = closing.audit.append(event(1));
    await closing.close();
    expect(await underWay).toMatchObject({ chain: 'closing', sequence: 1 });
    await expect(closing.audit.append(event(2))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });

  test('refuses while the store cannot be written, and takes up again when it can', async () => {
    const halted = await open(database.url, { chain: 'halted' });
    await halted.audit.append(event(1));
    await halted.database.query({ sql: 'ALTER TABLE audit_entry RENAME TO audit_entry_away', params: [] });
    await expect(halted.audit.append(event(2))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await halted.database.query({ sql: 'ALTER TABLE audit_entry_away RENAME TO audit_entry', params: [] });
    expect(await halted.audit.append(event(3))).toMatchObject({ sequence: 2 });
    expect(await verifyChain(store.database, 'halted')).toMatchObject({ isIntact: true, entries: 2 });
    await halted.close();
  });
});
