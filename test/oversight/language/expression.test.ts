import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CelFunc, CelScalar, celEnv, celError, celFunc, isCelError, parse, plan } from '@bufbuild/cel';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseExpression, type Scope, undecided } from '../../../oversight/language/expression.js';
import { compileConverter, isFactMap, noGaps } from '../../../oversight/language/facts.js';
import { type Argument, type LegalFunction, listed } from '../../../oversight/language/legal-function.js';
import { legalFunctions } from '../../../oversight/language/legal-functions.js';
import { compileRule } from '../../../oversight/rules/compile.js';
import { type RuleFile, ruleFile } from '../../../oversight/rules/format.js';
import { ownRules, readRules } from '../../../oversight/rules/load.js';
import { compileParameters } from '../../../oversight/rules/parameters.js';
import { readYaml } from '../../../policies/loading/yaml-file.js';
import { ground } from '../rules/ground.js';
import { pathsOf, randomRow } from '../rules/random-row.js';
import '../../fixed-seed.js';

const evaluate = (text: string, scope: Scope = {}) => parseExpression(text).evaluate(scope);

const rules = readRules(ground).rules.map(({ facts }) => facts.id);
const today = '2026-11-20';

test.each(rules)('expressions of %s come to what CEL says, whatever its row lacks', (id) => {
  const text = (name: string) => ({ name, text: readFileSync(join(ownRules, id, name), 'utf8') });
  const rule = readYaml(text('rule.yaml'), ruleFile, []);
  const type = rule && compileRule({ folder: id, rule, query: text('query.graphql') }, ground, [])?.operation.row;
  if (rule === null || type == null) throw new Error(`${id} is sound and is not`);
  const { lets, others } = textsOf(rule.value);
  const p = compileParameters(rule.value.parameters)('371422', today);
  const convert = compileConverter(type);
  const missing = fc.subarray([...pathsOf(type)], { maxLength: 2 });
  fc.assert(
    fc.property(randomRow(type), missing, (raw, gone) => {
      const gaps = { ...noGaps, shut: new Map(gone.map((path) => [path, 'UNAVAILABLE' as const])) };
      const scope: Record<string, unknown> = { row: convert(raw, gaps).facts, p, today };
      for (const [name, text] of lets) scope[name] = agreed(text, scope);
      for (const text of others) agreed(text, scope);
    }),
    { numRuns: 12 },
  );
});

test('what a rule may write comes to what CEL says, be it of odd kinds', () => {
  const object = new Map<string, unknown>([
    ['a', 1n],
    ['none', null],
    ['list', [1n, 2n]],
  ]);
  const scope = {
    o: object,
    same: new Map(object),
    n: 3n,
    d: 3.5,
    t: '李四𠮷',
    list: [1n, 2.5, null, 'x', object],
    gone: undecided,
  };
  const values = ['o', 'same', 'n', 'd', 't', 'list', 'gone', 'o.a', 'o.none', 'o.b', 'list[1]', 'null', 'true', '""'];
  const pairs = values.flatMap((a) => values.map((b): readonly [string, string] => [a, b]));
  const operators = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '&&', '||', 'in'];
  // What the check refuses of every row is nobody's.
  const refused =
    /^\S+ in (o|same)$|^list\[true\]$|^double\((t|"")\)$|^size\((o|same)\)$|^(o|same)\.(all|exists_one|filter|map)/;
  const held = (text: string) => refused.test(text) || agreed(text, scope);
  for (const [a, b] of pairs) {
    for (const operator of operators) held(`${a} ${operator} ${b}`);
    held(`${a} ? ${b} : n`);
    held(`list[${a}]`);
    held(`[${a}, ${b}].exists(x, x == 3 || x)`);
    held(`[${a}, ${b}].map(x, [x].map(y, y == x))`);
  }
  for (const a of values) {
    for (const name of ['!', '-', 'double', 'string']) held(`${name}(${a})`);
    for (const name of ['startsWith', 'endsWith', 'contains', 'matches']) held(`"李四".${name}(${a})`);
    held(`size(${a})`);
    held(`${a}.all(x, x != 1)`);
    held(`${a}.exists_one(x, x == 1)`);
    held(`${a}.filter(x, x > 1)`);
    held(`${a}.map(x, x != null, x)`);
  }
  const limits = [
    '9223372036854775807 + 1',
    '-9223372036854775807 - 2',
    '9223372036854775807 * 2',
    '1 / 0',
    '1 % 0',
    '1.0 / 0.0',
  ];
  const odd = [
    '[1][-1]',
    '[1][1]',
    '"a".matches("(")',
    'int(2.9)',
    'int(-2.9)',
    'int(1e30)',
    'size([], [])',
    'size()',
    '9007199254740993 == 9007199254740992.0',
  ];
  for (const text of [...limits, ...odd]) held(text);
});

