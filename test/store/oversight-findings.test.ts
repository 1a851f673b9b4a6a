// long: every promise of the book of findings on every database.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FindingBook, OversightBooks, PageReceipt } from '../../schema/oversight/book.js';
import type { Hit } from '../../schema/oversight/finding.js';
import type { PageOutcome, RuleProgress, RunRecord } from '../../schema/oversight/run.js';
import type { Store } from '../../store/open-store.js';
import type { TestDatabase } from '../servers/databases.js';
import { claimed, hit, matter, minute, progress, run, scanned, step } from './oversight-facts.js';
import { backends, open } from './stores.js';

const none: PageReceipt = { found: 0, changed: 0, seen: 0, returned: 0, withdrawn: 0 };

describe.each(backends)('the book of findings on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  let books: OversightBooks;
  let book: FindingBook;
  let numbers = 0;

  beforeAll(async () => {
    database = await create();
    store = await open(database.url);
    books = store.oversight;
    book = books.findings;
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const fresh = (what: string) => {
    numbers += 1;
    return `${what}-${numbers}`;
  };
  const started = async (extra: Partial<RunRecord> = {}) => {
    const record = run(fresh('run'), extra);
    await book.startRun(record);
    return record.id;
  };
  const page = (id: string, hits: readonly Hit[], extra: Partial<PageOutcome> = {}): PageOutcome => ({
    run: id,
    progress: progress({ cursor: 'c1', records: 100, hits: hits.length }),
    hits,
    cleared: [],
    at: minute(1),
    ...extra,
  });
  /** A finding that is in the book, by its id. */
  const found = async (extra: Partial<Hit> = {}) => {
    const id = fresh('finding');
    await book.recordPage(page(await started(), [hit(id, extra)]));
    return id;
  };
  const again = async (of: Hit, at = minute(5)) => book.recordPage(page(await started(), [of], { at }));
  const cleared = async (id: string, at = minute(4)) =>
    book.recordPage(page(await started(), [], { cleared: [id], at }));
  const kinds = async (id: string) => (await book.events(id)).map(({ kind }) => kind);
  const taken = async (id: string) => {
    const number = fresh('宁检执监');
    await books.matters.open(matter(number), [step()], [id], []);
    return number;
  };
  /** Moves a matter on by a step. */
  const moved = async (
    number: string,
    set: Parameters<typeof books.matters.apply>[0]['set'],
    status: 'CONFIRMED' | 'FALSE_POSITIVE',
  ) => {
    const version = (await books.matters.matter(number))?.version ?? 0;
    const findings = { status, note: null };
    return books.matters.apply({ number, version, set, step: step({ at: minute(3) }), findings, events: [] });
  };

  test('gives back a run with its rules', async () => {
    const indeterminate = [
      { reason: 'UNAVAILABLE', adapter: 'police', coordinate: 'Detention.endedAt', records: 3 },
    ] as const;
    const rules = [progress({ rule: 'CC-09', indeterminate }), progress({ rule: 'CC-01', expected: 10 })];
    const record = run(fresh('run'), { mode: 'INCREMENTAL', since: minute(0), rules });
    await book.startRun(record);
    expect(await book.run(record.id)).toEqual(record);
    expect(await book.run('no such')).toBeNull();
    await expect(book.startRun(record)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await expect(book.startRun({ ...record, id: ' ' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(book.startRun({ ...record, id: fresh('run'), startedAt: '2026-03-02' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('keeps a finding with its evidence as it was seen', async () => {
    const id = fresh('finding');
    const evidence = [claimed('8'), { ...scanned('240'), isSensitive: true }, { ...claimed('x'), value: null }];
    const given = hit(id, { evidence, text: { zh: `"O'Neil" \\ 𠮷`, en: '' }, person: null });
    const under = await started();
    expect(await book.recordPage(page(under, [given]))).toEqual({ ...none, found: 1 });
    expect(await book.finding(id)).toEqual({
      ...given,
      id,
      status: 'NEW',
      foundAt: minute(1),
      seenAt: minute(1),
      withdrawnAt: null,
      returns: 0,
      matter: null,
      run: under,
    });
    expect(await book.events(id)).toEqual([
      { finding: id, at: minute(1), kind: 'FOUND', run: under, account: null, note: null, before: null },
    ]);
    expect(await book.finding('no such')).toBeNull();
    expect(await book.finding(`${id} `)).toBeNull();
  });

  test('a page that is written twice changes nothing the second time', async () => {
    const [under, gone, kept] = [await started(), await found(), fresh('finding')];
    const outcome = page(under, [hit(kept)], { cleared: [gone] });
    const receipt = await book.recordPage(outcome);
    expect(receipt).toEqual({ ...none, found: 1, withdrawn: 1 });
    const before = [await book.run(under), await book.finding(kept), await book.finding(gone)];
    const told = await books.outbox.after(0, 10_000);
    expect(await book.recordPage({ ...outcome, at: minute(9) })).toEqual(receipt);
    expect([await book.run(under), await book.finding(kept), await book.finding(gone)]).toEqual(before);
    expect(await kinds(kept)).toEqual(['FOUND']);
    expect(await kinds(gone)).toEqual(['FOUND', 'WITHDRAWN']);
    expect(await books.outbox.after(0, 10_000)).toEqual(told);
  });

  test('pages of one place with other hits are all written', async () => {
    const [under, first, second] = [await started(), fresh('finding'), fresh('finding')];
    await book.recordPage(page(under, [hit(first)]));
    expect(await book.recordPage(page(under, [hit(second)]))).toEqual({ ...none, found: 1 });
    expect([await book.finding(first), await book.finding(second)].every((each) => each !== null)).toBe(true);
  });

  test('a page moves the progress on, and one that lags behind does not take it back', async () => {
    const [under, ahead] = [await started(), progress({ cursor: 'c2', records: 200, hits: 1, startedAt: minute(1) })];
    await book.recordPage(page(under, [], { progress: ahead }));
    await book.recordPage(page(under, [], { progress: progress({ cursor: 'c1', records: 100 }) }));
    expect((await book.run(under))?.rules).toEqual([ahead, progress({ rule: 'CC-04' })]);
  });

  test('the same finding seen again is seen, and nothing else', async () => {
    const id = await found();
    const before = await book.finding(id);
    // Worked out of the day: not what sources say.
    expect(await again(hit(id, { evidence: [claimed('8'), scanned('999')] }))).toEqual({ ...none, seen: 1 });
    expect(await book.finding(id)).toEqual({ ...before, seenAt: minute(5) });
    expect(await kinds(id)).toEqual(['FOUND']);
  });

  test('another value of a source is a change, and the former evidence is kept', async () => {
    const id = await found();
    const before = await book.finding(id);
    const evidence = [claimed('9')];
    const text = { zh: '申报9小时', en: '9 h' };
    expect(await again(hit(id, { evidence, text }))).toEqual({ ...none, changed: 1 });
    expect(await book.finding(id)).toEqual({ ...before, evidence, text, seenAt: minute(5) });
    expect((await book.events(id)).at(-1)).toMatchObject({ kind: 'CHANGED', before: before?.evidence });
  });

  test('findings that are worked out of many records change with their values', async () => {
    const id = await found({ evidence: [scanned('12')] });
    expect(await again(hit(id, { evidence: [scanned('12')] }))).toEqual({ ...none, seen: 1 });
    expect(await again(hit(id, { evidence: [scanned('13')] }))).toEqual({ ...none, changed: 1 });
  });

  test('a record that is sealed since seals its finding with all that belongs to it', async () => {
    const id = await found();
    expect(await again(hit(id, { sealed: true }))).toEqual({ ...none, seen: 1 });
    expect(await book.finding(id)).toMatchObject({ sealed: true });
    const open = await store.database.query({
      sql: `SELECT id FROM oversight_evidence WHERE finding = ? AND sealed = 0
        UNION SELECT id FROM oversight_finding_event WHERE finding = ? AND sealed = 0`,
      params: [id, id],
    });
    expect(open).toEqual([]);
  });

  test('a finding that is cleared is withdrawn, and comes back with its history', async () => {
    const id = await found();
    expect(await cleared(id)).toEqual({ ...none, withdrawn: 1 });
    expect(await book.finding(id)).toMatchObject({ status: 'WITHDRAWN', withdrawnAt: minute(4) });
    expect(await cleared(id)).toEqual(none);
    expect(await again(hit(id))).toEqual({ ...none, returned: 1 });
    expect(await book.finding(id)).toMatchObject({ status: 'NEW', withdrawnAt: null, returns: 1, foundAt: minute(1) });
    expect(await kinds(id)).toEqual(['FOUND', 'WITHDRAWN', 'RETURNED']);
    expect(await cleared('no such')).toEqual(none);
  });

  test('what a page finds and clears at once is found', async () => {
    const id = fresh('finding');
    const both = page(await started(), [hit(id), hit(id)], { cleared: [id] });
    expect(await book.recordPage(both)).toEqual({ ...none, found: 1 });
  });

  test('a finding under review is withdrawn when the source is corrected, and returns into its matter', async () => {
    const id = await found();
    const number = await taken(id);
    await cleared(id);
    expect(await book.finding(id)).toMatchObject({ status: 'WITHDRAWN', matter: number });
    await again(hit(id));
    expect(await book.finding(id)).toMatchObject({ status: 'IN_REVIEW', matter: number, returns: 1 });
  });

  test('a confirmed finding is neither withdrawn nor back while its matter is open', async () => {
    const id = await found();
    const number = await taken(id);
    await moved(number, { state: 'APPROVED' }, 'CONFIRMED');
    expect(await cleared(id)).toEqual(none);
    expect(await again(hit(id))).toEqual({ ...none, seen: 1 });
    expect(await book.finding(id)).toMatchObject({ status: 'CONFIRMED', returns: 0 });
  });

  test('a finding whose correction was verified returns when the rule finds it again', async () => {
    const id = await found();
    const number = await taken(id);
    await moved(number, { state: 'VERIFIED_CLOSED', closedAt: minute(3) }, 'CONFIRMED');
    expect(await again(hit(id))).toEqual({ ...none, returned: 1 });
    expect(await again(hit(id))).toEqual({ ...none, seen: 1 });
    expect(await book.finding(id)).toMatchObject({ status: 'NEW', matter: number, returns: 1 });
    const next = await taken(id);
    expect(await book.finding(id)).toMatchObject({ status: 'IN_REVIEW', matter: next });
  });

  test('what an officer closed or judged otherwise returns only with other values', async () => {
    const [closed, judged] = [await found(), await found()];
    await moved(await taken(closed), { state: 'CLOSED_NO_ISSUE', closedAt: minute(3) }, 'FALSE_POSITIVE');
    await book.judge(judged, { status: 'DATA_ERROR', account: 'officer-1', reason: '录入错误', at: minute(3) });
    for (const id of [closed, judged]) {
      expect(await again(hit(id))).toEqual({ ...none, seen: 1 });
      expect(await again(hit(id, { evidence: [claimed('10')] }))).toEqual({ ...none, returned: 1 });
      expect(await book.finding(id)).toMatchObject({ status: 'NEW', returns: 1, evidence: [claimed('10')] });
      expect((await book.events(id)).at(-1)).toMatchObject({ kind: 'RETURNED', before: hit(id).evidence });
    }
  });

  test('an officer takes a new finding for none, once', async () => {
    const [id, other] = [await found(), await found()];
    const judgement = { status: 'FALSE_POSITIVE', account: 'officer-1', reason: '在家学习', at: minute(3) } as const;
    const before = await book.finding(id);
    expect(await book.judge(id, judgement)).toEqual({ ...before, status: 'FALSE_POSITIVE' });
    expect(await book.finding(id)).toEqual({ ...before, status: 'FALSE_POSITIVE' });
    expect((await book.events(id)).at(-1)).toEqual({
      ...{
        finding: id,
        at: minute(3),
        kind: 'JUDGED',
        run: null,
        account: 'officer-1',
        note: '在家学习',
        before: null,
      },
    });
    await taken(other);
    for (const refused of [id, other, 'no such']) {
      await expect(book.judge(refused, judgement)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    }
    expect(await kinds(other)).toEqual(['FOUND', 'TAKEN_UP']);
  });

  test('a whole run withdraws what it did not see, within its rule and division', async () => {
    const rules = [progress({ rule: 'XD-01' })];
    const other = (id: string, extra: Partial<Hit> = {}) => hit(id, { rule: 'XD-01', ...extra });
    const first = await started({ rules });
    const under = (id: string, hits: readonly Hit[], at: string) =>
      book.recordPage(page(id, hits, { at, progress: progress({ rule: 'XD-01', records: 9 }) }));
    const [seen, gone, away, nowhere] = [fresh('f'), fresh('f'), fresh('f'), fresh('f')];
    const outside = [other(away, { divisionCode: '3715' }), other(nowhere, { divisionCode: null })];
    await under(first, [other(seen), other(gone), ...outside], minute(1));
    const unconcerned = await found();
    const second = await started({ rules, startedAt: minute(6) });
    await under(second, [other(seen)], minute(6));
    const late = fresh('f');
    // Found by another run since this one began.
    await under(first, [other(late)], minute(7));
    const end = progress({ rule: 'XD-01', state: 'DONE', records: 9, endedAt: minute(8) });
    const options = { withdrawUnseen: true, at: minute(8) };
    expect(await book.endRule(second, end, options)).toEqual({ withdrawn: 1 });
    expect(await book.endRule(second, end, options)).toEqual({ withdrawn: 1 });
    expect((await book.run(second))?.rules).toEqual([end]);
    expect(await book.finding(gone)).toMatchObject({ status: 'WITHDRAWN', withdrawnAt: minute(8) });
    for (const id of [seen, away, nowhere, late, unconcerned]) {
      expect(await book.finding(id)).toMatchObject({ status: 'NEW' });
    }
    const nation = await started({ rules, division: '100000', startedAt: minute(9) });
    expect(await book.endRule(nation, end, { withdrawUnseen: false, at: minute(9) })).toEqual({ withdrawn: 0 });
    const whole = await started({ rules, division: '100000', startedAt: minute(9) });
    expect(await book.endRule(whole, end, { withdrawUnseen: true, at: minute(9) })).toEqual({ withdrawn: 4 });
  });

  test('nothing is added to a rule that is done, to a run that has ended, or to one that is not there', async () => {
    const under = await started();
    const done = progress({ state: 'DONE', records: 100 });
    await book.endRule(under, done, { withdrawUnseen: false, at: minute(2) });
    const refused = (outcome: PageOutcome) =>
      expect(book.recordPage(outcome)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await refused(page(under, [hit(fresh('f'))]));
    await expect(
      book.endRule(under, { ...done, state: 'FAILED' }, { withdrawUnseen: false, at: minute(2) }),
    ).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await refused(page(under, [], { progress: progress({ rule: 'no such' }) }));
    await refused(page('no such', []));
    const four = page(under, [hit(fresh('f'))], { progress: progress({ rule: 'CC-04', records: 1 }) });
    await book.recordPage(four);
    await book.endRun(under, 'STOPPED', minute(3));
    await book.endRun(under, 'STOPPED', minute(4));
    expect(await book.run(under)).toMatchObject({ state: 'STOPPED', endedAt: minute(3) });
    await refused({ ...four, hits: [hit(fresh('f'))] });
    await expect(book.endRun(under, 'DONE', minute(4))).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await expect(book.endRun('no such', 'DONE', minute(4))).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  });

  test('a rule that failed may be taken up again', async () => {
    const under = await started();
    const failed = progress({ state: 'FAILED', failure: 'SOURCE_UNAVAILABLE', records: 100, cursor: 'c1' });
    await book.endRule(under, failed, { withdrawUnseen: false, at: minute(2) });
    await book.recordPage(page(under, [], { progress: progress({ cursor: 'c2', records: 200 }) }));
    expect((await book.run(under))?.rules[0]).toMatchObject({ state: 'RUNNING', cursor: 'c2', failure: null });
  });

  test('unfinished runs come oldest first', async () => {
    for (const { id } of await book.unfinishedRuns()) await book.endRun(id, 'STOPPED', minute(9));
    const [late, early, done] = [
      await started({ startedAt: minute(3) }),
      await started({ startedAt: minute(2) }),
      await started(),
    ];
    await book.endRun(done, 'DONE', minute(9));
    expect((await book.unfinishedRuns()).map(({ id }) => id)).toEqual([early, late]);
  });

  test('the watermark is the beginning of the last run that looked at everything', async () => {
    const rule = fresh('W');
    const ran = async (at: string, extra: Partial<RunRecord>, end: Partial<RuleProgress> = {}) => {
      const id = await started({ ...extra, startedAt: at, rules: [progress({ rule })] });
      const last = progress({ rule, state: 'DONE', endedAt: at, ...end });
      await book.endRule(id, last, { withdrawUnseen: false, at });
    };
    const mark = (division = '371422', version = '1.0.0') => book.watermark(rule, version, division);
    const since = (n: number) => ({ mode: 'INCREMENTAL', since: minute(n) }) as const;
    expect(await mark()).toBeNull();
    await ran(minute(10), since(0));
    expect(await mark()).toBeNull();
    await ran(minute(20), {});
    expect(await mark()).toBe(minute(20));
    await ran(minute(21), {}, { state: 'FAILED' });
    // No records are known of where the list itself was not there.
    const indeterminate = [{ reason: 'STALE', adapter: 'police', coordinate: null, records: 0 }] as const;
    await ran(minute(22), {}, { indeterminate });
    expect(await mark()).toBe(minute(20));
    // It began after where the last one ended: what was written between the two, none has looked at.
    await ran(minute(30), since(25));
    expect(await mark()).toBe(minute(20));
    await ran(minute(40), since(20));
    await ran(minute(50), since(40));
    expect(await mark()).toBe(minute(50));
    expect(await mark('371400')).toBe(minute(50));
    expect(await mark('370000')).toBeNull();
    expect(await mark('371500')).toBeNull();
    expect(await mark('371422', '1.0.1')).toBeNull();
    await ran(minute(60), { division: '100000' });
    expect(await mark('370000')).toBe(minute(60));
    expect(await mark('371422106')).toBe(minute(60));
  });

  test('precision counts the last judgement of each finding, also of those that came back', async () => {
    const [rule, ruleVersion] = [fresh('P'), '2.0.0'];
    const ids = Array.from({ length: 5 }, () => fresh('finding'));
    const rules = [progress({ rule })];
    const one = async (of: readonly Hit[]) =>
      book.recordPage(page(await started({ rules }), of, { progress: progress({ rule, records: 1 }) }));
    await one(ids.map((id) => hit(id, { rule, ruleVersion })));
    const [wrong = '', slip = '', right = '', back = ''] = ids;
    const judge = (id: string, status: 'FALSE_POSITIVE' | 'DATA_ERROR') =>
      book.judge(id, { status, account: 'a', reason: 'r', at: minute(2) });
    await judge(wrong, 'FALSE_POSITIVE');
    await judge(slip, 'DATA_ERROR');
    await judge(back, 'FALSE_POSITIVE');
    await one([hit(back, { rule, ruleVersion, evidence: [claimed('99')] })]);
    await moved(await taken(right), { state: 'APPROVED' }, 'CONFIRMED');
    expect((await book.precision()).filter((each) => each.rule === rule)).toEqual([
      { rule, version: ruleVersion, found: 5, confirmed: 1, falsePositives: 2, dataErrors: 1 },
    ]);
  });

  test('others are told of what befell a finding, and no agency of what is suspected of it', async () => {
    const before = (await books.outbox.after(0, 100_000)).at(-1)?.place ?? 0;
    const id = await found();
    await cleared(id);
    expect((await books.outbox.after(before, 10)).map(({ event }) => event)).toEqual(
      (['found', 'withdrawn'] as const).map((kind, at) => ({
        id: `${id}:000${at + 1}`,
        type: `cn.plumbline.finding.${kind}`,
        subject: id,
        at: kind === 'found' ? minute(1) : minute(4),
        data: {
          rule: 'CC-05',
          severity: 'HIGH',
          status: kind === 'found' ? 'NEW' : 'WITHDRAWN',
          returns: 0,
          sealed: false,
        },
        agencyCode: null,
        divisionCode: '371422',
        line: 'EXECUTION',
      })),
    );
  });

  test('a page of a thousand is written, seen, changed and cleared', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => `bulk-${n}`);
    const hits = ids.map((id) => hit(id));
    const under = await started();
    expect(await book.recordPage(page(under, hits))).toEqual({ ...none, found: 1_000 });
    expect(await again({ ...hit('bulk-0'), evidence: [] })).toEqual({ ...none, changed: 1 });
    const some = hits.map((each, n) => (n % 2 === 0 ? { ...each, evidence: [claimed('1')] } : each));
    expect(await book.recordPage(page(await started(), some))).toEqual({ ...none, changed: 500, seen: 500 });
    const gone = page(await started(), [], { cleared: [...ids, 'no such'] });
    expect(await book.recordPage(gone)).toEqual({ ...none, withdrawn: 1_000 });
    expect(await book.recordPage(page(await started(), hits))).toEqual({ ...none, returned: 1_000 });
  });
});
