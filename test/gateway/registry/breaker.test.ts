import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createRegistry } from '../../../gateway/registry/registry.js';
import { clock, context, failure, intercepted, openSystem, request } from './systems.js';

beforeEach(() => {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Lets everything that was resolved go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A system that fails until told otherwise, behind a breaker that has opened. */
async function opened() {
  let answer: () => Promise<void> = async () => {
    throw failure('MALFORMED');
  };
  let calls = 0;
  const system = intercepted(await openSystem('a', []), () => {
    calls += 1;
    return answer();
  });
  const become = (how: () => Promise<void>) => {
    answer = how;
  };
  const registry = createRegistry([system], clock);
  const ask = async () => (await registry.read(request, context())).sources[0]?.reason ?? 'OK';
  for (let n = 0; n < 5; n += 1) await ask();
  return { registry, ask, calls: () => calls, become };
}

test('while one request probes a source, the others go without it at once', async () => {
  const { ask, become, calls } = await opened();
  jest.setSystemTime(2_000);
  const recovery = new AbortController();
  become(() => new Promise((resolve) => recovery.signal.addEventListener('abort', () => resolve())));
  const probe = ask();
  await settled();
  expect(await Promise.all([ask(), ask()])).toEqual(['CIRCUIT_OPEN', 'CIRCUIT_OPEN']);
  recovery.abort();
  become(async () => {});
  expect([await probe, await ask(), calls()]).toEqual(['OK', 'OK', 7]);
});

test('a probe whose caller left has not found out anything: the source is left alone for longer', async () => {
  const { registry, ask, become, calls } = await opened();
  jest.setSystemTime(2_000);
  become(() => new Promise(() => {}));
  const caller = new AbortController();
  const probe = registry.read(request, { requestId: 'p', signal: caller.signal });
  await settled();
  caller.abort();
  await expect(probe).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  become(async () => {});
  expect([await ask(), calls()]).toEqual(['CIRCUIT_OPEN', 6]);
});

test('who fails again is left alone for longer each time', async () => {
  const { ask, calls } = await opened();
  const asked: number[] = [];
  for (let second = 0; second < 40; second += 1) {
    jest.setSystemTime(second * 1_000);
    const before = calls();
    await ask();
    if (calls() > before) asked.push(second);
  }
  expect(asked).toEqual([2, 6, 14, 22, 30, 38]);
});
