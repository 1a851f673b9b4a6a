import { expect, test } from '@jest/globals';
import { assertAlike } from '../../bench/compare.js';
import { type Contestant, measure, medianRatio, quantile } from '../../bench/measure.js';
import { parseOptions } from '../../bench/options.js';
import { standingsOf, withNumbers } from '../../bench/results.js';

const answering = (name: string, data: unknown): Contestant => ({ name, run: async () => data });

test('contestants take turns, and every counted round gives each a CPU time', async () => {
  const turns: string[] = [];
  const turning = (name: string): Contestant => ({ name, run: async () => void turns.push(name) });
  const slices = await measure([turning('a'), turning('b')], { requests: 5, rounds: 3, concurrency: 1 });
  expect(turns.join('')).toBe('ab'.repeat(5));
  expect([...slices].map(([name, own]) => [name, own.length])).toEqual([
    ['a', 3],
    ['b', 3],
  ]);
});

test('equal answers are alike, whatever the order of fields and with what policies mask set aside', async () => {
  const masked = answering('plumbline', { person: { citizenId: '3714********', name: 'A' } });
  const clear = answering('stock', { person: { name: 'A', citizenId: '371422' } });
  await expect(assertAlike([masked, clear], ['person.citizenId'])).resolves.toBeUndefined();
});

test('answers that differ are named by path, and not by value', async () => {
  const one = answering('plumbline', { person: { cases: [{ n: 1 }, { n: 2 }] } });
  const other = answering('stock', { person: { cases: [{ n: 1 }, { n: 3 }] } });
  await expect(assertAlike([one, other], [])).rejects.toThrow('stock differs from plumbline at person.cases.1.n');
});

test('ratios compare a contestant with those of its own path, round by round', () => {
  const slices = new Map([
    ['plumbline over HTTP', [10, 40]],
    ['stock over HTTP', [20, 80]],
    ['stock', [1, 1]],
  ]);
  expect(standingsOf(slices)).toEqual([
    { name: 'plumbline over HTTP', cpuMs: 25, quartiles: [17.5, 32.5], toStock: 0.5, toFloor: null, perCore: 40 },
    { name: 'stock over HTTP', cpuMs: 50, quartiles: [35, 65], toStock: 1, toFloor: null, perCore: 20 },
    { name: 'stock', cpuMs: 1, quartiles: [1, 1], toStock: 1, toFloor: null, perCore: 1000 },
  ]);
  expect([quantile([4, 1, 3, 2], 0.5), medianRatio([2, 9], [1, 3])]).toEqual([2.5, 2.5]);
});

test('numbers replace those of the page, and nothing else of it', () => {
  const page = 'before\n<!-- numbers: begin -->\nold\n<!-- numbers: end -->\nafter\n';
  expect(withNumbers(page, 'new')).toBe('before\n<!-- numbers: begin -->\nnew\n<!-- numbers: end -->\nafter\n');
  expect(() => withNumbers('no marks', 'new')).toThrow('numbers: begin');
});

test.each([[['--requests', '0']], [['--rounds', 'many']], [['--nothing']]])('%j is refused', (args) => {
  expect(() => parseOptions(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
