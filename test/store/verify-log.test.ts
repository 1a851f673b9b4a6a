// long: each way to tamper with a log beside what tells it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JSONWebKeySet, JWK } from 'jose';
import type { Scalar } from '../../schema/scalar.js';
import { anchorDetail } from '../../store/audit/anchor.js';
import { genesis, hashLink } from '../../store/audit/audit-chain.js';
import { beginningsOf, exportChain, verifyExport } from '../../store/audit/audit-export.js';
import { type ChainHead, listHeads } from '../../store/audit/audit-source.js';
import { type Checkpoint, signCheckpoint } from '../../store/audit/checkpoint.js';
import { verifyChain } from '../../store/audit/verify-chain.js';
import { verifyStore } from '../../store/audit/verify-log.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { createSigners, type Signers } from './signers.js';
import { backends, event, now, open } from './stores.js';

let signers: Signers;
let publicKeys: JSONWebKeySet;
let privateKey: JWK;

beforeAll(async () => {
  signers = await createSigners();
  ({ publicKeys, privateKey } = signers);
});

const at = now().toISOString();

describe.each(backends)('verifying the whole log on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let police: Store;
  let checkpoint: Checkpoint;
  let text: string;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    police = await open(database.url, { chain: 'police' });
    for (let n = 1; n <= 20; n += 1) await police.audit.append(event(n, { action: 'READ' }));
    for (let n = 1; n <= 10; n += 1) await store.audit.append(event(n));
    const anchored = (await listHeads(store.database)).filter(({ chain }) => chain !== 'hub');
    await store.audit.append(event(11, { action: 'ANCHOR', detail: anchorDetail(anchored) }));
    checkpoint = { at, heads: await listHeads(store.database) };
    text = await store.checkpoints.create(checkpoint, privateKey);
    expect(await store.checkpoints.create(checkpoint, privateKey)).toBe(text);
    for (let n = 12; n <= 15; n += 1) await store.audit.append(event(n));
    for (let n = 21; n <= 30; n += 1) await police.audit.append(event(n, { action: 'READ' }));
  });
  afterAll(async () => {
    await Promise.all([store.close(), police.close()]);
    await database.drop();
  });

  const run = (sql: string, ...params: (Scalar | null)[]) => store.database.query({ sql, params });
  const verify = () => verifyStore(store.database, { publicKeys });
  const intact = {
    isIntact: true,
    chains: [
      { chain: 'hub', isIntact: true, entries: 15 },
      { chain: 'police', isIntact: true, entries: 30 },
    ],
    absent: [],
    checkpoints: { genuine: 1, faults: [] },
    anchors: { heads: 1, faults: [] },
    unindexed: [],
  };

  const tables = ['audit_entry', 'audit_head', 'audit_checkpoint', 'audit_subject'];
  /** Does something to the log, looks at it, and puts everything back. */
  async function tampered<T>(tamper: () => Promise<unknown>, look: () => Promise<T>): Promise<T> {
    for (const table of tables) await run(`CREATE TABLE saved_${table} AS SELECT * FROM ${table}`);
    try {
      await tamper();
      return await look();
    } finally {
      for (const table of tables) {
        await run(`DELETE FROM ${table}`);
        await run(`INSERT INTO ${table} SELECT * FROM saved_${table}`);
        await run(`DROP TABLE saved_${table}`);
      }
    }
  }

  /** Writes a chain anew from a place on, with other events and right hashes, and moves the head with it. */
  async function rewrite(chain: string, from: number): Promise<void> {
    const rows = await run(
      'SELECT sequence, hash, at, event FROM audit_entry WHERE chain = ? ORDER BY sequence',
      chain,
    );
    let previousHash = String(rows[from - 2]?.hash ?? genesis);
    for (const row of rows.slice(from - 1)) {
      const sequence = Number(row.sequence);
      const rewritten = String(row.event).replace('account-7', 'account-8');
      const link = { chain, sequence, previousHash, at: String(row.at), event: rewritten };
      const hash = hashLink('sha256', link);
      const sql = 'UPDATE audit_entry SET previous_hash = ?, hash = ?, event = ? WHERE chain = ? AND sequence = ?';
      await run(sql, previousHash, hash, rewritten, chain, sequence);
      previousHash = hash;
    }
    await run('UPDATE audit_head SET hash = ? WHERE chain = ?', previousHash, chain);
  }

  async function cut(chain: string, last: number): Promise<void> {
    await run('DELETE FROM audit_entry WHERE chain = ? AND sequence > ?', chain, last);
    const [row] = await run('SELECT hash FROM audit_entry WHERE chain = ? AND sequence = ?', chain, last);
    await run('UPDATE audit_head SET sequence = ?, hash = ? WHERE chain = ?', last, String(row?.hash), chain);
  }

  test('finds nothing in a log that nobody touched', async () => {
    expect(await verify()).toMatchObject(intact);
    expect(await tampered(async () => {}, verify)).toMatchObject(intact);
  });

  test('finds a tail that was written anew below a checkpoint, and with the line that was kept elsewhere', async () => {
    const forked = { chain: 'police', isIntact: false, entries: 19, sequence: 20, fault: 'FORKED' };
    expect((await tampered(() => rewrite('police', 12), verify)).chains[1]).toEqual(forked);
    const withoutWitness = async () => {
      await rewrite('police', 12);
      await run('DELETE FROM audit_checkpoint');
    };
    const kept = () => verifyStore(store.database, { publicKeys, checkpoints: [text] });
    expect((await tampered(withoutWitness, kept)).chains[1]).toEqual(forked);
  });

  test('finds by its anchor what no checkpoint saw', async () => {
    const withoutWitness = (tamper: () => Promise<void>) => async () => {
      await tamper();
      await run('DELETE FROM audit_checkpoint');
    };
    const [anchored] = checkpoint.heads.filter(({ chain }) => chain === 'police');
    const fault = { chain: 'hub', sequence: 11, anchored };
    expect(
      await tampered(
        withoutWitness(() => rewrite('police', 12)),
        verify,
      ),
    ).toMatchObject({
      isIntact: false,
      chains: [{ isIntact: true }, { isIntact: true }],
      anchors: { heads: 1, faults: [{ ...fault, fault: 'FORKED' }] },
    });
    expect(
      await tampered(
        withoutWitness(() => cut('police', 5)),
        verify,
      ),
    ).toMatchObject({
      isIntact: false,
      chains: [{ isIntact: true }, { isIntact: true }],
      anchors: { heads: 1, faults: [{ ...fault, fault: 'MISSING' }] },
    });
  });

  test('finds a chain that was cut below a checkpoint, and one that is gone', async () => {
    const truncated = { chain: 'police', isIntact: false, entries: 5, sequence: 6, fault: 'TRUNCATED' };
    expect((await tampered(() => cut('police', 5), verify)).chains[1]).toEqual(truncated);
    const vanish = async () => {
      await run("DELETE FROM audit_entry WHERE chain = 'police'");
      await run("DELETE FROM audit_head WHERE chain = 'police'");
    };
    const gone = { chain: 'police', isIntact: false, entries: 0, sequence: 1, fault: 'TRUNCATED' };
    const verdict = await tampered(vanish, verify);
    expect([verdict.isIntact, verdict.chains[1], verdict.absent]).toEqual([false, gone, ['police']]);
  });

  test('tells a checkpoint that is not genuine', async () => {
    const replace = async () => {
      const other = await signCheckpoint(checkpoint, signers.strangersKey);
      await run('UPDATE audit_checkpoint SET text = ?', other);
    };
    expect(await tampered(replace, verify)).toMatchObject({
      isIntact: false,
      checkpoints: { genuine: 0, faults: [{ place: 0, fault: 'FORGED' }] },
    });
  });

  test('finds an entry that the index hides from a person whom it names', async () => {
    const hide = () => run("DELETE FROM audit_subject WHERE chain = 'hub' AND sequence = 4");
    expect(await tampered(hide, verify)).toMatchObject({
      isIntact: false,
      chains: [{ isIntact: true }, { isIntact: true }],
      unindexed: [{ chain: 'hub', sequence: 4 }],
    });
    const redirect = () => run("UPDATE audit_subject SET digest = 'other' WHERE chain = 'police' AND sequence = 30");
    expect(await tampered(redirect, verify)).toMatchObject({ unindexed: [{ chain: 'police', sequence: 30 }] });
  });

  describe('from a checkpoint', () => {
    const from = () => verifyChain(store.database, 'police', { from: checkpoint });

    test('reads what lies beyond it alone', async () => {
      expect(await from()).toMatchObject({ isIntact: true, entries: 30 });
      const before = () => run("UPDATE audit_entry SET event = '{}' WHERE chain = 'police' AND sequence = 3");
      expect(await tampered(before, from)).toMatchObject({ isIntact: true, entries: 30 });
      const beyond = () => run("UPDATE audit_entry SET event = '{}' WHERE chain = 'police' AND sequence = 25");
      expect(await tampered(beyond, from)).toMatchObject({ isIntact: false, sequence: 25, fault: 'ALTERED' });
    });

    test('demands that its entry stands there as it was seen', async () => {
      expect(await tampered(() => rewrite('police', 20), from)).toMatchObject({ sequence: 20, fault: 'FORKED' });
      expect(await tampered(() => cut('police', 19), from)).toMatchObject({ sequence: 20, fault: 'TRUNCATED' });
      const alter = () => run("UPDATE audit_entry SET event = '{}' WHERE chain = 'police' AND sequence = 20");
      expect(await tampered(alter, from)).toMatchObject({ sequence: 20, fault: 'ALTERED' });
      const remove = () => run("DELETE FROM audit_entry WHERE chain = 'police' AND sequence = 20");
      expect(await tampered(remove, from)).toMatchObject({ sequence: 20, fault: 'MISSING' });
    });

    test('reads a chain whole that it does not know', async () => {
      const verdict = await verifyChain(store.database, 'hub', { from: { at, heads: [] } });
      expect(verdict).toMatchObject({ isIntact: true, entries: 15 });
    });
  });

  describe('exported', () => {
    const exported = async () => {
      const lines: string[] = [];
      for (const chain of ['hub', 'police'])
        for await (const line of exportChain(store.database, chain)) lines.push(line);
      return lines;
    };
    const verifyLines = (lines: readonly string[], after?: readonly ChainHead[]) =>
      verifyExport(() => streamed(lines), { publicKeys, checkpoints: [text], ...(after && { after }) });

    test('verifies by itself, with anchors and checkpoints', async () => {
      const { unindexed: _, ...verdict } = await verify();
      expect(await verifyLines(await exported())).toEqual({ ...verdict, unreadable: [] });
    });

    test('alone, a chain is judged by what is said of it, and what is said of others is left open', async () => {
      const hub = (await exported()).filter((line) => line.startsWith('{"chain":"hub"'));
      const verdict = await verifyLines(hub);
      expect(verdict).toMatchObject({ isIntact: true, absent: ['police'], chains: [{ chain: 'hub', entries: 15 }] });
      expect(await verifyLines(hub.slice(0, 10))).toMatchObject({ isIntact: false, chains: [{ fault: 'TRUNCATED' }] });
    });

    test('tells what was done to its lines', async () => {
      const lines = await exported();
      const without = (place: number) => lines.filter((_, at) => at !== place);
      const swapped = (place: number) => {
        const [first = '', second = ''] = lines.slice(place, place + 2);
        return lines.with(place, second).with(place + 1, first);
      };
      const hubOf = async (of: readonly string[]) => (await verifyLines(of)).chains[0];
      expect(await hubOf(without(4))).toMatchObject({ sequence: 5, fault: 'MISSING' });
      expect(await hubOf(swapped(4))).toMatchObject({ sequence: 5, fault: 'REORDERED' });
      expect(await hubOf(lines.toSpliced(5, 0, lines[4] ?? ''))).toMatchObject({ sequence: 6, fault: 'DUPLICATE' });
      const renamed = (lines[4] ?? '').replace('request-5', 'request-6');
      expect(await hubOf(lines.with(4, renamed))).toMatchObject({ sequence: 5, fault: 'ALTERED' });
      const moved = (lines[4] ?? '').replace('"sequence":5', '"sequence":99');
      expect(await hubOf(lines.with(4, moved))).toMatchObject({ sequence: 5, fault: 'ALTERED' });
      // The export has no head: what its end lacks is told by the checkpoint, up to its place.
      expect(await hubOf(lines.toSpliced(9, 6))).toMatchObject({ sequence: 10, fault: 'TRUNCATED' });
      expect(await hubOf(lines.toSpliced(13, 2))).toMatchObject({ isIntact: true, entries: 13 });
      expect(await verifyLines(lines.with(4, 'no entry\n'))).toMatchObject({ isIntact: false, unreadable: [5] });
    });

    test('is taken up again from a sequence, and the part continues what went before', async () => {
      const part: string[] = [];
      for await (const line of exportChain(store.database, 'police', 20)) part.push(line);
      expect(part.length).toBe(10);
      expect(await verifyLines(part)).toMatchObject({ isIntact: false });
      const begins = await beginningsOf(() => streamed(part));
      expect(begins).toEqual(checkpoint.heads.filter(({ chain }) => chain === 'police'));
      const kept = verifyExport(() => streamed(part), { publicKeys, after: begins });
      expect(await kept).toMatchObject({ isIntact: true, chains: [{ chain: 'police', isIntact: true, entries: 30 }] });
      const elsewhere = begins.map((begin) => ({ ...begin, hash: `sha256:${'0'.repeat(64)}` }));
      expect((await verifyLines(part, elsewhere)).chains).toContainEqual(
        expect.objectContaining({ chain: 'police', isIntact: false, sequence: 21, fault: 'UNLINKED' }),
      );
    });
  });
});

async function* streamed(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}
