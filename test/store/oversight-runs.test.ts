import { describe, expect, test } from '@jest/globals';
import type { Hit } from '../../schema/oversight/finding.js';
import type { PageOutcome, RuleProgress, RunRecord } from '../../schema/oversight/run.js';
import { hit, minute, progress, run } from './oversight-facts.js';
import { roomOfFindings } from './room-of-findings.js';
import { backends } from './stores.js';

describe.each(backends)('the book of runs on $name', ({ create }) => {
  const room = roomOfFindings(create);
  const { fresh, started, page, found } = room;

  test('gives back a run with its rules', async () => {
    const indeterminate = [
      { reason: 'UNAVAILABLE', adapter: 'police', coordinate: 'Detention.endedAt', records: 3 },
    ] as const;
    const rules = [progress({ rule: 'CC-09', indeterminate }), progress({ rule: 'CC-01', expected: 10 })];
    const record = run(fresh('run'), { mode: 'INCREMENTAL', since: minute(0), rules });
    await room.book.startRun(record);
    expect(await room.book.run(record.id)).toEqual(record);
    expect(await room.book.run('no such')).toBeNull();
    await expect(room.book.startRun(record)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await expect(room.book.startRun({ ...record, id: ' ' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(room.book.startRun({ ...record, id: fresh('run'), startedAt: '2026-03-02' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('a whole run withdraws what it did not see, within its rule and division', async () => {
    const rules = [progress({ rule: 'XD-01' })];
    const other = (id: string, extra: Partial<Hit> = {}) => hit(id, { rule: 'XD-01', ...extra });
    const first = await started({ rules });
    const under = (id: string, hits: readonly Hit[], at: string) =>
      room.book.recordPage(page(id, hits, { at, progress: progress({ rule: 'XD-01', records: 9 }) }));
    const [seen, gone, away, nowhere] = [fresh('f'), fresh('f'), fresh('f'), fresh('f')];
    const outside = [other(away, { divisionCode: '3715' }), other(nowhere, { divisionCode: null })];
    await under(first, [other(seen), other(gone), ...outside], minute(1));
    await room.book.endRun(first, 'DONE', minute(2));
    const unconcerned = await found();
    const second = await started({ rules, startedAt: minute(6) });
    await under(second, [other(seen)], minute(6));
    const late = fresh('f');
    // Found by another run since this one began.
    const beside = await started({ rules, startedAt: minute(5) });
    await under(beside, [other(late)], minute(7));
    const { files, knownBy } = other(gone);
    expect(await room.book.unseenFindings(second, 'XD-01')).toEqual([
      { fingerprint: gone, files, knownBy, seenAt: minute(1) },
    ]);
    const end = progress({ rule: 'XD-01', state: 'DONE', records: 9, endedAt: minute(8) });
    const options = { withdrawUnseen: true, at: minute(8) };
    expect(await room.book.endRule(second, end, options)).toEqual({ withdrawn: 1 });
    expect(await room.book.endRule(second, end, options)).toEqual({ withdrawn: 1 });
    expect((await room.book.run(second))?.rules).toEqual([end]);
    expect(await room.book.finding(gone)).toMatchObject({ status: 'WITHDRAWN', withdrawnAt: minute(8) });
    for (const id of [seen, away, nowhere, late, unconcerned]) {
      expect(await room.book.finding(id)).toMatchObject({ status: 'NEW' });
    }
    for (const id of [second, beside]) await room.book.endRun(id, 'DONE', minute(8));
    const nation = await started({ rules, division: '100000', startedAt: minute(9) });
    expect(await room.book.endRule(nation, end, { withdrawUnseen: false, at: minute(9) })).toEqual({ withdrawn: 0 });
    const whole = await started({ rules, division: '100000', startedAt: minute(9) });
    expect(await room.book.endRule(whole, end, { withdrawUnseen: true, at: minute(9) })).toEqual({ withdrawn: 4 });
  });

  test('what two runs at once leave undecided, neither of them withdraws', async () => {
    const rule = fresh('U');
    const rules = [progress({ rule })];
    const [first, open] = [await started({ rules }), fresh('f')];
    await room.book.recordPage(page(first, [hit(open, { rule })], { at: minute(1), progress: progress({ rule }) }));
    await room.book.endRun(first, 'DONE', minute(2));
    const [nightly, changes] = [
      await started({ rules, startedAt: minute(3) }),
      await started({ rules, startedAt: minute(3) }),
    ];
    for (const run of [nightly, changes])
      await room.book.recordPage(
        page(run, [], {
          undecided: [{ fingerprint: open, knownBy: { 'row.id': null, 'row.no': run } }],
          at: minute(4),
          progress: progress({ rule }),
        }),
      );
    await room.book.endRun(changes, 'DONE', minute(5));
    const end = progress({ rule, state: 'DONE', endedAt: minute(6) });
    expect(await room.book.unseenFindings(nightly, rule)).toEqual([]);
    expect(await room.book.endRule(nightly, end, { withdrawUnseen: true, at: minute(6) })).toEqual({ withdrawn: 0 });
    // It is asked for by what it was known by last.
    const knownBy = { 'row.id': null, 'row.no': changes };
    expect(await room.book.finding(open)).toMatchObject({ status: 'NEW', seenAt: minute(1), knownBy });
    await room.book.endRun(nightly, 'DONE', minute(7));
    const later = await started({ rules, startedAt: minute(8) });
    expect(await room.book.endRule(later, end, { withdrawUnseen: true, at: minute(9) })).toEqual({ withdrawn: 1 });
  });

  test('nothing is added to a rule that is done, to a run that has ended, or to one that is not there', async () => {
    const under = await started();
    const done = progress({ state: 'DONE', records: 100 });
    await room.book.endRule(under, done, { withdrawUnseen: false, at: minute(2) });
    const refused = (outcome: PageOutcome) =>
      expect(room.book.recordPage(outcome)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await refused(page(under, [hit(fresh('f'))]));
    await expect(
      room.book.endRule(under, { ...done, state: 'FAILED' }, { withdrawUnseen: false, at: minute(2) }),
    ).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await refused(page(under, [], { progress: progress({ rule: 'no such' }) }));
    await refused(page('no such', []));
    const four = page(under, [hit(fresh('f'))], { progress: progress({ rule: 'CC-04', records: 1 }) });
    await room.book.recordPage(four);
    // Of those who end it one is told that it did.
    expect(await room.book.endRun(under, 'STOPPED', minute(3))).toBe(true);
    expect(await room.book.endRun(under, 'STOPPED', minute(4))).toBe(false);
    expect(await room.book.run(under)).toMatchObject({ state: 'STOPPED', endedAt: minute(3) });
    await refused({ ...four, hits: [hit(fresh('f'))] });
    await expect(room.book.endRun(under, 'DONE', minute(4))).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    await expect(room.book.endRun('no such', 'DONE', minute(4))).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
  });

  test('a rule that failed may be taken up again', async () => {
    const under = await started();
    const failed = progress({ state: 'FAILED', failure: 'SOURCE_UNAVAILABLE', records: 100, cursor: 'c1' });
    await room.book.endRule(under, failed, { withdrawUnseen: false, at: minute(2) });
    await room.book.recordPage(page(under, [], { progress: progress({ cursor: 'c2', records: 200 }) }));
    expect((await room.book.run(under))?.rules[0]).toMatchObject({ state: 'RUNNING', cursor: 'c2', failure: null });
  });

  test('unfinished runs come oldest first', async () => {
    for (const { id } of await room.book.unfinishedRuns()) await room.book.endRun(id, 'STOPPED', minute(9));
    const [late, early, done] = [
      await started({ startedAt: minute(3) }),
      await started({ startedAt: minute(2) }),
      await started(),
    ];
    await room.book.endRun(done, 'DONE', minute(9));
    expect((await room.book.unfinishedRuns()).map(({ id }) => id)).toEqual([early, late]);
  });

  test('the watermark is the beginning of the last run that looked at everything', async () => {
    const rule = fresh('W');
    const ran = async (at: string, extra: Partial<RunRecord>, end: Partial<RuleProgress> = {}) => {
      const id = await started({ ...extra, startedAt: at, rules: [progress({ rule })] });
      const last = progress({ rule, state: 'DONE', endedAt: at, ...end });
      await room.book.endRule(id, last, { withdrawUnseen: false, at });
    };
    const mark = (division = '371422', version = '1.0.0') => room.book.watermark(rule, version, division);
    const since = (n: number) => ({ mode: 'INCREMENTAL', since: minute(n) }) as const;
    expect(await mark()).toBeNull();
    await ran(minute(10), since(0));
    expect(await mark()).toBeNull();
    await ran(minute(20), {});
    expect(await mark()).toBe(minute(20));
    await ran(minute(21), {}, { state: 'FAILED' });
    // What a source withheld does not change when it is back; what is empty stays so until it changes.
    const open = (reason: 'STALE' | 'NO_VALUE') => [{ reason, adapter: null, coordinate: null, records: 0 }] as const;
    await ran(minute(22), {}, { indeterminate: open('STALE') });
    expect(await mark()).toBe(minute(20));
    await ran(minute(23), {}, { indeterminate: open('NO_VALUE') });
    expect(await mark()).toBe(minute(23));
    // It began after where the last one ended: what was written between the two, none has looked at.
    await ran(minute(30), since(25));
    expect(await mark()).toBe(minute(23));
    await ran(minute(40), since(23));
    await ran(minute(50), since(40));
    expect(await mark()).toBe(minute(50));
    expect(await mark('371400')).toBe(minute(50));
    expect(await mark('370000')).toBeNull();
    expect(await mark('371500')).toBeNull();
    expect(await mark('371422', '1.0.1')).toBeNull();
    await ran(minute(60), { division: '100000' });
    expect(await mark('370000')).toBe(minute(60));
    expect(await mark('371422106')).toBe(minute(60));
    // It looked at the whole list, whatever it began with.
    await ran(minute(70), since(65), { whole: 'NO_WAY' });
    expect(await mark()).toBe(minute(70));
  });

  test('of a list is known how many records it had when it was last walked whole', async () => {
    const rule = fresh('L');
    const walked = async (records: number, extra: Partial<RunRecord>, ending: Partial<RuleProgress> = {}) => {
      const id = await started({ ...extra, rules: [progress({ rule })] });
      const end = progress({ rule, state: 'DONE', records, endedAt: minute(9), ...ending });
      await room.book.endRule(id, end, { withdrawUnseen: false, at: minute(9) });
    };
    const last = async (division = '371400') => (await room.book.lastWalk(rule, division))?.records ?? null;
    expect(await last()).toBeNull();
    await walked(40, { startedAt: minute(1) });
    await walked(41, { startedAt: minute(2) });
    await walked(3, { startedAt: minute(3), mode: 'INCREMENTAL', since: minute(2) });
    expect([await last(), await last('371423')]).toEqual([41, null]);
    // What stands behind a page that a source withheld, nobody counted.
    const indeterminate = [{ reason: 'UNAVAILABLE', adapter: 'police', coordinate: null, records: 0 }] as const;
    await walked(2, { startedAt: minute(4) }, { indeterminate });
    expect(await last()).toBe(41);
    await walked(44, { startedAt: minute(5), mode: 'INCREMENTAL', since: minute(2) }, { whole: 'NO_WAY' });
    expect(await last()).toBe(44);
  });

  test('findings are open that nobody judged, within a division', async () => {
    const rule = fresh('O');
    const under = await started({ rules: [progress({ rule })] });
    const [open, judged, away] = [fresh('f'), fresh('f'), fresh('f')];
    const hits = [hit(open, { rule }), hit(judged, { rule }), hit(away, { rule, divisionCode: '3715' })];
    await room.book.recordPage(page(under, hits, { progress: progress({ rule, records: 3 }) }));
    const judgement = { status: 'FALSE_POSITIVE', account: 'p', reason: 'leave', at: minute(4) } as const;
    await room.book.judge(judged, judgement);
    expect(await room.book.openFindings(rule, '371422')).toMatchObject([{ fingerprint: open }]);
    expect((await room.book.openFindings(rule, '100000')).map(({ fingerprint }) => fingerprint).sort()).toEqual(
      [open, away].sort(),
    );
  });
});
