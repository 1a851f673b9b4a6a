import { describe, expect, test } from '@jest/globals';
import type { Hit } from '../../schema/oversight/finding.js';
import { claimed, hit, minute, progress, scanned } from './oversight-facts.js';
import { none, roomOfFindings } from './room-of-findings.js';
import { backends } from './stores.js';

describe.each(backends)('the book of findings on $name', ({ create }) => {
  const room = roomOfFindings(create);
  const { fresh, started, page, found, again, cleared, kinds, taken, moved } = room;

  test('keeps a finding with its evidence as it was seen', async () => {
    const id = fresh('finding');
    const evidence = [claimed('8'), { ...scanned('240'), isSensitive: true }, { ...claimed('x'), value: null }];
    const given = hit(id, { evidence, text: { zh: `"O'Neil" \\ 𠮷`, en: '' }, person: null });
    const under = await started();
    expect(await room.book.recordPage(page(under, [given]))).toEqual({ ...none, found: 1 });
    expect(await room.book.finding(id)).toEqual({
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
    expect(await room.book.events(id)).toEqual([
      { finding: id, at: minute(1), kind: 'FOUND', run: under, account: null, note: null, before: null },
    ]);
    expect(await room.book.finding('no such')).toBeNull();
    expect(await room.book.finding(`${id} `)).toBeNull();
  });

  test('a page that is written twice changes nothing the second time', async () => {
    const [under, gone, kept] = [await started(), await found(), fresh('finding')];
    const outcome = page(under, [hit(kept)], { cleared: [gone] });
    const receipt = await room.book.recordPage(outcome);
    expect(receipt).toEqual({ ...none, found: 1, withdrawn: 1 });
    const before = [await room.book.run(under), await room.book.finding(kept), await room.book.finding(gone)];
    const told = await room.books.outbox.after(0, 10_000);
    expect(await room.book.recordPage({ ...outcome, at: minute(9) })).toEqual(receipt);
    expect([await room.book.run(under), await room.book.finding(kept), await room.book.finding(gone)]).toEqual(before);
    expect(await kinds(kept)).toEqual(['FOUND']);
    expect(await kinds(gone)).toEqual(['FOUND', 'WITHDRAWN']);
    expect(await room.books.outbox.after(0, 10_000)).toEqual(told);
  });

  test('pages of one place with other hits are all written', async () => {
    const [under, first, second] = [await started(), fresh('finding'), fresh('finding')];
    await room.book.recordPage(page(under, [hit(first)]));
    expect(await room.book.recordPage(page(under, [hit(second)]))).toEqual({ ...none, found: 1 });
    expect([await room.book.finding(first), await room.book.finding(second)].every((each) => each !== null)).toBe(true);
  });

  test('a page moves the progress on, and one that lags behind does not take it back', async () => {
    const [under, ahead] = [await started(), progress({ cursor: 'c2', records: 200, hits: 1, startedAt: minute(1) })];
    await room.book.recordPage(page(under, [], { progress: ahead }));
    await room.book.recordPage(page(under, [], { progress: progress({ cursor: 'c1', records: 100 }) }));
    expect((await room.book.run(under))?.rules).toEqual([ahead, progress({ rule: 'CC-04' })]);
  });

  test('the same finding seen again is seen, and nothing else', async () => {
    const id = await found();
    const before = await room.book.finding(id);
    // Worked out of the day: not what sources say.
    expect(await again(hit(id, { evidence: [claimed('8'), scanned('999')] }))).toEqual({ ...none, seen: 1 });
    expect(await room.book.finding(id)).toEqual({ ...before, seenAt: minute(5) });
    expect(await kinds(id)).toEqual(['FOUND']);
  });

  test('another value of a source is a change, and the former evidence is kept', async () => {
    const id = await found();
    const before = await room.book.finding(id);
    const evidence = [claimed('9')];
    const text = { zh: '申报9小时', en: '9 h' };
    expect(await again(hit(id, { evidence, text }))).toEqual({ ...none, changed: 1 });
    expect(await room.book.finding(id)).toEqual({ ...before, evidence, text, seenAt: minute(5) });
    expect((await room.book.events(id)).at(-1)).toMatchObject({ kind: 'CHANGED', before: before?.evidence });
  });

  test('findings that are worked out of many records change with their values', async () => {
    const id = await found({ evidence: [scanned('12')] });
    expect(await again(hit(id, { evidence: [scanned('12')] }))).toEqual({ ...none, seen: 1 });
    expect(await again(hit(id, { evidence: [scanned('13')] }))).toEqual({ ...none, changed: 1 });
  });

  test('a record that is sealed since seals its finding with all that belongs to it', async () => {
    const id = await found();
    expect(await again(hit(id, { sealed: true }))).toEqual({ ...none, seen: 1 });
    expect(await room.book.finding(id)).toMatchObject({ sealed: true });
    const open = await room.store.database.query({
      sql: `SELECT id FROM oversight_evidence WHERE finding = ? AND sealed = 0
        UNION SELECT id FROM oversight_finding_event WHERE finding = ? AND sealed = 0`,
      params: [id, id],
    });
    expect(open).toEqual([]);
  });

  test('a finding that is cleared is withdrawn, and comes back with its history', async () => {
    const id = await found();
    expect(await cleared(id)).toEqual({ ...none, withdrawn: 1 });
    expect(await room.book.finding(id)).toMatchObject({ status: 'WITHDRAWN', withdrawnAt: minute(4) });
    expect(await cleared(id)).toEqual(none);
    expect(await again(hit(id))).toEqual({ ...none, returned: 1 });
    expect(await room.book.finding(id)).toMatchObject({
      status: 'NEW',
      withdrawnAt: null,
      returns: 1,
      foundAt: minute(1),
    });
    expect(await kinds(id)).toEqual(['FOUND', 'WITHDRAWN', 'RETURNED']);
    expect(await cleared('no such')).toEqual(none);
  });

  test('what a page finds and clears at once is found', async () => {
    const id = fresh('finding');
    const both = page(await started(), [hit(id), hit(id)], { cleared: [id] });
    expect(await room.book.recordPage(both)).toEqual({ ...none, found: 1 });
  });

  test('a finding under review is withdrawn when the source is corrected, and returns into its matter', async () => {
    const id = await found();
    const number = await taken(id);
    await cleared(id);
    expect(await room.book.finding(id)).toMatchObject({ status: 'WITHDRAWN', matter: number });
    await again(hit(id));
    expect(await room.book.finding(id)).toMatchObject({ status: 'IN_REVIEW', matter: number, returns: 1 });
  });

  test('a confirmed finding is neither withdrawn nor back while its matter is open', async () => {
    const id = await found();
    const number = await taken(id);
    await moved(number, { state: 'APPROVED' }, 'CONFIRMED');
    expect(await cleared(id)).toEqual(none);
    expect(await again(hit(id))).toEqual({ ...none, seen: 1 });
    expect(await room.book.finding(id)).toMatchObject({ status: 'CONFIRMED', returns: 0 });
  });

  test('a finding whose correction was verified returns when the rule finds it again', async () => {
    const id = await found();
    const number = await taken(id);
    await moved(number, { state: 'VERIFIED_CLOSED', closedAt: minute(3) }, 'CONFIRMED');
    expect(await again(hit(id))).toEqual({ ...none, returned: 1 });
    expect(await again(hit(id))).toEqual({ ...none, seen: 1 });
    expect(await room.book.finding(id)).toMatchObject({ status: 'NEW', matter: number, returns: 1 });
    const next = await taken(id);
    expect(await room.book.finding(id)).toMatchObject({ status: 'IN_REVIEW', matter: next });
  });

  test('what an officer closed or judged otherwise returns only with other values', async () => {
    const [closed, judged] = [await found(), await found()];
    await moved(await taken(closed), { state: 'CLOSED_NO_ISSUE', closedAt: minute(3) }, 'FALSE_POSITIVE');
    await room.book.judge(judged, { status: 'DATA_ERROR', account: 'officer-1', reason: '录入错误', at: minute(3) });
    for (const id of [closed, judged]) {
      expect(await again(hit(id))).toEqual({ ...none, seen: 1 });
      expect(await again(hit(id, { evidence: [claimed('10')] }))).toEqual({ ...none, returned: 1 });
      expect(await room.book.finding(id)).toMatchObject({ status: 'NEW', returns: 1, evidence: [claimed('10')] });
      expect((await room.book.events(id)).at(-1)).toMatchObject({ kind: 'RETURNED', before: hit(id).evidence });
    }
  });

  test('an officer takes a new finding for none, once', async () => {
    const [id, other] = [await found(), await found()];
    const judgement = { status: 'FALSE_POSITIVE', account: 'officer-1', reason: '在家学习', at: minute(3) } as const;
    const before = await room.book.finding(id);
    expect(await room.book.judge(id, judgement)).toEqual({ ...before, status: 'FALSE_POSITIVE' });
    expect(await room.book.finding(id)).toEqual({ ...before, status: 'FALSE_POSITIVE' });
    expect((await room.book.events(id)).at(-1)).toEqual({
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
      await expect(room.book.judge(refused, judgement)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    }
    expect(await kinds(other)).toEqual(['FOUND', 'TAKEN_UP']);
  });

  test('the last judgement of a finding is kept, also when it comes back', async () => {
    const [rule, ruleVersion] = [fresh('P'), '2.0.0'];
    const ids = Array.from({ length: 5 }, () => fresh('finding'));
    const rules = [progress({ rule })];
    const one = async (of: readonly Hit[]) =>
      room.book.recordPage(page(await started({ rules }), of, { progress: progress({ rule, records: 1 }) }));
    await one(ids.map((id) => hit(id, { rule, ruleVersion })));
    const [wrong = '', slip = '', right = '', back = '', open = ''] = ids;
    const judge = (id: string, status: 'FALSE_POSITIVE' | 'DATA_ERROR') =>
      room.book.judge(id, { status, account: 'a', reason: 'r', at: minute(2) });
    await judge(wrong, 'FALSE_POSITIVE');
    await judge(slip, 'DATA_ERROR');
    await judge(back, 'FALSE_POSITIVE');
    await one([hit(back, { rule, ruleVersion, evidence: [claimed('99')] })]);
    await moved(await taken(right), { state: 'APPROVED' }, 'CONFIRMED');
    expect(await room.verdicts(rule)).toEqual({
      ...{ [wrong]: 'FALSE_POSITIVE', [slip]: 'DATA_ERROR', [right]: 'CONFIRMED' },
      ...{ [back]: 'FALSE_POSITIVE', [open]: null },
    });
  });

  test('others are told of what befell a finding, and no agency of what is suspected of it', async () => {
    const before = (await room.books.outbox.after(0, 100_000)).at(-1)?.place ?? 0;
    const id = await found();
    await cleared(id);
    expect((await room.books.outbox.after(before, 10)).map(({ event }) => event)).toEqual(
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
    expect(await room.book.recordPage(page(under, hits))).toEqual({ ...none, found: 1_000 });
    expect(await again({ ...hit('bulk-0'), evidence: [] })).toEqual({ ...none, changed: 1 });
    const some = hits.map((each, n) => (n % 2 === 0 ? { ...each, evidence: [claimed('1')] } : each));
    expect(await room.book.recordPage(page(await started(), some))).toEqual({ ...none, changed: 500, seen: 500 });
    const gone = page(await started(), [], { cleared: [...ids, 'no such'] });
    expect(await room.book.recordPage(gone)).toEqual({ ...none, withdrawn: 1_000 });
    expect(await room.book.recordPage(page(await started(), hits))).toEqual({ ...none, returned: 1_000 });
  });
});
