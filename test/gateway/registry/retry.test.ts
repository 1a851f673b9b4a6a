import { expect, test } from '@jest/globals';
import { createRegistry } from '../../../gateway/registry/registry.js';
import { createRetryBudget } from '../../../gateway/registry/retry.js';
import { type SourceReason, sourceReasons } from '../../../schema/reader.js';
import { clock, context, failure, intercepted, openSystem, request } from './systems.js';

/** A system whose first calls fail as told, and how often it was called. */
async function failing(...reasons: readonly (SourceReason | null)[]) {
  const calls: (SourceReason | null)[] = [];
  const system = intercepted(await openSystem('a', [{ k: '1', n: 'x', a: 1, d: null }]), async () => {
    const reason = reasons[calls.length] ?? null;
    calls.push(reason);
    if (reason !== null) throw failure(reason);
  });
  return { system, calls };
}

test('a connection that was refused or broke is tried again, twice at most', async () => {
  const { system, calls } = await failing('REFUSED', 'REFUSED', null);
  const { sources } = await createRegistry([system], clock).read(request, context());
  expect([sources[0]?.status, calls.length]).toEqual(['OK', 3]);
  const down = await failing('REFUSED', 'REFUSED', 'REFUSED', null);
  const { sources: missing } = await createRegistry([down.system], clock).read(request, context());
  expect([missing[0]?.reason, down.calls.length]).toEqual(['REFUSED', 3]);
});

const final = sourceReasons.filter((reason) => reason !== 'REFUSED');

test.each(final)('what failed for %s is not tried again', async (reason) => {
  const { system, calls } = await failing(reason, null);
  const { sources } = await createRegistry([system], clock).read(request, context());
  expect([sources[0]?.reason, calls.length]).toEqual([reason, 1]);
});

test('nothing is tried again that would end after the time-out', async () => {
  const { system, calls } = await failing('REFUSED', null);
  const { sources } = await createRegistry([{ ...system, timeoutMs: 10 }], clock).read(request, context());
  expect([sources[0]?.reason, calls.length]).toEqual(['REFUSED', 1]);
});

test('a tenth of the calls of ten seconds may be tried again, and three of few', () => {
  let now = Date.parse('2026-11-01T00:00:00Z');
  const budget = createRetryBudget(() => new Date(now));
  const taken = (calls: number) => {
    for (let call = 0; call < calls; call += 1) budget.spend();
    let retries = 0;
    while (budget.take()) retries += 1;
    return retries;
  };
  const quiet = taken(1);
  const busy = taken(99);
  now += 9_000;
  const sameWindow = taken(0);
  now += 1_000;
  const nextWindow = taken(50);
  expect([quiet, busy, sameWindow, nextWindow]).toEqual([3, 7, 0, 5]);
});

test('a source that is down is asked little more than if nothing were tried again', async () => {
  const { system, calls } = await failing(...Array.from({ length: 500 }, () => 'REFUSED' as const));
  // One caller after another, each with a breaker of his own that does not open: the budget alone holds them.
  const registry = createRegistry([system], clock);
  for (let n = 0; n < 20; n += 1) await registry.read(request, context(`r${n}`));
  expect(calls.length).toBe(5 + 3);
});
