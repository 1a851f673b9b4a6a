import { expect, test } from '@jest/globals';
import { environment } from '../../../oversight/language/environment.js';
import { parseExpression } from '../../../oversight/language/expression.js';
import { listed } from '../../../oversight/language/legal-function.js';

const evaluate = (text: string, scope: Record<string, unknown> = {}) => parseExpression(text).evaluate(scope);

test('filter and map go over twenty thousand elements', () => {
  const numbers = Array.from({ length: 20_000 }, (_, at) => BigInt(at));

  expect(environment).toBeDefined();
  expect(evaluate('size(n.filter(x, x % 2 == 0).map(x, x * 2))', { n: numbers })).toBe(10_000n);
  expect(evaluate('sum(n.filter(x, x < 3))', { n: numbers })).toBe(3n);
});

test('a list that two others grow out of keeps what it was', () => {
  const text = '[a.filter(x, true), a.filter(x, true) + [8], a.filter(x, true) + [9], [1] + [2] + [3]].map(l, size(l))';

  expect(listed(evaluate(text, { a: [1n, 2n] }))).toEqual([2n, 3n, 3n, 3n]);
});

test('both continuations of one list hold their own elements', () => {
  const scope = { a: listed(evaluate('[1, 2]')) };
  const grow = parseExpression('[a + [3], a + [4]]');
  const [first, second] = listed(grow.evaluate(scope)).map((each) => listed(each));

  expect([first, second]).toEqual([
    [1n, 2n, 3n],
    [1n, 2n, 4n],
  ]);
  const shared = { b: evaluate('[1].map(x, x)') };
  const branches = listed(parseExpression('[b + [5], b + [6], b]').evaluate(shared)).map((each) => listed(each));
  expect(branches).toEqual([[1n, 5n], [1n, 6n], [1n]]);
});
