import { afterEach, expect, test } from '@jest/globals';
import { createWarrants, type Warrants } from '../../../gateway/warrants/warrants.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { Principal } from '../../../schema/principal.js';
import type { Store } from '../../../store/open-store.js';
import { approve, citizenId, handler, matterRecord, openBooks, seals, stillClock } from '../books.js';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Processes over one store, each with the warrants that it looks up itself. */
async function open(processes = 1) {
  const { clock, forward } = stillClock();
  const books = await openBooks(clock, processes);
  closing.push(books.close);
  const warrants = books.stores.map(({ access: book }) => createWarrants({ book, seals, clock }));
  closing.push(() => warrants.map((each) => each.close()));
  const [store, first, second] = [books.stores[0] as Store, warrants[0] as Warrants, warrants[1] as Warrants];
  return { store, first, second, clock, forward };
}

const acting = (changes: Partial<Principal> = {}): Principal => ({ ...handler, matter: 'M1', ...changes });
const notOpen = { code: 'MATTER_NOT_OPEN', message: 'No open matter of yours has this number' };

test('a handler acts under the matter with its persons opened; who declares no matter passes as it came', async () => {
  const { store, first } = await open();
  await store.access.openMatter(matterRecord());
  expect(await first.complete(acting())).toEqual({
    ...acting(),
    warrant: {
      matter: {
        number: 'M1',
        kind: 'CASE',
        line: null,
        division: '371422',
        persons: [citizenId],
        files: ['(2026)鲁1422刑初1号'],
      },
      approvals: [],
    },
  });
  expect(await first.complete(handler)).toBe(handler);
});

test('an unknown, a closed and another’s matter are refused in the same words', async () => {
  const { store, first } = await open();
  await store.access.openMatter(matterRecord());
  await store.access.openMatter(matterRecord({ number: 'M2' }));
  await store.access.closeMatter('M2', '2026-11-02T08:00:00+08:00');
  await expect(first.complete(acting({ matter: 'M9' }))).rejects.toMatchObject(notOpen);
  await expect(first.complete(acting({ matter: 'M2' }))).rejects.toMatchObject(notOpen);
  await expect(first.complete(acting({ id: 'u3' }))).rejects.toMatchObject(notOpen);
  expect((await first.complete(acting())).warrant?.matter.number).toBe('M1');
});

test('approvals are those of the purpose and of now', async () => {
  const { store, first, forward } = await open();
  await store.access.openMatter(matterRecord());
  await approve(store, 'a-week');
  await approve(store, 'an-hour', { until: '2026-11-02T10:00:00+08:00' });
  await approve(store, 'other-purpose', { purpose: 'CASE_HANDLING' });
  const ids = async (changes: Partial<Principal> = {}) =>
    (await first.complete(acting(changes))).warrant?.approvals.map(({ id }) => id).sort();
  expect(await ids()).toEqual(['a-week', 'an-hour']);
  expect(await ids({ purpose: 'CASE_HANDLING' })).toEqual(['other-purpose']);
  forward(3_600_000);
  expect(await ids()).toEqual(['a-week']);
});

test('a warrant is the same object as long as it says the same', async () => {
  const { store, first } = await open();
  await store.access.openMatter(matterRecord());
  await approve(store, 'a-week');
  const [once, again] = [await first.complete(acting()), await first.complete(acting())];
  expect(again.warrant).toBe(once.warrant);
});

test('a matter of a business line is for those who work in it, or were approved under it', async () => {
  const { store, first } = await open();
  await store.access.openMatter(matterRecord({ line: 'JUVENILE', handlers: ['u1', 'u3'] }));
  await approve(store, 'crossing');
  await expect(first.complete(acting({ id: 'u3', lines: ['CIVIL'] }))).rejects.toMatchObject(notOpen);
  expect((await first.complete(acting({ id: 'u3', lines: ['JUVENILE'] }))).warrant?.matter.line).toBe('JUVENILE');
  expect((await first.complete(acting({ lines: ['CIVIL'] }))).warrant?.matter.line).toBe('JUVENILE');
});

