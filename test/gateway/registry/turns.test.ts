import { setMaxListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTurns } from '../../../gateway/registry/turns.js';
import '../../fixed-seed.js';

const never = new AbortController().signal;
// As many listen as wait.
setMaxListeners(0, never);

/** Lets everything that was resolved go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a request over two hundred systems does not keep another one waiting for all of them', async () => {
  const turns = createTurns({ atOnce: 4, perRequest: 4 });
  const served: string[] = [];
  const call = async (request: string) => {
    const giveBack = await turns.take(request, never);
    served.push(request);
    await settled();
    giveBack();
  };
  await Promise.all([...Array.from({ length: 200 }, () => call('wide')), call('narrow'), call('third')]);
  expect(served.length).toBe(202);
  expect(Math.max(served.indexOf('narrow'), served.indexOf('third'))).toBeLessThan(4 + 3);
});

test('one request never has more calls under way than its share, and leaves room for the others', async () => {
  const turns = createTurns({ atOnce: 10, perRequest: 3 });
  const taken: string[] = [];
  const waiting = Array.from({ length: 8 }, async () => {
    await turns.take('wide', never);
    taken.push('wide');
  });
  await settled();
  const other = await turns.take('other', never);
  expect([taken.length, typeof other]).toEqual([3, 'function']);
  expect(waiting.length).toBe(8);
});

test('who goes while waiting leaves the line, and takes no turn', async () => {
  const turns = createTurns({ atOnce: 1, perRequest: 1 });
  const giveBack = await turns.take('first', never);
  const caller = new AbortController();
  const waiting = turns.take('second', caller.signal);
  const last = turns.take('third', never);
  caller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  giveBack();
  await expect(last).resolves.toBeInstanceOf(Function);
});

test('every call gets its turn, within both bounds, in whatever order turns are given back', async () => {
  const bounds = fc.record({ atOnce: fc.integer({ min: 1, max: 6 }), perRequest: fc.integer({ min: 1, max: 4 }) });
  await fc.assert(
    fc.asyncProperty(
      bounds,
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 }),
      fc.scheduler(),
      async (calls, requests, s) => {
        const turns = createTurns(calls);
        const underWay: string[] = [];
        let done = 0;
        const all = requests.map(async (request) => {
          const giveBack = await turns.take(request, never);
          underWay.push(request);
          expect(underWay.length).toBeLessThanOrEqual(calls.atOnce);
          expect(underWay.filter((each) => each === request).length).toBeLessThanOrEqual(calls.perRequest);
          await s.schedule(Promise.resolve());
          underWay.splice(underWay.indexOf(request), 1);
          done += 1;
          giveBack();
        });
        await s.waitFor(Promise.all(all));
        expect(done).toBe(requests.length);
      },
    ),
  );
});
