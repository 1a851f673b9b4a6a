import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { heldMs, type RunOptions } from '../../../gateway/oversight/engine.js';
import { type KeepRunsSetting, keepRuns, untilNext } from '../../../gateway/oversight/keep-runs.js';
import { createLog } from '../../../gateway/server/log.js';
import type { RunReport } from '../../../oversight/engine/run.js';
import { PlumblineError } from '../../../schema/errors.js';

const hourMs = 3_600_000;
const minuteMs = 60_000;

test.each([
  ['02:30', '2026-11-01T01:30:00+08:00', hourMs],
  ['02:30', '2026-11-01T02:30:00+08:00', 24 * hourMs],
  ['02:30', '2026-11-01T03:30:00+08:00', 23 * hourMs],
  // The day begins in China while it is yesterday elsewhere.
  ['00:00', '2026-10-31T15:00:00Z', hourMs],
  ['23:59', '2026-10-31T16:00:00Z', 24 * hourMs - 60_000],
])('the next %s after %s is by China’s clock', (at, now, ms) => {
  expect(untilNext(at, new Date(now))).toBe(ms);
});

describe('what begins by itself', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-01T01:00:00+08:00'), doNotFake: ['nextTick', 'queueMicrotask'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const report: RunReport = { run: 'run', mode: 'FULL', state: 'DONE', rules: [] };

  /** Runs that take as long as the test lets them. */
  function kept(when: Pick<KeepRunsSetting, 'nightly' | 'changesMs'>, isBusy = false) {
    const begun: string[] = [];
    const underWay: { readonly signal: AbortSignal; readonly end: () => void; readonly refuse: () => void }[] = [];
    const run = ({ since, signal }: RunOptions) => {
      begun.push(
        `${since === undefined ? 'ALL' : String(since)} at ${new Date(Date.now() + 8 * hourMs).toISOString().slice(11, 19)}`,
      );
      return new Promise<RunReport>((resolve, reject) => {
        const refuse = () => reject(new PlumblineError('OVERSIGHT_STATE', 'another process of this hub runs rules'));
        underWay.push({ signal, end: () => resolve(report), refuse });
      });
    };
    let resumed = 0;
    const resume = async () => {
      resumed += 1;
      if (isBusy && resumed === 1)
        throw new PlumblineError('OVERSIGHT_STATE', 'another process of this hub runs rules');
      return [];
    };
    const log = createLog('error', { write: (line) => begun.push(line) });
    const runs = keepRuns({ ...when, engine: { run, resume }, clock: () => new Date(), log });
    const last = () => {
      const run = underWay.at(-1);
      if (run === undefined) throw new Error('nothing is under way');
      return run;
    };
    return { runs, begun, last, resumed: () => resumed };
  }

  test('what changed is looked at when it is due, and next that long after the look has ended', async () => {
    const { runs, begun, last } = kept({ nightly: null, changesMs: 15 * minuteMs });
    await pass(15 * minuteMs - 1);
    expect(begun).toEqual([]);
    await pass(1);
    expect(begun).toEqual(['LAST at 01:15:00']);
    await pass(40 * minuteMs);
    expect(begun).toHaveLength(1);
    last().end();
    await pass(15 * minuteMs);
    expect(begun).toEqual(['LAST at 01:15:00', 'LAST at 02:10:00']);
    // A process that runs rules already looks at what changed before it began.
    last().refuse();
    await pass(15 * minuteMs);
    expect(begun.slice(2)).toEqual(['LAST at 02:25:00']);
    last().end();
    await runs.close();
  });

  test('every rule is run each night', async () => {
    const { runs, begun, last } = kept({ nightly: '02:30' });
    await pass(90 * minuteMs);
    expect(begun).toEqual([]);
    await pass(1_000);
    expect(begun).toEqual(['ALL at 02:30:01']);
    last().end();
    await pass(24 * hourMs - 1);
    expect(begun).toHaveLength(1);
    await pass(1);
    expect(begun).toHaveLength(2);
    last().end();
    await runs.close();
  });

  test('a night’s run waits for the look that is under way', async () => {
    const { runs, begun, last } = kept({ nightly: '02:30', changesMs: 90 * minuteMs });
    await pass(2 * hourMs);
    expect(begun).toEqual(['LAST at 02:30:00']);
    last().end();
    await pass(0);
    expect(begun.slice(1)).toEqual(['ALL at 03:00:00']);
    last().end();
    await runs.close();
  });

  test('closing tells a run to stop, waits for it, and begins nothing more', async () => {
    const { runs, begun, last } = kept({ nightly: '01:00', changesMs: 15 * minuteMs });
    await pass(15 * minuteMs);
    let isClosed = false;
    const closing = runs.close().then(() => {
      isClosed = true;
    });
    await pass(2 * 24 * hourMs);
    expect([last().signal.aborted, isClosed]).toEqual([true, false]);
    last().end();
    await closing;
    await pass(2 * 24 * hourMs);
    expect(begun).toEqual(['LAST at 01:15:00']);
  });

  test('what another process left is gone on with when its time is over', async () => {
    const { runs, resumed } = kept({ nightly: null }, true);
    await pass(heldMs - 1);
    expect(resumed()).toBe(1);
    await pass(1);
    expect(resumed()).toBe(2);
    await pass(24 * hourMs);
    expect(resumed()).toBe(2);
    await runs.close();
  });

  test('a night’s run that another process has is gone on with when that one has died of it', async () => {
    const { runs, last, resumed } = kept({ nightly: '01:30' });
    await pass(31 * minuteMs);
    expect(resumed()).toBe(1);
    last().refuse();
    await pass(heldMs - 1);
    expect(resumed()).toBe(1);
    await pass(1);
    expect(resumed()).toBe(2);
    await runs.close();
  });
});
