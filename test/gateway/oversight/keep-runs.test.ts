import { expect, test } from '@jest/globals';
import { untilNext } from '../../../gateway/oversight/keep-runs.js';

const hourMs = 3_600_000;

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
