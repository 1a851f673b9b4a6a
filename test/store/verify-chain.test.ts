import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Scalar } from '../../schema/scalar.js';
import { hashLink } from '../../store/audit/audit-chain.js';
import { listChains, verifyChain } from '../../store/audit/verify-chain.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, event, open } from './stores.js';

const length = 30;

describe.each(backends)('verifying a chain on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let chains = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const run = (sql: string, ...params: (Scalar | null)[]) => store.database.query({ sql, params });

  /** A chain of its own for each tampering. */
  async function written(): Promise<string> {
    chains += 1;
    const chain = `tampered-${chains}`;
    const writer = await open(database.url, { chain });
    await Promise.all(Array.from({ length }, (_, n) => writer.audit.append(event(n))));
    await writer.close();
    return chain;
  }

  test('finds nothing in a chain that nobody touched', async () => {
    const chain = await written();
    expect(await verifyChain(store.database, chain)).toMatchObject({ chain, isIntact: true, entries: length });
    expect(await verifyChain(store.database, 'never-written')).toEqual({
      chain: 'never-written',
      isIntact: true,
      entries: 0,
      hash: 'genesis',
    });
    expect(await listChains(store.database)).toContain(chain);
  });

  const column = fc.constantFrom('event', 'at', 'hash', 'previous_hash');
  test('finds any character changed in any column of any entry', async () => {
    const chain = await written();
    await fc.assert(
      fc.asyncProperty(column, fc.integer({ min: 1, max: length }), fc.nat(10_000), async (name, sequence, place) => {
        const where = 'WHERE chain = ? AND sequence = ?';
        const [row] = await run(`SELECT ${name} AS value FROM audit_entry ${where}`, chain, sequence);
        const value = String(row?.value);
        const at = place % value.length;
        const altered = `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`;
        await run(`UPDATE audit_entry SET ${name} = ? ${where}`, altered, chain, sequence);
        const verdict = await verifyChain(store.database, chain);
        await run(`UPDATE audit_entry SET ${name} = ? ${where}`, value, chain, sequence);
        expect(verdict).toEqual({ chain, isIntact: false, entries: sequence - 1, sequence, fault: 'ALTERED' });
      }),
      { numRuns: 200 },
    );
    expect(await verifyChain(store.database, chain)).toMatchObject({ isIntact: true, entries: length });
  });

  test('finds a deleted entry', async () => {
    const chain = await written();
    await run('DELETE FROM audit_entry WHERE chain = ? AND sequence = 12', chain);
    expect(await verifyChain(store.database, chain)).toMatchObject({ isIntact: false, sequence: 12, fault: 'MISSING' });
  });

  test('finds a deleted entry whose gap was closed', async () => {
    const chain = await written();
    await run('DELETE FROM audit_entry WHERE chain = ? AND sequence = 12', chain);
    for (let sequence = 13; sequence <= length; sequence += 1) {
      await run('UPDATE audit_entry SET sequence = ? WHERE chain = ? AND sequence = ?', sequence - 1, chain, sequence);
    }
    expect(await verifyChain(store.database, chain)).toMatchObject({ isIntact: false, sequence: 12, fault: 'MISSING' });
  });

  test('finds two entries that changed places', async () => {
    const chain = await written();
    const move = (from: number, to: number) =>
      run('UPDATE audit_entry SET sequence = ? WHERE chain = ? AND sequence = ?', to, chain, from);
    await move(5, -1);
    await move(6, 5);
    await move(-1, 6);
    const verdict = await verifyChain(store.database, chain);
    expect(verdict).toMatchObject({ isIntact: false, sequence: 5, fault: 'REORDERED' });
  });

  test('finds an entry that was written twice', async () => {
    const chain = await written();
    const copy = (sequence: number) =>
      run(
        `INSERT INTO audit_entry (chain, sequence, previous_hash, hash, at, event)
         SELECT chain, ?, previous_hash, hash, at, event FROM audit_entry WHERE chain = ? AND sequence = 3`,
        sequence,
        chain,
      );
    await copy(length + 1);
    expect(await verifyChain(store.database, chain)).toMatchObject({ sequence: length + 1, fault: 'DUPLICATE' });
    await run('DELETE FROM audit_entry WHERE chain = ? AND sequence = ?', chain, length + 1);
    await copy(0);
    expect(await verifyChain(store.database, chain)).toMatchObject({ sequence: 1, fault: 'DUPLICATE' });
  });

  test('finds a cut tail', async () => {
    const chain = await written();
    await run('DELETE FROM audit_entry WHERE chain = ? AND sequence > 25', chain);
    expect(await verifyChain(store.database, chain)).toMatchObject({ sequence: 26, fault: 'TRUNCATED' });
  });

  test('finds a forged entry whose hash is right', async () => {
    const chain = await written();
    const [last] = await run('SELECT hash FROM audit_entry WHERE chain = ? AND sequence = ?', chain, length);
    const forge = async (sequence: number, previousHash: string) => {
      const link = { chain, sequence, previousHash, at: event(1).at, event: '{}' };
      await run('DELETE FROM audit_entry WHERE chain = ? AND sequence = ?', chain, sequence);
      await run(
        'INSERT INTO audit_entry (chain, sequence, previous_hash, hash, at, event) VALUES (?, ?, ?, ?, ?, ?)',
        ...[chain, sequence, previousHash, hashLink('sha256', link), link.at, link.event],
      );
    };
    await forge(length + 1, String(last?.hash));
    expect(await verifyChain(store.database, chain)).toMatchObject({ sequence: length + 1, fault: 'UNANCHORED' });
    await run('DELETE FROM audit_entry WHERE chain = ? AND sequence = ?', chain, length + 1);
    await forge(7, 'sha256:00');
    expect(await verifyChain(store.database, chain)).toMatchObject({ sequence: 7, fault: 'UNLINKED' });
  });

  test('verifies while entries are being written', async () => {
    const writer = await open(database.url, { chain: 'busy' });
    let isDone = false;
    const writing = Promise.all(Array.from({ length: 500 }, (_, n) => writer.audit.append(event(n)))).then(() => {
      isDone = true;
    });
    while (!isDone) expect(await verifyChain(store.database, 'busy')).toMatchObject({ isIntact: true });
    await writing;
    await writer.close();
    expect(await verifyChain(store.database, 'busy')).toMatchObject({ isIntact: true, entries: 500 });
  });
});
