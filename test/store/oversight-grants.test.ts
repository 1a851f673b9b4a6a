import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LandingRecord } from '../../schema/landing.js';
import { type DailyStore, openAsDaily } from './daily-account.js';
import { claimed, document, hit, matter, minute, progress, run, step, told } from './oversight-facts.js';

let daily: DailyStore;

beforeAll(async () => {
  daily = await openAsDaily();
});
afterAll(() => daily.close());

test('with the daily account every change of the books of oversight works', async () => {
  const { findings, matters, outbox } = daily.store.oversight;
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
  expect((await findings.events('f1')).map(({ kind }) => kind)).toEqual(['FOUND', 'CHANGED', 'TAKEN_UP', 'JUDGED']);
  expect((await matters.document(issued.number))?.record.servedAt).toBe(minute(4));
});

test('with the daily account pushes wait for intakes in the order in which they landed, and are counted', async () => {
  const { intake } = daily.store.oversight;
  const { pushes } = daily.store.landing;
  const push = (adapter: string, n: number, keys: readonly string[]) =>
    pushes.land({
      ...{ adapter, name: `push-${n}`, digest: `sha256:${n}`, producedAt: `2026-03-0${n}T00:00:00Z` },
      records: keys.map(
        (key): LandingRecord => ({ entity: 'Case', key, values: { n }, flags: {}, index: [], hash: `${n}` }),
      ),
      ...{ attachments: [], readings: 1, holding: { table: 'case', entities: ['Case'], records: 3 } },
    });
  for (const n of [1, 2]) await push('court', n, n === 1 ? ['a', 'b'] : ['b']);
  await push('police', 3, ['a']);
  expect(await intake.adapters()).toEqual(['court', 'police']);
  const waiting = await intake.waiting('civil', 'court', 10);
  expect(waiting.map(({ place, key, digest }) => [place, key, digest])).toEqual([
    [1, 'push-1', 'sha256:1'],
    [2, 'push-2', 'sha256:2'],
  ]);
  expect(await intake.waiting('civil', 'court', 1)).toEqual(waiting.slice(0, 1));
  const read = await Promise.all(waiting.map(async (each) => intake.records(each, 'Case', { first: 5, after: null })));
  // What a later push has brought another version of is the later one's.
  expect(read).toEqual(
    [
      ['a', 1],
      ['b', 2],
    ].map(([key, n]) => [{ entity: 'Case', key, values: { n }, flags: {}, attachments: [], isWithdrawn: false }]),
  );
  const counts = { opened: 1, added: 0, known: 2, unplaced: 0 };
  for (const at of [0, 1, 1, 0])
    for (const each of waiting.slice(at, at + 1)) await intake.taken('civil', each, counts);
  expect(await intake.waiting('civil', 'court', 10)).toEqual([]);
  expect(await intake.waiting('other', 'court', 10)).toEqual(waiting);
  const all = { intake: 'civil', adapter: 'court', opened: 2, added: 0, known: 4, unplaced: 0 };
  expect(await intake.counts()).toEqual([all]);
  for (const code of ['PUSH_INVALID', 'PUSH_INVALID', 'PUSH_KEY_REUSED'] as const)
    await pushes.countRefusal('court', code);
  await pushes.countRefusal('court', 'whatever an adapter says' as 'PUSH_INVALID');
  expect(await pushes.tally('court')).toEqual({
    ...{ pushes: 2, landed: 2, superseded: 1, duplicates: 0, outdated: 0, excluded: 0, quarantined: 0 },
    refused: { PUSH_INVALID: 2, PUSH_KEY_REUSED: 1 },
    holdings: [{ table: 'case', source: 3, hub: 2, producedAt: '2026-03-02T00:00:00.000Z' }],
  });
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
