import '../../fixed-seed.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PushIntakeParts, takePushes } from '../../../oversight/workflow/push-intake.js';
import type { PushIntake } from '../../../oversight/workflow/pushed-record.js';
import type { LandingRecord } from '../../../schema/landing.js';
import { type OpenedHouse, openHouse } from './house.js';

let house: OpenedHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const signal = new AbortController().signal;
const civil: PushIntake = {
  ...{ id: 'civil', entity: 'CourtCase', adapters: null, where: { domain: ['CIVIL'] } },
  ...{ line: 'EXECUTION', title: '民事裁判监督', agency: '371422-FY', since: null },
};
const none = { opened: 0, added: 0, known: 0, unplaced: 0 };

const record = (key: string, values: object = {}, extra: Partial<LandingRecord> = {}): LandingRecord => ({
  ...{ entity: 'CourtCase', key, flags: {}, index: [], hash: JSON.stringify(values) },
  values: {
    ...{ caseNumber: key, domain: 'CIVIL', jurisdictionDivisionCode: '371422', sealed: false, citizenId: 'someone' },
    ...values,
  },
  ...extra,
});

let pushes = 0;
async function push(adapter: string, records: readonly LandingRecord[]): Promise<void> {
  pushes += 1;
  const producedAt = new Date(Date.UTC(2026, 2, 1, 0, pushes)).toISOString();
  const name = `push-${pushes}`;
  await house.store.landing.pushes.land({
    ...{ adapter, name, digest: `sha256:${pushes}`, producedAt, records, attachments: [], readings: 1 },
  });
}

let numbers = 0;
const fresh = (): string => {
  numbers += 1;
  return `court-${numbers}`;
};
const partsOf = (intake: PushIntake): PushIntakeParts => ({
  ...house.parts,
  book: house.store.oversight.intake,
  intakes: [intake],
  fieldsOf: () => ({ files: ['caseNumber'], persons: ['citizenId'] }),
  sealPerson: (citizenId) => `token-${citizenId}`,
});
const intakeOf = (adapter: string, extra: Partial<PushIntake> = {}): PushIntake => ({
  ...{ ...civil, id: adapter, adapters: [adapter] },
  ...extra,
});
const matterOf = (adapter: string, key: string) =>
  house.store.oversight.matters.ofSource(`push:${adapter}:CourtCase:${key}`);
const entries = async (adapter: string, key: string) => {
  const matter = await matterOf(adapter, key);
  const steps = matter === null ? [] : await house.store.oversight.matters.steps(matter.number);
  return steps.map(({ transition, words }) => [transition, words?.split(' ').slice(0, 2).join(' ') ?? null]);
};

test('a pushed record of a supervised line becomes a matter in an officer’s charge, with the digest of what was pushed', async () => {
  const adapter = fresh();
  await push(adapter, [record('1号'), record('2号', { domain: 'CRIMINAL' })]);
  expect(await takePushes(partsOf(intakeOf(adapter)), signal)).toEqual({ ...none, opened: 1 });
  const matter = await matterOf(adapter, '1号');
  expect(matter).toMatchObject({
    ...{ origin: 'PUSH', state: 'PENDING_REVIEW', line: 'EXECUTION', title: '民事裁判监督', sealed: false },
    ...{ agencyCode: '371422-FY', divisionCode: '371422', persons: ['token-someone'], files: ['1号'] },
    assignee: expect.any(String),
  });
  expect(await house.store.oversight.matters.steps(matter?.number ?? '')).toMatchObject([
    {
      ...{ transition: 'T1', from: null, to: 'PUSHED', account: `adapter:${adapter}`, actorAgency: '371422-FY' },
      words: expect.stringMatching(/^推送 push-\d+ \S+ sha256:\d+$/),
      records: ['CourtCase:1号', expect.stringMatching(/^sm3:[0-9a-f]{64}$/)],
    },
    { transition: 'T2', from: 'PUSHED', to: 'PENDING_REVIEW', account: 'system' },
  ]);
  expect((await house.store.access.matter(matter?.number ?? ''))?.handlers).toEqual([matter?.assignee]);
  expect(await matterOf(adapter, '2号')).toBeNull();
});

