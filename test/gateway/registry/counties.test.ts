import { expect, test } from '@jest/globals';
import { createRegistry } from '../../../gateway/registry/registry.js';
import type { OpenAdapter } from '../../../schema/adapter.js';
import { clock, context, intercepted, openSystem, request } from './systems.js';

const name = (at: number) => `county-${`${at}`.padStart(2, '0')}`;
const counties = 40;
const hanging = new Set([3, 17, 18, 39]);

/** Forty counties' systems, each with a record of the person asked for; four of them never answer. */
async function openCounties(timeoutMs: number): Promise<readonly OpenAdapter[]> {
  return Promise.all(
    Array.from({ length: counties }, async (_, at) => {
      const system = await openSystem(name(at), [{ k: `${at}`, n: '甲', a: at, d: null }]);
      const slow = { ...system, timeoutMs };
      return hanging.has(at) ? intercepted(slow, () => new Promise(() => {})) : slow;
    }),
  );
}

const lookup = { ...request, by: { field: 'name', values: ['甲', '乙'] }, first: 100 };

test('a person’s records come from every county that answers, and those that hang are named', async () => {
  const registry = createRegistry(await openCounties(50), clock, { atOnce: 16, perRequest: 8 });
  const { groups, sources, unavailable } = await registry.read(lookup, context());
  const answering = Array.from({ length: counties }, (_, at) => at).filter((at) => !hanging.has(at));
  expect(groups.get('甲')).toMatchObject({ hasNext: false, total: answering.length });
  expect(groups.get('甲')?.rows.map(({ adapter }) => adapter)).toEqual(answering.map(name));
  expect(sources.map(({ adapter, status, reason }) => [adapter, status, reason])).toEqual(
    Array.from({ length: counties }, (_, at) =>
      hanging.has(at) ? [name(at), 'UNAVAILABLE', 'TIMEOUT'] : [name(at), 'OK', null],
    ),
  );
  expect(unavailable).toBe(false);
});

test('after five time-outs those that hang are left alone, and nobody waits for them', async () => {
  const registry = createRegistry(await openCounties(50), clock);
  const asked = await Promise.all(Array.from({ length: 5 }, (_, at) => registry.read(lookup, context(`r${at}`))));
  expect(asked.map(({ sources }) => sources.filter(({ reason }) => reason === 'TIMEOUT').length)).toEqual([
    4, 4, 4, 4, 4,
  ]);
  const { sources, groups } = await registry.read(lookup, context());
  expect(
    sources.filter(({ status }) => status === 'UNAVAILABLE').map(({ adapter, reason }) => [adapter, reason]),
  ).toEqual([...hanging].map((at) => [name(at), 'CIRCUIT_OPEN']));
  expect(groups.get('甲')?.total).toBe(counties - hanging.size);
});

test('one question that is too broad for one county is refused, and the reads of the others are given up', async () => {
  const signals: AbortSignal[] = [];
  const watched = (await openCounties(60_000)).map((system) => ({
    ...system,
    readers: system.readers.map((reader) => ({
      ...reader,
      read: (asked: typeof request, given: { readonly requestId: string; readonly signal: AbortSignal }) => {
        signals.push(given.signal);
        if (system.id === name(7)) return Promise.reject(Object.assign(new Error('x'), { code: 'BOUND_EXCEEDED' }));
        return reader.read(asked, given);
      },
    })),
  }));
  const reading = createRegistry(watched, clock).read(lookup, context());
  await expect(reading).rejects.toMatchObject({ code: 'BOUND_EXCEEDED' });
  expect([...hanging].map((at) => signals[at]?.aborted)).toEqual([true, true, true, true]);
});
