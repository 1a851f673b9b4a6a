import { expect, test } from '@jest/globals';
import { LruCache, weightOf } from '../../schema/lru-cache.js';

const keptOf = (cache: LruCache<number>, keys: string) =>
  [...keys].filter((key) => cache.get(key) !== undefined).join('');

test('what was not used for longest leaves first', () => {
  const cache = new LruCache<number>(3);
  for (const [at, key] of [...'abc'].entries()) cache.set(key, at);
  cache.get('a');
  cache.set('d', 3);
  expect([keptOf(cache, 'abcd'), cache.size]).toEqual(['acd', 3]);
});

test('what is heavy takes the places of several, and gives them back', () => {
  const cache = new LruCache<number>(4);
  for (const key of 'abcd') cache.set(key, 0);
  cache.set('e', 0, 3);
  expect(keptOf(cache, 'abcde')).toBe('de');
  cache.set('e', 0);
  for (const key of 'fg') cache.set(key, 0);
  expect(keptOf(cache, 'defg')).toBe('defg');
});

test('what is heavier than all that may be kept is kept alone, until something else is', () => {
  const cache = new LruCache<number>(2);
  cache.set('a', 0);
  cache.set('b', 0, 9);
  expect(keptOf(cache, 'ab')).toBe('b');
  cache.set('c', 0);
  expect(keptOf(cache, 'abc')).toBe('c');
});

test('documents weigh as much as they are long, and none is for nothing', () => {
  expect([0, 1, 1_000, 1_001, 32_000].map((length) => weightOf('x'.repeat(length)))).toEqual([1, 1, 1, 2, 32]);
});
