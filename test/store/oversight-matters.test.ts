// long: every promise of the book of supervision matters on every database.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MatterChange, OversightBooks, SupervisionBook } from '../../schema/oversight/book.js';
import type { SupervisionDocumentRecord, SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { document, hit, matter, minute, progress, run, step, told } from './oversight-facts.js';
import { backends, open } from './stores.js';

describe.each(backends)('the book of supervision matters on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let books: OversightBooks;
  let book: SupervisionBook;
  let numbers = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    books = store.oversight;
    book = books.matters;
    await books.findings.startRun(run('run'));
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const fresh = (what: string) => {
    numbers += 1;
    return `${what}${numbers}号`;
  };
  const given = (extra: Partial<SupervisionMatterRecord> = {}) => matter(fresh('宁检执监〔2026〕'), extra);
  const opened = (extra: Partial<SupervisionMatterRecord> = {}, findings: readonly string[] = []) =>
    book.open(given(extra), [step()], findings, []);
  const found = async () => {
    const id = fresh('finding');
    const at = { cursor: id, records: numbers };
    await books.findings.recordPage({
      run: 'run',
      progress: progress(at),
      hits: [hit(id)],
      cleared: [],
      at: minute(1),
    });
    return id;
  };
  const change = (of: SupervisionMatterRecord, extra: Partial<MatterChange> = {}): MatterChange => {
    const { position: _, ...own } = step({
      transition: 'T3',
      from: 'PENDING_REVIEW',
      to: 'UNDER_REVIEW',
      at: minute(2),
    });
    const set = { state: 'UNDER_REVIEW', stateSince: minute(2) } as const;
    return { number: of.number, version: of.version, set, step: own, events: [], ...extra };
  };
  const issue = (of: SupervisionMatterRecord, extra: Partial<SupervisionDocumentRecord> = {}) =>
    document(fresh('宁检纠违〔2026〕'), { matter: of.number, ...extra });
  const state = { code: 'OVERSIGHT_STATE' };
  const places = async () => (await books.outbox.after(0, 100_000)).map(({ event }) => event.id);

  test('gives back the matter that was opened, with its steps and findings', async () => {
    const ids = [await found(), await found()];
    const opinion = {
      author: 'officer-1',
      document: 'CORRECTION_NOTICE',
      facts: `"O'Neil" \\ 𠮷`,
      basis: [{ law: '人民检察院刑事诉讼规则', article: '第五百五十二条' }],
      opinion: '建议纠正',
      replyBy: null,
      urgent: true,
      at: minute(0),
    } as const;
    const record = given({ opinion, complainant: 'token-2', agencyCode: null, sealed: true, version: 2 });
    const steps = [step({ confidential: false }), step({ position: 2, transition: 'T2', from: 'ALERTED' })];
    const event = told(fresh('event'));
    expect(await book.open(record, steps, [...ids, ...ids], [event])).toEqual(record);
    expect(await book.matter(record.number)).toEqual(record);
    expect(await book.steps(record.number)).toEqual(steps.map((each) => ({ matter: record.number, ...each })));
    expect((await books.findings.findingsOf(record.number)).map(({ id, status }) => [id, status])).toEqual(
      ids.sort().map((id) => [id, 'IN_REVIEW']),
    );
    expect((await books.findings.events(ids[0] ?? '')).at(-1)).toEqual({
      finding: ids[0],
      at: minute(0),
      kind: 'TAKEN_UP',
      run: null,
      account: 'officer-1',
      note: record.number,
      before: null,
    });
    expect((await books.outbox.after(0, 100_000)).at(-1)?.event).toEqual(event);
    expect([await book.matter('no such'), await book.matter(`${record.number} `)]).toEqual([null, null]);
  });

  test('refuses a number that is taken, and leaves nothing of the second matter', async () => {
    const first = await opened();
    const [id, event] = [await found(), told(fresh('event'))];
    await expect(book.open({ ...first, title: 'another' }, [step()], [id], [event])).rejects.toMatchObject(state);
    expect(await book.matter(first.number)).toEqual(first);
    expect(await books.findings.finding(id)).toMatchObject({ status: 'NEW', matter: null });
    expect(await places()).not.toContain(event.id);
  });

  test('a matter of a finding that is sealed is sealed, whatever it was decided on', async () => {
    const id = await found();
    await books.findings.recordPage({
      ...{ run: 'run', progress: progress({ cursor: `${id} sealed` }), cleared: [], at: minute(4) },
      hits: [hit(id, { sealed: true })],
    });
    const before = await opened({ sealed: false }, [id]);
    expect(before).toMatchObject({ sealed: true });
    expect(await book.matter(before.number)).toEqual(before);
  });

  test('opens one matter of a source key, and any number without one', async () => {
    const sourceKey = fresh('police/Case/');
    await opened({ sourceKey });
    await expect(opened({ sourceKey })).rejects.toMatchObject(state);
    await opened({ sourceKey: null });
    await opened({ sourceKey: null });
  });

  test('opens one matter of a source key, however many try at the same time', async () => {
    const sourceKey = fresh('police/Case/');
    const other = await open(database.url);
    const tried = await Promise.allSettled(
      [book, other.oversight.matters, book, other.oversight.matters].map((of) =>
        of.open(given({ sourceKey }), [step()], [], []),
      ),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject(state);
    await other.close();
  });

  test('takes a finding into one matter, however many try at the same time', async () => {
    const id = await found();
    const other = await open(database.url);
    const tried = await Promise.allSettled(
      [book, other.oversight.matters, book, other.oversight.matters].map((of) => of.open(given(), [step()], [id], [])),
    );
    const won = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []));
    expect(won).toEqual([(await books.findings.finding(id))?.matter]);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject(state);
    expect((await books.findings.events(id)).map(({ kind }) => kind)).toEqual(['FOUND', 'TAKEN_UP']);
    await other.close();
  });

  test('refuses findings that are not there, judged, withdrawn, or in another matter', async () => {
    const [judged, gone, taken, free] = [await found(), await found(), await found(), await found()];
    await books.findings.judge(judged, { status: 'DATA_ERROR', account: 'a', reason: 'r', at: minute(2) });
    const cleared = { run: 'run', progress: progress({ cursor: gone }), hits: [], cleared: [gone], at: minute(2) };
    await books.findings.recordPage(cleared);
    await opened({}, [taken]);
    for (const id of [judged, gone, taken, 'no such']) {
      const record = given();
      await expect(book.open(record, [step()], [free, id], [])).rejects.toMatchObject(state);
      expect(await book.matter(record.number)).toBeNull();
    }
    expect(await books.findings.finding(free)).toMatchObject({ status: 'NEW', matter: null });
  });

  test('applies a step whole', async () => {
    const id = await found();
    const before = await opened({}, [id]);
    const issued = issue(before);
    const content = new Uint8Array([0, 1, 2, 255]);
    const event = told(fresh('event'));
    const asked = change(before, {
      set: { state: 'DOCUMENT_ISSUED', stateSince: minute(2), dueDate: null, assignee: null, persons: ['token-3'] },
      findings: { status: 'CONFIRMED', note: '属实' },
      documents: [issued],
      contents: new Map([[issued.number, content]]),
      events: [event],
    });
    const after = { ...before, ...asked.set, version: 2 };
    expect(await book.apply(asked)).toEqual(after);
    expect(await book.matter(before.number)).toEqual(after);
    expect((await book.steps(before.number))[1]).toEqual({ matter: before.number, position: 2, ...asked.step });
    expect(await books.findings.finding(id)).toMatchObject({ status: 'CONFIRMED', matter: before.number });
    expect((await books.findings.events(id)).at(-1)).toMatchObject({
      ...{ kind: 'JUDGED', account: 'officer-1', note: '属实', at: minute(2) },
    });
    expect(await book.documents(before.number)).toEqual([issued]);
    expect(await book.document(issued.number)).toEqual({ record: issued, content });
    expect(await book.document('no such')).toBeNull();
    expect((await places()).at(-1)).toBe(event.id);
  });

  test('refuses a step on another version, and leaves everything as it was', async () => {
    const id = await found();
    const before = await opened({}, [id]);
    const current = await book.apply(change(before));
    const issued = issue(before);
    const late = change(before, {
      findings: { status: 'CONFIRMED', note: null },
      documents: [issued],
      contents: new Map([[issued.number, new Uint8Array(3)]]),
      events: [told(fresh('event'))],
    });
    for (const asked of [late, { ...late, version: 3 }, { ...late, number: 'no such' }]) {
      await expect(book.apply(asked)).rejects.toMatchObject(state);
    }
    expect(await book.matter(before.number)).toEqual(current);
    expect((await book.steps(before.number)).length).toBe(2);
    expect(await books.findings.finding(id)).toMatchObject({ status: 'IN_REVIEW' });
    expect(await book.document(issued.number)).toBeNull();
    expect(await places()).not.toContain(late.events[0]?.id);
  });

  test('of many steps that were decided on one version one is taken', async () => {
    const before = await opened();
    const other = await open(database.url);
    const tried = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        (n % 2 ? book : other.oversight.matters).apply(
          change(before, { step: { ...change(before).step, account: `officer-${n}` } }),
        ),
      ),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled').length).toBe(1);
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject(state);
    expect((await book.steps(before.number)).length).toBe(2);
    await other.close();
  });

  test('documents take new values, and what they say is never changed', async () => {
    const before = await opened();
    const issued = issue(before);
    const content = Buffer.alloc(1_300_000, 'é');
    const contents = new Map([[issued.number, content]]);
    const first = await book.apply(change(before, { documents: [issued], contents }));
    const served = { ...issued, servedAt: minute(4), receivedBy: '王某', copies: [] };
    const second = await book.apply(change(first, { documents: [served] }));
    const kept = await book.document(issued.number);
    expect(kept?.record).toEqual(served);
    expect(kept !== null && content.equals(kept.content)).toBe(true);
    const other = await opened();
    for (const asked of [
      change(second, { documents: [served], contents }),
      change(second, { documents: [{ ...served, contentHash: 'cd'.repeat(32) }] }),
      change(other, { documents: [served] }),
      change(other, { documents: [{ ...served, matter: other.number }] }),
    ]) {
      await expect(book.apply(asked)).rejects.toMatchObject(state);
    }
    expect((await book.document(issued.number))?.record).toEqual(served);
  });

  test('a matter that is opened again takes up what came back', async () => {
    const [back, stays] = [await found(), await found()];
    const before = await opened({}, [back, stays]);
    const set = { state: 'VERIFIED_CLOSED', closedAt: minute(3) } as const;
    const closed = await book.apply(change(before, { set, findings: { status: 'CONFIRMED', note: null } }));
    await books.findings.recordPage({
      ...{ run: 'run', progress: progress({ cursor: back }), hits: [hit(back)], cleared: [], at: minute(4) },
    });
    const again = await book.apply(change(closed, { set: { state: 'UNDER_REVIEW', closedAt: null } }));
    expect(again).toMatchObject({ state: 'UNDER_REVIEW', closedAt: null, version: 3 });
    expect(await books.findings.finding(back)).toMatchObject({ status: 'IN_REVIEW', returns: 1 });
    expect(await books.findings.finding(stays)).toMatchObject({ status: 'CONFIRMED', returns: 0 });
    const kinds = ['FOUND', 'TAKEN_UP', 'JUDGED', 'RETURNED', 'TAKEN_UP'];
    expect((await books.findings.events(back)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('a matter that takes up what came back of a closed one says which that was', async () => {
    const [back, other] = [await found(), await found()];
    const before = await opened({}, [back]);
    const set = { state: 'VERIFIED_CLOSED', closedAt: minute(3) } as const;
    await book.apply(change(before, { set, findings: { status: 'CONFIRMED', note: null } }));
    await books.findings.recordPage({
      ...{ run: 'run', progress: progress({ cursor: back }), hits: [hit(back)], cleared: [], at: minute(4) },
    });
    expect((await opened({}, [other, back])).reopenedFrom).toBe(before.number);
    expect(before.reopenedFrom).toBeNull();
  });

  test('a matter is sealed with all that belongs to it when a record that it is about is sealed since', async () => {
    const id = await found();
    const before = await opened({}, [id]);
    const issued = issue(before);
    await book.apply(change(before, { documents: [issued], contents: new Map([[issued.number, new Uint8Array(1)]]) }));
    const sealing = [hit(id, { sealed: true })];
    await books.findings.recordPage({
      ...{ run: 'run', progress: progress({ cursor: `${id} sealed` }), hits: sealing, cleared: [], at: minute(4) },
    });
    expect(await book.matter(before.number)).toMatchObject({ sealed: true, version: 2 });
    expect((await book.document(issued.number))?.record).toEqual({ ...issued, sealed: true });
    const current = { ...before, version: 2 };
    await book.apply(change(current, { documents: [{ ...issued, servedAt: minute(5) }, issue(before)] }));
    expect((await book.documents(before.number)).map(({ sealed }) => sealed)).toEqual([true, true]);
    const steps = 'SELECT sealed FROM supervision_step WHERE matter = ?';
    const open = await store.database.query({ sql: `${steps} AND sealed = 0`, params: [before.number] });
    expect(open).toEqual([]);
  });

  test('a step gives findings their status once', async () => {
    const [one, two] = [await found(), await found()];
    const before = await opened({}, [one, two]);
    const findings = { status: 'CONFIRMED', note: null } as const;
    const second = await book.apply(change(before, { findings }));
    await book.apply(change(second, { findings }));
    for (const id of [one, two]) {
      expect((await books.findings.events(id)).map(({ kind }) => kind)).toEqual(['FOUND', 'TAKEN_UP', 'JUDGED']);
    }
  });

  test('numbers of a series are given out once, however many ask', async () => {
    const series = { procuratorate: '371422-JCY', kind: 'CORRECTION_NOTICE', year: 2026 } as const;
    const others = await Promise.all([open(database.url), open(database.url)]);
    const all = [book, ...others.map(({ oversight }) => oversight.matters)];
    const given = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (all[n % all.length] ?? book).nextNumber(series)),
    );
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    for (const other of [{ year: 2027 }, { kind: 'MATTER' }, { procuratorate: '371423-JCY' }] as const) {
      expect(await book.nextNumber({ ...series, ...other })).toBe(1);
    }
    expect(await book.nextNumber(series)).toBe(31);
    await Promise.all(others.map((other) => other.close()));
  });

  test('matters that are due come oldest first', async () => {
    const at = (dueDate: string | null, of: SupervisionMatterRecord['state']) => opened({ dueDate, state: of });
    const [second, first] = [await at('2020-01-02', 'SERVED'), await at('2020-01-01', 'OVERDUE')];
    await at('2020-01-03', 'SERVED');
    await at(null, 'SERVED');
    await at('2020-01-01', 'REVOKED');
    expect(await book.due(['SERVED', 'OVERDUE'], '2020-01-03', 9)).toEqual([first, second]);
    expect(await book.due(['SERVED', 'OVERDUE'], '2020-01-03', 1)).toEqual([first]);
    expect(await book.due([], '2020-01-03', 9)).toEqual([]);
  });

  test('the workload is the open matters of each account', async () => {
    const procuratorateCode = fresh('JCY');
    const of = (assignee: string | null, closedAt: string | null = null) =>
      opened({ procuratorateCode, assignee, closedAt });
    await of('a');
    await of('a');
    await of('b');
    await of('b', minute(3));
    await of('c', minute(3));
    await of(null);
    expect(await book.workload(procuratorateCode)).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    );
    expect(await book.workload('no such')).toEqual(new Map());
  });

  test('refuses keys that no table could hold, alike on every database', async () => {
    const bad = { code: 'BAD_USER_INPUT' };
    for (const number of ['', 'x'.repeat(129), 'trailing ', ' leading', 'nul\0']) {
      await expect(book.open(matter(number), [], [], [])).rejects.toMatchObject(bad);
    }
    await expect(opened({ sourceKey: 'x'.repeat(513) })).rejects.toMatchObject(bad);
    await expect(opened({ stateSince: '2026-03-02' })).rejects.toMatchObject(bad);
    const before = await opened();
    await expect(book.apply(change(before, { documents: [issue(before, { number: ' ' })] }))).rejects.toMatchObject(
      bad,
    );
    expect((await book.matter(before.number))?.version).toBe(1);
  });
});

test('a closed store is STORE_UNAVAILABLE', async () => {
  const [libsql] = backends;
  const database = await libsql?.create();
  const store = await open(database?.url ?? '');
  await store.close();
  const { findings, matters, outbox } = store.oversight;
  for (const asked of [
    findings.run('r'),
    findings.startRun(run('r')),
    matters.matter('m'),
    matters.nextNumber({ procuratorate: 'p', kind: 'MATTER', year: 2026 }),
    outbox.after(0, 1),
  ]) {
    await expect(asked).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  }
  await database?.drop();
});
