import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openPace, type PaceTime } from '../../sdk/sources/http/pace.js';
import '../fixed-seed.js';

/** A clock that stands still unless a test lets time pass. */
function standing(): PaceTime & { pass(ms: number): Promise<void> } {
  let now = 0;
  const waiting: { readonly at: number; readonly wake: () => void }[] = [];
  return {
    now: () => now,
    wait: (ms) => new Promise<void>((wake) => waiting.push({ at: now + ms, wake })),
    pass: async (ms) => {
      now += ms;
      for (const { at, wake } of waiting.splice(0).sort((one, other) => one.at - other.at)) {
        if (at <= now) wake();
        else waiting.push({ at, wake });
      }
      // Whoever was woken goes on within this turn.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const { signal } = new AbortController();

test('however calls come, no second holds more of them than the quota, and each leaves as soon as it may', async () => {
  const comings = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), comings, async (quota, gaps) => {
      const time = standing();
      const pace = openPace(quota, time);
      const left: number[] = [];
      const come: number[] = [];
      for (const gap of gaps) {
        for (let passed = 0; passed < gap; passed += 50) await time.pass(50);
        come.push(time.now());
        void pace.turn(Number.POSITIVE_INFINITY, signal).then(() => left.push(time.now()));
        await time.pass(0);
      }
      for (let passed = 0; left.length < gaps.length && passed < 60_000; passed += 50) await time.pass(50);
      // Calls that leave 1.05 s apart arrive a second apart.
      const soonest: number[] = [];
      for (const [nth, at] of come.entries()) soonest.push(Math.max(at, (soonest[nth - quota] ?? -1_050) + 1_050));
      expect(left).toEqual(soonest);
    }),
    { numRuns: 60 },
  );
});

test('a service that takes no calls for a while gets none, and whose time is over before is told why', async () => {
  const time = standing();
  const pace = openPace(undefined, time);
  pace.hold(500, 'OVERLOADED');
  await expect(pace.turn(499, signal)).rejects.toMatchObject({ reason: 'OVERLOADED' });
  let hasLeft = false;
  const turn = pace.turn(500, signal).then(() => {
    hasLeft = true;
  });
  await time.pass(499);
  expect(hasLeft).toBe(false);
  await time.pass(1);
  await turn;
  await expect(pace.turn(499, signal)).rejects.toMatchObject({ reason: 'TIMEOUT' });
});