test('the same again is known, another version is put on the matter’s record, and what is taken back, too', async () => {
  const adapter = fresh();
  const parts = partsOf(intakeOf(adapter));
  await push(adapter, [record('1号')]);
  await takePushes(parts, signal);
  await push(adapter, [record('1号', {}, { hash: 'spelled otherwise' })]);
  expect(await takePushes(parts, signal)).toEqual({ ...none, known: 1 });
  await push(adapter, [record('1号', { causeName: '借款' })]);
  expect(await takePushes(parts, signal)).toEqual({ ...none, added: 1 });
  await push(adapter, [
    record('1号', {}, { values: { __withdrawn: true } }),
    record('3号', {}, { values: { __withdrawn: true } }),
  ]);
  expect(await takePushes(parts, signal)).toEqual({ ...none, added: 1 });
  expect(await takePushes(parts, signal)).toEqual(none);
  const told = await entries(adapter, '1号');
  expect(told.map(([transition, words]) => [transition, words?.split(' ')[0]])).toEqual([
    ['T1', '推送'],
    ['T2', undefined],
    ['T1', '推送'],
    ['T1', '撤回'],
  ]);
  expect(await house.store.oversight.intake.counts()).toContainEqual({
    ...{ intake: adapter, adapter, opened: 1, added: 2, known: 1, unplaced: 0 },
  });
});

test('a version that is sealed since seals the matter with its record, and whom it names since may be read under it', async () => {
  const adapter = fresh();
  const parts = partsOf(intakeOf(adapter));
  await push(adapter, [record('1号', { citizenId: undefined })]);
  await takePushes(parts, signal);
  expect(await matterOf(adapter, '1号')).toMatchObject({ persons: [], sealed: false });
  await push(adapter, [record('1号', { citizenId: 'named', sealed: true })]);
  await takePushes(parts, signal);
  const matter = await matterOf(adapter, '1号');
  expect(matter).toMatchObject({ persons: ['token-named'], files: ['1号'], sealed: true });
  expect((await house.store.access.matter(matter?.number ?? ''))?.persons).toEqual(['token-named']);
  const sql = 'SELECT sealed FROM supervision_step WHERE matter = ?';
  const steps = await house.store.database.query({ sql, params: [matter?.number ?? ''] });
  expect(steps.map(({ sealed }) => Number(sealed))).toEqual([1, 1, 1]);
  const told = (await house.store.oversight.outbox.after(0, 10_000)).filter(
    ({ event }) => event.subject === matter?.number,
  );
  expect(told.at(-1)?.event.data.sealed).toBe(true);
});

test('a sealed record is the juvenile line’s, one whose sealing cannot be read too, and who has to keep out is not in charge', async () => {
  const adapter = fresh();
  await push(adapter, [
    record('1号', { sealed: true }),
    record('2号', { sealed: undefined }, { flags: { sealed: ['BOOLEAN_INVALID'] } }),
    record('3号', { citizenId: 'recused' }),
    record('4号', { citizenId: 'recused', agencyCode: '371422-RECUSED' }),
  ]);
  await takePushes(partsOf(intakeOf(adapter)), signal);
  const matters = await Promise.all(['1号', '2号', '3号', '4号'].map((key) => matterOf(adapter, key)));
  expect(matters.map((matter) => [matter?.line, matter?.sealed, matter?.state, matter?.assignee])).toEqual([
    ['JUVENILE', true, 'PUSHED', null],
    ['JUVENILE', true, 'PUSHED', null],
    ['EXECUTION', false, 'PENDING_REVIEW', 'officer'],
    ['EXECUTION', false, 'PENDING_REVIEW', 'officer'],
  ]);
});

