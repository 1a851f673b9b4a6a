import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OversightBooks } from '../../schema/oversight/book.js';
import type { Engine, Queries, Run } from '../../store/engines/engine.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import { openMysql } from '../../store/engines/mysql-engine.js';
import type { Store } from '../../store/open-store.js';
import { createOversightBooks } from '../../store/oversight/oversight-books.js';
import type { TestDatabase } from '../servers/databases.js';
import { claimed, document, hit, matter, minute, progress, run, step, told } from './oversight-facts.js';
import { backends, open, patience } from './stores.js';

/** The engine of a process that dies at its n-th statement of a transaction. */
function crashing(engine: Engine, survives: number): Engine {
  let left = survives;
  const count = <T>(does: () => T): T => {
    left -= 1;
    if (left < 0) throw new Error('crash');
    return does();
  };
  const counted = (queries: Queries): Queries => ({
    select: ((...asked: Parameters<Queries['select']>) => count(() => queries.select(...asked))) as Queries['select'],
    insert: (table) => count(() => queries.insert(table)),
    update: (table) => count(() => queries.update(table)),
    delete: (table) => count(() => queries.delete(table)),
  });
  return {
    ...engine,
    attempt: (withinMs, work) =>
      engine.attempt(withinMs, (queries, run) => {
        const countedRun: Run = (statement) => count(() => run(statement));
        return work(counted(queries), countedRun);
      }),
  };
}

const tables = [
  ...['finding', 'evidence', 'finding_event', 'run', 'rule_run', 'outbox', 'outbox_head'].map(
    (of) => `oversight_${of}`,
  ),
  ...['matter', 'step', 'document', 'document_piece', 'series'].map((of) => `supervision_${of}`),
  ...['matter', 'matter_handler', 'access_revision'],
];

describe.each(backends)('a process that dies in the middle of a change, on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let engine: Engine;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    engine = await (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
    const { findings, matters } = store.oversight;
    await findings.startRun(run('run'));
    const hits = ['old-1', 'old-2', 'old-3', 'old-4'].map((id) => hit(id));
    await findings.recordPage({ run: 'run', progress: progress({ cursor: 'c0' }), hits, cleared: [], at: minute(1) });
    await matters.open(matter('1号'), [step()], ['old-3'], []);
  });
  afterAll(async () => {
    await engine.close();
    await store.close();
    await database.drop();
  });

  const everything = () =>
    Promise.all(
      tables.map(async (table) => {
        const rows = await store.database.query({ sql: `SELECT * FROM ${table}`, params: [] });
        return [table, rows.map((row) => JSON.stringify(row)).sort()] as const;
      }),
    );
  const { position: _, ...own } = step({ at: minute(3) });
  const issued = document('1号文', { matter: '1号' });
  const page = progress({ cursor: 'c1', records: 10 });
  const changes: Readonly<Record<string, (books: OversightBooks) => Promise<unknown>>> = {
    'a page': ({ findings }) =>
      findings.recordPage({
        run: 'run',
        progress: page,
        hits: [hit('new'), hit('old-1', { evidence: [claimed('9')] })],
        cleared: ['old-2'],
        at: minute(2),
      }),
    'the end of a rule': ({ findings }) =>
      findings.endRule('run', { ...page, rule: 'CC-04', state: 'DONE' }, { withdrawUnseen: true, at: minute(2) }),
    'a judgement': ({ findings }) =>
      findings.judge('old-4', { status: 'DATA_ERROR', account: 'a', reason: 'r', at: minute(2) }),
    'the opening of a matter': ({ matters }) => matters.open(matter('2号'), [step()], ['old-1'], [told('e1')]),
    'a step': ({ matters }) =>
      matters.apply({
        ...{ number: '1号', version: 1, set: { state: 'DOCUMENT_ISSUED' }, step: own },
        findings: { status: 'CONFIRMED', note: null },
        documents: [issued],
        contents: new Map([[issued.number, new Uint8Array(600_000)]]),
        events: [told('e2')],
      }),
    'a step by which another officer is in charge': ({ matters }) =>
      matters.apply({ number: '1号', version: 2, set: { assignee: 'officer-2' }, step: own, events: [] }),
    'the end of a matter': ({ matters }) =>
      matters.apply({
        ...{ number: '1号', version: 3, step: own, events: [] },
        set: { state: 'CLOSED_NO_ISSUE', closedAt: minute(4) },
      }),
    'a number': ({ matters }) => matters.nextNumber({ procuratorate: 'p', kind: 'MATTER', year: 2026 }),
    'the beginning of a run': ({ findings }) => findings.startRun(run('run-2')),
  };

  test.each(Object.entries(changes))('%s is written whole or not at all', async (_name, change) => {
    const before = await everything();
    for (let survives = 0; ; survives += 1) {
      const failing = crashing(engine, survives);
      const done = await change(createOversightBooks(failing, patience)).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
          return false;
        },
      );
      if (done) break;
      expect(await everything()).toEqual(before);
    }
    expect(await everything()).not.toEqual(before);
  });
});
