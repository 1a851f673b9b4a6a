import { celEnv, celError, isCelError, parse, plan } from '@bufbuild/cel';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseExpression, undecided } from '../../../oversight/language/expression.js';
import { isFactMap } from '../../../oversight/language/facts.js';
import '../../fixed-seed.js';

// Values of every kind that facts have, near the limits of each, and names that stand for nothing.
const whole = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 7n, 9_223_372_036_854_775_807n, -9_223_372_036_854_775_808n),
  fc.bigInt({ min: -20n, max: 20n }),
);
const fraction = fc.constantFrom(0, -0, 0.5, -2.5, 7, 1e300, Number.POSITIVE_INFINITY, Number.NaN);
const words = fc.constantFrom('', 'a', 'ab', '李四', '2026-11-20', '2026-11-20T08:00:00+08:00', '7');
const single = fc.oneof(whole, fraction, words, fc.boolean(), fc.constant(null));
const object = fc
  .record({ a: single, b: single, none: fc.constant(null) })
  .map((fields): ReadonlyMap<string, unknown> => new Map(Object.entries(fields)));
const list = fc.array(fc.oneof(single, object), { maxLength: 4 });
const names = ['i', 'j', 'f', 't', 'u', 'yes', 'nil', 'l', 'm', 'o', 'gone'] as const;
const scopes = fc.record({
  ...{ i: whole, j: whole, f: fraction, t: words, u: words, yes: fc.boolean(), nil: fc.constant(null) },
  ...{ l: list, m: list, o: object, gone: fc.constant(undecided) },
});

const operators = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&&', '||'] as const;
const { text: texts } = fc.letrec<{ text: string }>((tie) => {
  const part = tie('text');
  const leaf = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<string>(...names, 'x', 'o.a', 'o.b', 'o.c', 'x.a') },
    fc.constantFrom('0', '1', '2.5', '-1', '"a"', '"李"', 'true', 'false', 'null', '[]', '[1, 2.0]'),
  );
  const made = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(part, fc.constantFrom(...operators), part).map((each) => `(${each.join(' ')})`) },
    fc.tuple(part, part, part).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(part, fc.constantFrom('l', 'm', '[1, i, t]')).map(([a, of]) => `(${a} in ${of})`),
    fc.tuple(fc.constantFrom('!', '-'), part).map(([sign, a]) => `${sign}(${a})`),
    fc
      .tuple(fc.constantFrom('exists', 'all', 'exists_one', 'filter', 'map'), fc.constantFrom('l', 'm'), part)
      .map(([macro, of, a]) => `${of}.${macro}(x, ${a})`),
    // An index that is no number is refused of every rule.
    fc
      .tuple(fc.constantFrom('l', 'm'), fc.constantFrom('0', 'i', 'j', 'f', '-1', 'size(l) - 1'))
      .map(([of, at]) => `${of}[${at}]`),
    fc.constantFrom('size(l)', 'size(t)', 'int(f)', 'double(i)', 't.startsWith(u)', 't.contains(u)'),
    fc.tuple(part, part).map(([a, b]) => `[${a}, ${b}]`),
  );
  return { text: fc.oneof({ maxDepth: 5, depthSize: 'medium' }, leaf, made) };
});

test('whatever is written comes to what CEL says, its errors among it', () => {
  fc.assert(
    fc.property(texts, scopes, (text, scope) => {
      expect([text, plain(parseExpression(text).evaluate(scope))]).toEqual([text, plain(oracle(text, scope))]);
    }),
    { numRuns: Number(process.env.EXPRESSION_RUNS ?? 400) },
  );
});

const environment = celEnv();

function oracle(text: string, scope: Readonly<Record<string, unknown>>): unknown {
  const open = Object.entries(scope).map(([name, value]) => [name, value === undecided ? celError('open') : value]);
  const outcome = plan(environment, parse(text))(Object.fromEntries(open));
  return isCelError(outcome) ? undecided : outcome;
}

function plain(value: unknown): unknown {
  if (isFactMap(value)) return new Map([...value].map(([name, each]) => [name, plain(each)]));
  if (typeof value !== 'object' || value === null) return value;
  return [...(value as Iterable<unknown>)].map(plain);
}
