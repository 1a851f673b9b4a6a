import { expect, test } from '@jest/globals';
import { createOversightBooks } from '../../store/oversight/oversight-books.js';
import { losingStore } from './losing-store.js';
import { hit, matter, minute, progress, run, step, told } from './oversight-facts.js';
import { patience } from './stores.js';

const store = losingStore((engine) => createOversightBooks(engine, patience));
const { lost } = store;

test('a change whose answer was lost is answered when it is asked again, and done once', async () => {
  const { findings, matters, outbox } = store.book;
  await lost(() => findings.startRun(run('run')));
  const page = {
    ...{ run: 'run', progress: progress({ cursor: 'c1', records: 2 }), cleared: [], at: minute(1) },
    hits: [hit('f1'), hit('f2')],
  };
  expect(await lost(() => findings.recordPage(page))).toMatchObject({ found: 2, seen: 0 });
  const judgement = { status: 'DATA_ERROR', account: 'a', reason: 'r', at: minute(2) } as const;
  expect(await lost(() => findings.judge('f1', judgement))).toMatchObject({ status: 'DATA_ERROR' });
  const opened = matter('1号', { sourceKey: 's' });
  expect(await lost(() => matters.open(opened, [step()], ['f2'], [told('e1')]))).toEqual(opened);
  const { position: _, ...own } = step({ at: minute(3) });
  const asked = { number: '1号', version: 1, set: { state: 'SERVED' }, step: own, events: [told('e2')] } as const;
  expect(await lost(() => matters.apply(asked))).toMatchObject({ state: 'SERVED', version: 2 });
  await lost(() => outbox.append([told('e3')]));
  await lost(() => outbox.advance('hook', 3));
  const end = progress({ rule: 'CC-04', state: 'DONE' });
  expect(await lost(() => findings.endRule('run', end, { withdrawUnseen: true, at: minute(4) }))).toEqual({
    withdrawn: 0,
  });
  await lost(() => findings.endRun('run', 'DONE', minute(5)));
  expect((await findings.events('f1')).map(({ kind }) => kind)).toEqual(['FOUND', 'JUDGED']);
  expect((await findings.events('f2')).map(({ kind }) => kind)).toEqual(['FOUND', 'TAKEN_UP']);
  expect((await matters.steps('1号')).length).toBe(2);
  const ids = (await outbox.after(0, 99)).map(({ event }) => event.id);
  expect(ids).toEqual(['f1:0001', 'f2:0001', 'f1:0002', 'e1', 'e2', 'e3']);
  expect(await outbox.delivered('hook')).toBe(3);
  // A number that nobody heard of is never given again.
  const series = { procuratorate: 'p', kind: 'MATTER', year: 2026 } as const;
  expect(await lost(() => matters.nextNumber(series))).toBe(2);
});

test('what somebody else has done meanwhile is refused all the same', async () => {
  const { findings, matters } = store.book;
  const state = { code: 'OVERSIGHT_STATE' };
  await expect(findings.startRun(run('run'))).rejects.toMatchObject(state);
  await expect(matters.open(matter('1号'), [step()], [], [])).rejects.toMatchObject(state);
  const { position: _, ...own } = step({ account: 'officer-2' });
  await expect(
    matters.apply({ number: '1号', version: 1, set: { state: 'SERVED' }, step: own, events: [] }),
  ).rejects.toMatchObject(state);
  const judgement = { status: 'DATA_ERROR', account: 'a', reason: 'r', at: minute(2) } as const;
  await expect(findings.judge('f1', judgement)).rejects.toMatchObject(state);
});