test('filter and map go over twenty thousand elements', () => {
  const n = Array.from({ length: 20_000 }, (_, at) => BigInt(at));

  expect(evaluate('size(n.filter(x, x % 2 == 0).map(x, x * 2))', { n })).toBe(10_000n);
  expect(evaluate('sum(n.filter(x, x < 3))', { n })).toBe(3n);
});

test('what elements have in common is worked out for each list anew', () => {
  const scope = { a: [1n, 2n], b: [[1n, 2n], [3n], []], n: 2n, gone: undecided };
  const texts = [
    'a.map(x, a.map(y, a.map(z, string(x) + string(y) + string(n))))',
    'a.map(x, a.map(x, [x].exists(x, string(x) == "2")))',
    'b.map(l, l.map(x, l.filter(y, y > x && y <= sum(l.map(z, z * n)))))',
    'b.map(l, b.map(m, size(l) + size(m)))',
    'b.filter(l, a.all(x, l.exists(y, y == x) && size(l) == int(n)))',
    'b.map(l, a.exists(x, size(l) > 5 || string(gone) == string(x)))',
    'b.map(l, a.exists_one(x, l.exists_one(y, y + size(l) == x + n)))',
    'b.map(l, l.map(x, 6 / size(l.filter(y, y != x))))',
  ];
  // Twice: what was worked out for one row is nothing to the next.
  for (const text of texts) for (const n of [2n, 3n]) agreed(text, { ...scope, n });
  const { evaluate: sums } = parseExpression('a.map(x, a.map(y, x + sum(a) + size(a)))');

  expect([sums({ a: [1n] }), sums({ a: [2n] })]).toEqual([[[3n]], [[5n]]]);
});

test('a list that two others grow out of keeps what it was', () => {
  const text = '[a.filter(x, true), a.filter(x, true) + [8], a.filter(x, true) + [9], a].map(l, sum(l))';

  expect(listed(evaluate(text, { a: [1n, 2n] }))).toEqual([3n, 11n, 12n, 3n]);
});

/** What an expression comes to, which is what CEL's own evaluator says. */
function agreed(text: string, scope: Scope): unknown {
  const outcome = evaluate(text, scope);
  expect([text, plain(outcome)]).toEqual([text, plain(oracle(text, scope))]);
  return outcome;
}

const environment = celEnv({ funcs: legalFunctions.map(toCel) });

function toCel({ name, parameters, answer }: LegalFunction): CelFunc {
  const dynamic = parameters.map(() => CelScalar.DYN);
  return celFunc(name, dynamic, CelScalar.DYN, (...args) => answer(...(args as readonly Argument[])) as never);
}

const plans = new Map<string, (scope: never) => unknown>();

function oracle(text: string, scope: Scope): unknown {
  const known = plans.get(text) ?? (plan(environment, parse(text)) as (scope: never) => unknown);
  plans.set(text, known);
  const open = Object.entries(scope).map(([name, value]) => [name, value === undecided ? celError('open') : value]);
  const outcome = known(Object.fromEntries(open) as never);
  return isCelError(outcome) ? undecided : outcome;
}

function plain(value: unknown): unknown {
  if (isFactMap(value)) return new Map([...value].map(([name, each]) => [name, plain(each)]));
  if (typeof value !== 'object' || value === null) return value;
  return [...(value as Iterable<unknown>)].map(plain);
}

/** Every expression over the rows of a rule; those of a rule over groups say how rows are put into them. */
function textsOf({ group, ...file }: RuleFile): {
  readonly lets: readonly [string, string][];
  readonly others: readonly string[];
} {
  if (group !== null) return { lets: [], others: [group.by, group.where, ...Object.values(group.keep)] };
  const guards = Object.values(file.unless).map(({ when }) => when);
  const evidence = Object.values(file.evidence).map(({ value }) => value);
  const plain = [file.when, file.record.key, file.sealed, file.person, file.agency, file.division];
  const others = [
    ...plain,
    ...guards,
    ...evidence,
    ...Object.values(file.severityWhen),
    ...file.files,
    ...file.fingerprint,
  ];
  return { lets: Object.entries(file.let), others: others.filter((text) => text !== null) };
}