test('a slip in an agency’s code holds nothing up: the intake’s agency is the one that is meant', async () => {
  const adapter = fresh();
  await push(adapter, [record('1号', { agencyCode: '宁'.repeat(65) }), record('2号', { agencyCode: '371422-FY2' })]);
  expect(await takePushes(partsOf(intakeOf(adapter)), signal)).toEqual({ ...none, opened: 2 });
  const agencies = ['1号', '2号'].map(async (key) => (await matterOf(adapter, key))?.agencyCode);
  expect(await Promise.all(agencies)).toEqual(['371422-FY', '371422-FY2']);
});

test('a division without a procuratorate is counted, and what landed before an intake begins is passed over', async () => {
  const [adapter, later] = [fresh(), fresh()];
  await push(adapter, [
    record('1号', { jurisdictionDivisionCode: '371423' }),
    record('2号', { jurisdictionDivisionCode: undefined }),
  ]);
  expect(await takePushes(partsOf(intakeOf(adapter)), signal)).toEqual({ ...none, unplaced: 2 });
  await push(later, [record('1号')]);
  const since = '2030-01-01T00:00:00.000Z';
  expect(await takePushes(partsOf(intakeOf(later, { since })), signal)).toEqual(none);
});

test('whenever processes die, and however many take pushes at once, each record is in one matter and each version on its record once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 2 })), { maxLength: 3 }), {
        ...{ minLength: 1, maxLength: 4 },
      }),
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
      async (deliveries, deaths) => {
        const adapter = fresh();
        for (const delivery of deliveries) {
          const newest = new Map(delivery);
          await push(
            adapter,
            [...newest].map(([key, cause]) => record(key, { cause })),
          );
          const survives = deaths.shift();
          const takers = survives === undefined ? [taking(adapter), taking(adapter)] : [taking(adapter, survives)];
          await Promise.allSettled(takers.map((parts) => takePushes(parts, signal)));
        }
        await takePushes(taking(adapter), signal);
        const last = new Map(deliveries.flat());
        for (const [key, cause] of last) {
          const steps = await entries(adapter, key);
          const pushed = steps.flatMap(([transition, words]) => (transition === 'T1' ? [words] : []));
          expect(new Set(pushed).size).toBe(pushed.length);
          const versions = (await house.store.oversight.matters.steps((await matterOf(adapter, key))?.number ?? ''))
            .filter(({ transition }) => transition === 'T1')
            .map(({ records }) => records[1]);
          expect(versions.filter((each, at) => each === versions[at - 1])).toEqual([]);
          expect(versions.at(-1)).toBe(await snapshotAlone(record(key, { cause })));
        }
      },
    ),
    { numRuns: 12 },
  );
});

/** What the record says of a version that was pushed once and taken in peace. */
async function snapshotAlone(of: LandingRecord): Promise<string | undefined> {
  const adapter = fresh();
  await push(adapter, [of]);
  await takePushes(taking(adapter), signal);
  const { number = '' } = (await matterOf(adapter, of.key)) ?? {};
  return (await house.store.oversight.matters.steps(number))[0]?.records[1];
}

/** A process that takes pushes, and dies at its n-th change. */
function taking(adapter: string, survives = Number.POSITIVE_INFINITY): PushIntakeParts {
  let left = survives;
  const mortal = <A extends readonly unknown[], T>(does: (...args: A) => Promise<T>) => {
    return async (...args: A): Promise<T> => {
      left -= 1;
      if (left < 0) throw new Error('died');
      const done = await does(...args);
      if (left < 0) throw new Error('died');
      return done;
    };
  };
  const parts = partsOf(intakeOf(adapter));
  return {
    ...parts,
    matters: { ...parts.matters, open: mortal(parts.matters.open), apply: mortal(parts.matters.apply) },
    book: { ...parts.book, taken: mortal(parts.book.taken) },
  };
}
