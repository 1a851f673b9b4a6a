import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { grantsFor } from '../../store/grants.js';
import type { Store } from '../../store/open-store.js';
import { createMysqlDatabase, type TestDatabase } from '../servers/databases.js';
import { claimed, document, hit, matter, minute, progress, run, step, told } from './oversight-facts.js';
import { open } from './stores.js';

let database: TestDatabase;
let store: Store;
let daily: URL;

/** The owner makes the tables; the hub's daily account gets what `grantsFor` says. */
beforeAll(async () => {
  database = await createMysqlDatabase();
  await (await open(database.url)).close();
  daily = new URL(database.url);
  const name = daily.pathname.slice(1);
  const user = `hub_${name.slice(-20)}`;
  await asOwner(`CREATE USER '${user}'@'%' IDENTIFIED BY 'daily'`, ...grantsFor(name, `'${user}'@'%'`));
  daily.username = user;
  daily.password = 'daily';
  store = await open(daily.href);
});
afterAll(async () => {
  await store.close();
  await asOwner(`DROP USER '${daily.username}'@'%'`);
  await database.drop();
});

async function asOwner(...statements: readonly string[]): Promise<void> {
  const owner = await createConnection(database.url);
  for (const statement of statements) await owner.query(statement);
  await owner.end();
}

test('with the daily account every change of the books of oversight works', async () => {
  const { findings, matters, outbox } = store.oversight;
  await findings.startRun(run('run'));
  const page = { run: 'run', cleared: [], at: minute(1), hits: [hit('f1'), hit('f2'), hit('f3')] };
  await findings.recordPage({ ...page, progress: progress({ cursor: 'c1', records: 3 }) });
  const changed = { ...page, hits: [hit('f1', { evidence: [claimed('9')] })], cleared: ['f2'] };
  await findings.recordPage({ ...changed, progress: progress({ cursor: 'c2', records: 6 }) });
  await findings.judge('f3', { status: 'DATA_ERROR', account: 'a', reason: 'r', at: minute(2) });
  const number = await matters.nextNumber({ procuratorate: 'p', kind: 'MATTER', year: 2026 });
  expect(await matters.nextNumber({ procuratorate: 'p', kind: 'MATTER', year: 2026 })).toBe(number + 1);
  await matters.open(matter('1号'), [step()], ['f1'], [told('e1')]);
  const issued = document('1号文', { matter: '1号' });
  const { position: _, ...own } = step();
  const asked = { number: '1号', set: { state: 'DOCUMENT_ISSUED' }, step: own, events: [] } as const;
  const contents = new Map([[issued.number, new Uint8Array(3)]]);
  const findingsOf = { status: 'CONFIRMED', note: null } as const;
  await matters.apply({ ...asked, version: 1, findings: findingsOf, documents: [issued], contents });
  await matters.apply({ ...asked, version: 2, documents: [{ ...issued, servedAt: minute(4) }] });
  const sealed = { ...page, hits: [hit('f1', { evidence: [claimed('9')], sealed: true })] };
  await findings.recordPage({ ...sealed, progress: progress({ cursor: 'c3', records: 9 }) });
  expect(await matters.matter('1号')).toMatchObject({ sealed: true });
  await findings.endRule('run', progress({ state: 'DONE' }), { withdrawUnseen: true, at: minute(5) });
  await findings.endRun('run', 'DONE', minute(6));
  await outbox.advance('hook', 1);
  await outbox.advance('hook', 2);
  expect((await findings.events('f1')).map(({ kind }) => kind)).toEqual(['FOUND', 'CHANGED', 'TAKEN_UP', 'JUDGED']);
  expect((await matters.document(issued.number))?.record.servedAt).toBe(minute(4));
});

test.each([
  ["UPDATE supervision_step SET words = ''"],
  ["UPDATE supervision_step SET account = ''"],
  ['DELETE FROM supervision_step'],
  ["UPDATE supervision_document_piece SET bytes = ''"],
  ['DELETE FROM supervision_document_piece'],
  ['DELETE FROM supervision_document'],
  ['DELETE FROM supervision_matter'],
  ['DELETE FROM supervision_series'],
  ['DELETE FROM oversight_finding'],
  ["UPDATE oversight_finding_event SET note = ''"],
  ["UPDATE oversight_finding_event SET kind = 'FOUND'"],
  ['DELETE FROM oversight_finding_event'],
  ["UPDATE oversight_outbox SET data = '{}'"],
  ['DELETE FROM oversight_outbox'],
])('the database itself refuses the daily account: %s', async (statement) => {
  await expect(store.database.query({ sql: statement, params: [] })).rejects.toMatchObject({
    code: expect.stringMatching(/ACCESS_DENIED|DENIED_ERROR/),
  });
});
