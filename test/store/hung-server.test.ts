import { expect, test } from '@jest/globals';
import { openMysql } from '../../store/engines/mysql-engine.js';
import { createMysqlDatabase } from '../servers/databases.js';
import { event, open } from './stores.js';
import { wireTo } from './wire.js';

test('a transaction on a server that hangs ends at its deadline, and the next one gets a new connection', async () => {
  const database = await createMysqlDatabase();
  await (await open(database.url)).close();
  const wire = await wireTo(database.url);
  const engine = await openMysql(wire.url);
  const { landedAdapter } = engine.tables;
  let clogged = (): void => undefined;
  const work = (adapter: string, withinMs: number) =>
    engine.attempt(withinMs, async (queries) => {
      await queries.insert(landedAdapter).values({ adapter, latest: null });
      wire.clog();
      clogged();
      await queries.select().from(landedAdapter);
    });
  await expect(work('hung', 300)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
  wire.clear();
  // One whose time is longer goes on when the server does.
  const hangs = new Promise<void>((resolve) => {
    clogged = resolve;
  });
  const patient = work('patient', 20_000);
  await hangs;
  wire.clear();
  await patient;
  await engine.attempt(5_000, (queries) => queries.insert(landedAdapter).values({ adapter: 'next', latest: null }));
  expect(await engine.queries.select().from(landedAdapter).orderBy(landedAdapter.adapter)).toEqual([
    { adapter: 'next', latest: null },
    { adapter: 'patient', latest: null },
  ]);
  await engine.close();
  await wire.cut();
  await database.drop();
});

test('a read on a server that hangs ends with its caller, and leaves no connection behind', async () => {
  const database = await createMysqlDatabase();
  const wire = await wireTo(database.url);
  const store = await open(wire.url);
  await store.audit.append(event(1));
  wire.clog();
  const callers = Array.from({ length: 20 }, () => new AbortController());
  const asked = callers.map(({ signal }) =>
    store.database.query({ sql: 'SELECT 1', params: [] }, signal).catch((error: unknown) => error),
  );
  for (const caller of callers) setImmediate(() => caller.abort(new Error('gave up')));
  expect(await Promise.all(asked)).toEqual(callers.map(() => new Error('gave up')));
  wire.clear();
  await expect(store.ping()).resolves.toBeUndefined();
  expect(await store.audit.append(event(2))).toMatchObject({ sequence: 2 });
  await store.close();
  await wire.cut();
  await database.drop();
});

test('a store whose server hangs still closes', async () => {
  const database = await createMysqlDatabase();
  const wire = await wireTo(database.url);
  const store = await open(wire.url);
  await store.ping();
  wire.clog();
  await store.close();
  wire.clear();
  await wire.cut();
  await database.drop();
});
