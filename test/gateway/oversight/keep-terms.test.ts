import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { keepTerms } from '../../../gateway/oversight/keep-terms.js';
import { createLog } from '../../../gateway/server/log.js';

/** Sweeps that come one after the other, as told, and the lines that are logged of them. */
function sweeping(outcomes: readonly (() => { readonly lapsed: number; readonly reminded: number })[]) {
  const told = new PassThrough();
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  let asked = 0;
  const terms = keepTerms({
    everyMs: 1,
    log,
    sweep: async () => {
      const outcome = outcomes[asked] ?? (() => ({ lapsed: 0, reminded: 0 }));
      asked += 1;
      if (asked > outcomes.length) told.emit('done');
      return outcome();
    },
  });
  return { terms, lines, done: once(told, 'done'), asked: () => asked };
}

test('terms are looked at again and again, and what passed is told by number', async () => {
  const { terms, lines, done } = sweeping([() => ({ lapsed: 2, reminded: 1 })]);
  await done;
  await terms.close();
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ lapsed: 2, reminded: 1 }]);
});

test('a sweep that fails is told, and the next one comes all the same', async () => {
  const { terms, lines, done } = sweeping([
    () => {
      throw new Error('the store is away');
    },
    () => ({ lapsed: 0, reminded: 1 }),
  ]);
  await done;
  await terms.close();
  expect(lines.map((line) => (JSON.parse(line) as { readonly level: unknown }).level)).toHaveLength(2);
});

test('after closing nothing is looked at any more', async () => {
  const { terms, done, asked } = sweeping([]);
  await done;
  await terms.close();
  const before = asked();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked()).toBe(before);
});