test('what asks for nothing of agencies passes a handler of another line without a warrant, and nobody else', async () => {
  const { store, first } = await open();
  await store.access.openMatter(matterRecord({ line: 'JUVENILE' }));
  const crossing = acting({ lines: ['CIVIL'] });
  expect(await first.complete(crossing, () => true)).toBe(crossing);
  await expect(first.complete(crossing, () => false)).rejects.toMatchObject(notOpen);
  await expect(first.complete(acting({ id: 'u3' }), () => true)).rejects.toMatchObject(notOpen);
  await expect(first.complete(acting({ matter: 'M9' }), () => true)).rejects.toMatchObject(notOpen);
  await store.access.closeMatter('M1', '2026-11-02T09:00:00+08:00');
  await first.poll();
  await expect(first.complete(crossing, () => true)).rejects.toMatchObject(notOpen);
});

test('what was revoked or closed in one process holds in another after its next poll', async () => {
  const { store, second } = await open(2);
  await store.access.openMatter(matterRecord());
  await approve(store, 'a-week');
  expect((await second.complete(acting())).warrant?.approvals).toHaveLength(1);
  await store.access.revokeRequest('a-week', 'u2', '2026-11-02T09:00:00+08:00');
  await second.poll();
  expect((await second.complete(acting())).warrant?.approvals).toEqual([]);
  await store.access.closeMatter('M1', '2026-11-02T09:00:00+08:00');
  await second.poll();
  await expect(second.complete(acting())).rejects.toMatchObject(notOpen);
});

test('what was remembered more than a second ago is asked for again, polled or not', async () => {
  const { store, second, forward } = await open(2);
  await store.access.openMatter(matterRecord());
  await second.complete(acting());
  await store.access.closeMatter('M1', '2026-11-02T09:00:00+08:00');
  forward(1_001);
  await expect(second.complete(acting())).rejects.toMatchObject(notOpen);
});

test('a matter opened after it was refused is found after the next poll', async () => {
  const { store, second } = await open(2);
  await expect(second.complete(acting())).rejects.toMatchObject(notOpen);
  await store.access.openMatter(matterRecord());
  await second.poll();
  expect((await second.complete(acting())).warrant?.matter.number).toBe('M1');
});

test('while the books do not answer, what is older than a second is not acted on, and who declares no matter goes on', async () => {
  const { clock, forward } = stillClock();
  const books = await openBooks(clock);
  closing.push(books.close);
  const { access } = books.stores[0] as Store;
  await access.openMatter(matterRecord());
  let isDown = false;
  const down = () => Promise.reject(new PlumblineError('STORE_UNAVAILABLE', 'The store does not answer'));
  const warrants = createWarrants({
    book: {
      standing: (account, matter) => (isDown ? down() : access.standing(account, matter)),
      revision: () => (isDown ? down() : access.revision()),
    },
    seals,
    clock,
  });
  closing.push(warrants.close);
  await warrants.complete(acting());
  isDown = true;
  await warrants.poll();
  expect((await warrants.complete(acting())).warrant?.matter.number).toBe('M1');
  forward(1_001);
  await expect(warrants.complete(acting())).rejects.toMatchObject({ code: 'WARRANTS_UNAVAILABLE' });
  expect(await warrants.complete(handler)).toBe(handler);
  isDown = false;
  expect((await warrants.complete(acting())).warrant?.matter.number).toBe('M1');
});

test('what was being read while the books changed is not remembered', async () => {
  const { clock } = stillClock();
  const books = await openBooks(clock);
  closing.push(books.close);
  const { access } = books.stores[0] as Store;
  await access.openMatter(matterRecord());
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reads = 0;
  const warrants = createWarrants({
    book: {
      revision: () => access.revision(),
      async standing(account, matter) {
        reads += 1;
        const found = await access.standing(account, matter);
        if (reads === 1) await held;
        return found;
      },
    },
    seals,
    clock,
  });
  closing.push(warrants.close);
  const slow = warrants.complete(acting());
  await new Promise((resolve) => setImmediate(resolve));
  await access.closeMatter('M1', '2026-11-02T09:00:00+08:00');
  await warrants.poll();
  release();
  await slow;
  await expect(warrants.complete(acting())).rejects.toMatchObject(notOpen);
});
