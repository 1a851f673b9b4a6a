import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DailyStore, openAsDaily } from './daily-account.js';
import { claimed, document, hit, matter, minute, progress, run, step, told } from './oversight-facts.js';

let daily: DailyStore;

beforeAll(async () => {
  daily = await openAsDaily();
});
afterAll(() => daily.close());

test('with the daily account every change of the books of oversight works', async () => {
  const { findings, matters, outbox, intake } = daily.store.oversight;
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
  expect(await outbox.trim({ before: minute(99), most: 1 }, ['hook'])).toBe(1);
  const pushed = { adapter: 'court', place: 1, key: 'k', digest: 'd', receivedAt: minute(1) };
  for (const place of [1, 2])
    await intake.taken('civil', { ...pushed, place }, { opened: 1, added: 0, known: 0, unplaced: 0 });
  await daily.store.landing.pushes.countRefusal({ adapter: 'court', code: 'PUSH_INVALID', day: '2026-03-02' });
  await daily.store.landing.pushes.countRefusal({ adapter: 'court', code: 'PUSH_INVALID', day: '2026-03-02' });
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
])('the database itself refuses the daily account: %s', async (statement) => {
  await expect(daily.store.database.query({ sql: statement, params: [] })).rejects.toMatchObject({
    code: expect.stringMatching(/ACCESS_DENIED|DENIED_ERROR/),
  });
});
