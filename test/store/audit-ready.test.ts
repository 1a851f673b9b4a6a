import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ChainedAuditLog } from '../../store/audit/audit-log.js';
import { writeProof } from '../../store/audit/audit-writing.js';
import { verifyChain } from '../../store/audit/verify-chain.js';
import type { Engine } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import { openMysql } from '../../store/engines/mysql-engine.js';
import type { TestDatabase } from '../servers/databases.js';
import { backends, event, open, patience } from './stores.js';

describe.each(backends)('asked whether it can be written, the log on $name', ({ create }) => {
  let database: TestDatabase;
  let engine: Engine;
  let log: ChainedAuditLog;
  let tick = 0;
  let transactions = 0;

  beforeEach(async () => {
    database = await create();
    await (await open(database.url)).close();
    engine = await (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
    tick = 0;
    transactions = 0;
    const counting: Engine = {
      ...engine,
      attempt: (withinMs, work) => {
        transactions += 1;
        return engine.attempt(withinMs, work);
      },
    };
    log = new ChainedAuditLog(counting, { chain: 'hub', digest: 'sha256', patience, ticks: () => tick });
  });
  afterEach(async () => {
    await log.close();
    await engine.close();
    await database.drop();
  });

  const run = (sql: string) => engine.database.query({ sql, params: [] });
  const proofs = async () => Number((await run("SELECT proofs FROM audit_head WHERE chain = 'hub'"))[0]?.proofs ?? 0);

  test('writes when nothing was written before, once for all who wait', async () => {
    await Promise.all(Array.from({ length: 100 }, () => log.ready()));
    expect([transactions, await proofs()]).toEqual([1, 1]);
    expect(await verifyChain(engine.database, 'hub')).toMatchObject({ isIntact: true, entries: 0 });
    expect(await log.append(event(1))).toMatchObject({ sequence: 1 });
    expect(await verifyChain(engine.database, 'hub')).toMatchObject({ isIntact: true, entries: 1 });
  });

  test('takes a commit that began a quarter of a second ago as proof, and an older one not', async () => {
    await log.append(event(1));
    tick = 250;
    await log.ready();
    expect(transactions).toBe(1);
    tick = 251;
    await log.ready();
    expect([transactions, await proofs()]).toEqual([2, 1]);
    tick = 501;
    await log.ready();
    expect(transactions).toBe(2);
  });

  test('lets an entry that is written at the same time be the proof', async () => {
    await Promise.all([log.append(event(1)), log.ready(), log.append(event(2)), log.ready()]);
    expect([transactions, await proofs()]).toEqual([1, 0]);
  });

  test('proves without adding an entry', async () => {
    const { hash } = await log.append(event(1));
    tick = 1_000;
    await log.ready();
    expect(await verifyChain(engine.database, 'hub')).toEqual({ chain: 'hub', isIntact: true, entries: 1, hash });
    expect(await log.append(event(2))).toMatchObject({ sequence: 2 });
  });

  test('reads nothing of the log for a proof', async () => {
    const written: string[] = [];
    await writeProof(async ({ sql }) => written.push(sql), 'hub');
    const reading = written.flatMap((sql) => /SELECT .*/.exec(sql.replace('?', "'hub'")) ?? []);
    const explain = engine.database.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plans = await Promise.all(reading.map((sql) => run(`${explain} ${sql}`)));
    const isWhole = ({ detail, type }: Record<string, unknown>) =>
      type === 'ALL' || type === 'index' || String(detail).startsWith('SCAN');

    expect([plans.length, plans.flat().filter(isWhole)]).toEqual([2, []]);
  });

  test.each(['audit_entry', 'audit_head', 'audit_subject'])(
    'refuses while %s is gone, and is ready again when it is back',
    async (table) => {
      await log.append(event(1));
      await run(`ALTER TABLE ${table} RENAME TO away`);
      tick = 1_000;
      await expect(log.ready()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
      await run(`ALTER TABLE away RENAME TO ${table}`);
      await expect(log.ready()).resolves.toBeUndefined();
    },
  );

  test('takes the proof away when an entry cannot be written', async () => {
    await log.ready();
    await run('ALTER TABLE audit_entry RENAME TO away');
    await expect(log.ready()).resolves.toBeUndefined();
    await expect(log.append(event(1))).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await expect(log.ready()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
    await run('ALTER TABLE away RENAME TO audit_entry');
    await expect(log.ready()).resolves.toBeUndefined();
  });

  test('refuses when it is closed', async () => {
    await log.ready();
    await log.close();
    await expect(log.ready()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  });
});
