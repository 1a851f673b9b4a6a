import { expect, test } from '@jest/globals';
import { bind } from '../../sdk/entity.js';
import { text } from '../../sdk/index.js';
import { openLanded } from '../../sdk/sources/landed/landed.js';
import { ownLanding } from '../../sdk/sources/landed/own-landing.js';
import { openMysql as openAgency } from '../../sdk/sources/sql/mysql.js';
import { openTables } from '../../sdk/sources/sql/open-tables.js';
import { tables } from '../../sdk/sources/sql/statements.js';
import { listChains, verifyChain } from '../../store/audit/verify-chain.js';
import { createMysqlDatabase } from '../servers/databases.js';
import { event, open } from './stores.js';
import { comPrepare, comQuery, type Wire, wireTo } from './wire.js';

// MySQL 8 refuses a prepared LIMIT whose value came as a double, as mysql2 sends every number; MariaDB takes it. There is no
// MySQL 8 to test on: what is held here is that no such statement goes over the wire.

const permit = bind('CheckIn', {
  table: 'permit',
  key: 'number',
  fields: { number: text('number') },
  lookups: ['number'],
});
const setting = { adapter: 'a', agency: 'g', clock: () => new Date(0), timeoutMs: 5_000, concurrency: 2 };
const context = { requestId: 'r', signal: new AbortController().signal };
const list = {
  entity: 'CheckIn',
  fields: ['number'],
  where: { op: 'true' },
  order: [],
  first: 3,
  count: true,
} as const;

function limitsOn(wire: Wire): {
  readonly prepared: number;
  readonly unwritten: readonly string[];
  readonly written: number;
} {
  const queries = wire.commands.filter(({ code }) => code === comQuery).map(({ text: sql }) => sql);
  const limited = queries.filter((sql) => /\blimit\b|\boffset\b/i.test(sql));
  return {
    prepared: wire.commands.filter(({ code }) => code === comPrepare).length,
    unwritten: limited.filter((sql) => !/\b(limit|offset) \d+/i.test(sql)),
    written: limited.length,
  };
}

test('the store prepares nothing on a server, and writes every limit out', async () => {
  const database = await createMysqlDatabase();
  const wire = await wireTo(database.url);
  const store = await open(wire.url);
  const record = { entity: 'CheckIn', key: '1', values: { number: '1' }, flags: {}, index: ['1'], hash: 'h' };
  const batch = { adapter: 'a', name: 'n', digest: 'd', producedAt: '2026-03-01T00:00:00Z', records: [record] };
  await store.landing.land(batch);
  await store.audit.append(event(1));
  for (const chain of await listChains(store.database)) await verifyChain(store.database, chain);
  const [reader] = openLanded([permit], { ...setting, landing: ownLanding(store.landing, setting.adapter) });
  await reader?.read(list, context);
  await reader?.read({ ...list, by: { field: 'number', values: ['1', '2'] } }, context);
  await store.ping();
  await store.close();
  expect(limitsOn(wire)).toEqual({ prepared: 0, unwritten: [], written: expect.any(Number) });
  expect(limitsOn(wire).written).toBeGreaterThanOrEqual(3);
  await wire.cut();
  await database.drop();
});

test('an SQL source prepares nothing on a server, and writes every limit out', async () => {
  const database = await createMysqlDatabase();
  const wire = await wireTo(database.url);
  const agency = openAgency({ url: wire.url, timeoutMs: 5_000, connections: 2 });
  await agency.query({ sql: 'CREATE TABLE permit (number VARCHAR(20) PRIMARY KEY)', params: [] });
  const statements: string[] = [];
  const source = openTables(agency, tables, { onStatement: (sql) => statements.push(sql) }, async () => null);
  const asked = { table: 'permit', where: { op: 'true' } } as const;
  const order = [{ column: 'number', direction: 'ASC', type: 'text' }] as const;
  await source.rows({ ...asked, columns: ['number'], order, limit: 3 }, context);
  await source.rows({ ...asked, columns: ['number'], order, limit: 9, each: { column: 'number', limit: 2 } }, context);
  await source.distinct?.({ ...asked, column: 'number', limit: 5 }, context);
  await source.count?.({ ...asked, by: null }, context);
  await source.close();
  expect(statements.filter((sql) => /limit \?|offset \?/i.test(sql))).toEqual([]);
  expect(limitsOn(wire)).toEqual({ prepared: 0, unwritten: [], written: 3 });
  await wire.cut();
  await database.drop();
});

test('a limit that is no whole number reaches no statement', async () => {
  const database = await createMysqlDatabase();
  const agency = openAgency({ url: database.url, timeoutMs: 5_000, connections: 2 });
  const source = openTables(agency, tables, {}, async () => null);
  for (const limit of [1.5, -1, Number.NaN, '1; DROP TABLE t' as unknown as number]) {
    const asked = source.rows(
      { table: 'permit', where: { op: 'true' }, columns: ['number'], order: [], limit },
      context,
    );
    await expect(asked).rejects.toThrow('a limit is a whole number');
  }
  await source.close();
  await database.drop();
});
