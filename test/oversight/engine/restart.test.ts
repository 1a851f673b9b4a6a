import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEngine, heldMs } from '../../../gateway/oversight/engine.js';
import { createChanges } from '../../../oversight/engine/changes/changes.js';
import { type EngineParts, resumeRun, runRules } from '../../../oversight/engine/run.js';
import { bookOf } from '../../../oversight/rules/load.js';
import { PlumblineError } from '../../../schema/errors.js';
import type { FindingBook } from '../../../schema/oversight/book.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import { openStore, type Store } from '../../../store/open-store.js';
import { type County, countyToday, openCounty } from '../county.js';
import { recorded } from './recorded.js';
import '../../fixed-seed.js';

/** Two rules over single records and one over groups, in small pages. */
const rules = ['CC-01', 'CC-02', 'CV-01'];
const pageSize = 40;
const division = '371422';
const now = new Date('2026-11-02T09:00:00+08:00');

let county: County;
let base: Omit<EngineParts, 'book' | 'newId'>;
let undisturbed: unknown;
let questions = 0;

beforeAll(async () => {
  county = await openCounty({ rules, scale: 0.02 });
  const client = recorded(county.parts().client);
  const counting: OversightClient = {
    ask: (question) => {
      questions += 1;
      return client.ask(question);
    },
  };
  const small = bookOf(county.engine.rules.rules.map((rule) => ({ ...rule, pageSize })));
  base = { ...county.parts(), client: counting, rules: small, clock: () => now, atOnce: 2 };
  undisturbed = await within(async (store) => {
    await runRules({ ...base, book: store.oversight.findings, newId: () => 'run' }, request());
    return told(store);
  });
}, 240_000);

afterAll(() => county?.close());

const request = (signal = new AbortController().signal) => ({ division, today: countyToday, signal });

async function within<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-engine-'));
  const url = `file:${join(folder, 'store.db')}`;
  const store = await openStore({ url, clock: () => now, chain: 'engine', digest: 'sha256' });
  try {
    return await work(store);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that the books hold of a run, but where its last page came to stand. */
async function told({ database }: Store): Promise<unknown> {
  const rows = async (sql: string) => (await database.query({ sql, params: [] })).map((row) => ({ ...row }));
  return {
    findings: await rows('SELECT * FROM oversight_finding ORDER BY id'),
    evidence: await rows('SELECT * FROM oversight_evidence ORDER BY id'),
    events: await rows('SELECT * FROM oversight_finding_event ORDER BY id'),
    rules: await rows(
      'SELECT rule, state, records, hits, guarded, indeterminate FROM oversight_rule_run ORDER BY rule',
    ),
    runs: await rows('SELECT * FROM oversight_run'),
  };
}

/** How a process ends, or is hindered, at its n-th page. */
type Harm = { readonly at: number; readonly how: 'STOPPED' | 'BEFORE_COMMIT' | 'AFTER_COMMIT' | 'NO_LOG' };

const died = () => new PlumblineError('STORE_UNAVAILABLE', 'the process is gone');

/** One process of the engine, which comes to harm. */
async function live(store: Store, { at, how }: Harm): Promise<void> {
  const stop = new AbortController();
  const findings = store.oversight.findings;
  let asked = 0;
  let written = 0;
  const client: OversightClient = {
    ask: async (question) => {
      asked += 1;
      if (how === 'STOPPED' && asked === at) stop.abort();
      if (how === 'NO_LOG' && asked === at) throw new PlumblineError('AUDIT_UNAVAILABLE', 'for a moment');
      return base.client.ask(question);
    },
  };
  const book: FindingBook = {
    ...findings,
    recordPage: async (outcome) => {
      written += 1;
      if (how === 'BEFORE_COMMIT' && written >= at) throw died();
      const receipt = await findings.recordPage(outcome);
      if (how === 'AFTER_COMMIT' && written >= at) throw died();
      return receipt;
    },
  };
  const parts: EngineParts = { ...base, client, book, newId: () => 'run' };
  const [unfinished] = await findings.unfinishedRuns();
  const isNew = (await findings.run('run')) === null;
  const going = isNew
    ? runRules(parts, request(stop.signal))
    : unfinished === undefined
      ? Promise.resolve()
      : resumeRun(parts, unfinished, stop.signal);
  await going.catch((error: unknown) => {
    if (!(error instanceof PlumblineError && error.code === 'STORE_UNAVAILABLE')) throw error;
  });
}

const harm: fc.Arbitrary<Harm> = fc.record({
  at: fc.integer({ min: 1, max: 12 }),
  how: fc.constantFrom('STOPPED', 'BEFORE_COMMIT', 'AFTER_COMMIT', 'NO_LOG'),
});

test('a run that ends anywhere, as often as it may, comes to what an undisturbed one comes to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 6 }), async (harms) => {
      const reached = await within(async (store) => {
        for (const each of harms) await live(store, each);
        await live(store, { at: 0, how: 'STOPPED' });
        return told(store);
      });
      expect(reached).toEqual(undisturbed);
    }),
    { numRuns: 25 },
  );
}, 240_000);

test('a process that was asleep until another took over leaves what it did to that one', async () => {
  await within(async (store) => {
    const { findings, outbox } = store.oversight;
    const awake = now.getTime() + heldMs + 1;
    let [clock, asked] = [now.getTime(), 0];
    const at = (ms: number) => new Date(ms).toISOString();
    const sleepy: OversightClient = {
      ask: async (question) => {
        asked += 1;
        if (asked === 4) {
          clock = awake;
          await outbox.hold('oversight-run', 'another', { at: at(clock), until: at(clock + heldMs) });
        }
        return base.client.ask(question);
      },
    };
    const engine = createEngine({
      ...{ rules: base.rules, books: store.oversight, division, atOnce: 1, overlapMs: 0 },
      ...{ clientOf: () => sleepy, groundOf: () => base.ground(), clock: () => new Date(clock) },
    });
    const { id } = await engine.begin({ today: countyToday });
    const asking = { today: countyToday, signal: new AbortController().signal };
    await expect(engine.resume(asking)).rejects.toMatchObject({ code: 'OVERSIGHT_STATE' });
    expect([asked, (await findings.run(id))?.state]).toEqual([4, 'RUNNING']);
    await outbox.letGo('oversight-run', 'another', at(clock));
    expect((await engine.resume(asking)).map(({ state }) => state)).toEqual(['DONE']);
    const ids = (from: unknown) => (from as { findings: { id: string }[] }).findings.map((each) => each.id);
    expect(ids(await told(store))).toEqual(ids(undisturbed));
  });
}, 60_000);

test('who is stopped takes no answer from others that wait for the same', async () => {
  const first = new AbortController();
  const client: OversightClient = {
    ask: async (question) => {
      if (question.signal !== first.signal) return base.client.ask(question);
      first.abort();
      throw first.signal.reason;
    },
  };
  const asked = { leads: [], lists: ['courtCases'] };
  const changes = createChanges({ client, ground: base.ground() }, asked, now.toISOString());
  const ends = await Promise.allSettled(
    [first, new AbortController()].map(({ signal }) => changes.countIn('courtCases', signal)),
  );
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('what a process had reached is not asked again', async () => {
  questions = 0;
  await within((store) => live(store, { at: 0, how: 'STOPPED' }));
  const all = questions;
  await within(async (store) => {
    await live(store, { at: 6, how: 'STOPPED' });
    questions = 0;
    await live(store, { at: 0, how: 'STOPPED' });
  });
  expect(questions).toBeLessThan(all);
}, 60_000);
