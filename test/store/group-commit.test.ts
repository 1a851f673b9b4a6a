import { describe, expect, test } from '@jest/globals';
import { ChainedAuditLog } from '../../store/audit/audit-log.js';
import { verifyChain } from '../../store/audit/verify-chain.js';
import type { Engine } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import { openMysql } from '../../store/engines/mysql-engine.js';
import { backends, event, open, patience } from './stores.js';

describe.each(backends)('group commit on $name', ({ create }) => {
  test('takes a few transactions for a thousand appends of a hundred requesters', async () => {
    const database = await create();
    await (await open(database.url)).close();
    const engine = await (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
    let transactions = 0;
    const counting: Engine = {
      ...engine,
      attempt: (withinMs, work) => {
        transactions += 1;
        return engine.attempt(withinMs, work);
      },
    };
    const log = new ChainedAuditLog(counting, { chain: 'hub', digest: 'sha256', patience, ticks: () => 0 });
    const requester = async (_: unknown, of: number) => {
      for (let n = 0; n < 10; n += 1) await log.append(event(n, { requestId: `${of}-${n}` }));
    };
    await Promise.all(Array.from({ length: 100 }, requester));
    expect(await verifyChain(engine.database, 'hub')).toMatchObject({ isIntact: true, entries: 1_000 });
    expect(transactions).toBeLessThanOrEqual(20);
    await log.close();
    await engine.close();
    await database.drop();
  });
});
