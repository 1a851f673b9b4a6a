import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRegistry } from '../../../gateway/registry/registry.js';
import { routeOf } from '../../../gateway/registry/route.js';
import { within } from '../../../policies/engine/territory.js';
import type { ReadRequest } from '../../../schema/adapter.js';
import { all, any, type Condition } from '../../../schema/condition.js';
import '../../fixed-seed.js';
import { clock, context, openSystem, plain, request, type ThingRow } from './systems.js';

const field = 'jurisdictionDivisionCode';
const prefix = (value: string): Condition => ({ op: 'prefix', field, value });
const eq = (value: string): Condition => ({ op: 'eq', field, value });
const named: Condition = { op: 'eq', field: 'name', value: 'x' };
const not = (of: Condition): Condition => ({ op: 'not', of });

describe('the system of 宁津县 (371422)', () => {
  const mayHold = routeOf({ divisions: ['371422'] });

  test.each<[string, Condition]>([
    ['of any division', { op: 'true' }],
    ['of the county', eq('371422')],
    ['of a town in it', eq('371422101')],
    ['of one of several divisions', { op: 'in', field, values: ['110101', '371422'] }],
    ['of the city above it', prefix('3714')],
    ['of the province', within(field, '370000')],
    ['of no division', { op: 'isNull', field, value: true }],
    ['of other divisions', not(eq('110101'))],
    ['of another division, or of a name', any(eq('110101'), named)],
    ['of a former code that has become the county', within(field, '371422')],
    ['that a comparison of texts leaves open', { op: 'ge', field, value: '4' }],
  ])('is asked for records %s', (_, where) => {
    expect(mayHold({ where })).toBe(true);
  });

  test.each<[string, Condition]>([
    ['of another county', eq('371402')],
    ['of other counties', { op: 'in', field, values: ['110101', '371402'] }],
    ['of no list of divisions at all', { op: 'in', field, values: [] }],
    ['of another city', prefix('3701')],
    ['of a superior’s territory elsewhere', within(field, '110000')],
    ['of a name in another county', all(named, eq('371402'))],
    ['of two other counties', any(eq('371402'), prefix('11'))],
    ['of the city, but not of the county', all(prefix('3714'), not(prefix('371422')))],
    ['that nothing meets', { op: 'false' }],
  ])('is left alone for records %s', (_, where) => {
    expect(mayHold({ where })).toBe(false);
  });

  test('is asked by the divisions that are looked up', () => {
    const by = (...values: string[]) => ({ where: { op: 'true' } as const, by: { field, values } });
    expect([mayHold(by('371402', '371422')), mayHold(by('371402'))]).toEqual([true, false]);
  });
});

test('a county that took a former one over is asked for what still carries its code', () => {
  // 莱城区 of the former 莱芜市 (371202) is 济南市莱芜区 (370116) since 2019.
  const mayHold = routeOf({ divisions: ['370116'] });
  expect([eq('371202'), eq('370116'), eq('371203')].map((where) => mayHold({ where }))).toEqual([true, true, false]);
});

test('who names no divisions is asked for everything', () => {
  expect([routeOf({}), routeOf({ divisions: [] })].map((mayHold) => mayHold({ where: eq('110101') }))).toEqual([
    true,
    true,
  ]);
});

const codes = ['371402', '371422', '371422101', '370116', '371202', '110101', '11', '3714'] as const;
const code = fc.constantFrom<string>(...codes);
const names = fc.constantFrom('x', 'y', 'z');
const leaf = fc.oneof(
  fc.record({
    op: fc.constantFrom('eq', 'ne', 'lt', 'ge', 'prefix', 'contains' as const),
    field: fc.constant(field),
    value: code,
  }),
  fc.record({ op: fc.constant('in' as const), field: fc.constant(field), values: fc.array(code, { maxLength: 3 }) }),
  fc.record({ op: fc.constant('isNull' as const), field: fc.constant(field), value: fc.boolean() }),
  fc.record({ op: fc.constant('eq' as const), field: fc.constant('name'), value: names }),
  fc.record({ op: fc.constantFrom('true' as const, 'false' as const) }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf as fc.Arbitrary<Condition>,
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
  ),
}));
const row = fc.record({ k: fc.string({ minLength: 1, maxLength: 3 }), n: names, a: fc.nat(9), d: fc.option(code) });
const system = fc.record({
  divisions: fc.uniqueArray(fc.constantFrom('371402', '371422', '370116', '11', '3714'), { maxLength: 2 }),
  rows: fc.uniqueArray(row, { maxLength: 6, selector: ({ k }) => k }) as fc.Arbitrary<ThingRow[]>,
});
const asked: fc.Arbitrary<Pick<ReadRequest, 'by' | 'first'>> = fc.oneof(
  fc.record({ first: fc.integer({ min: 0, max: 5 }) }),
  fc.record({
    first: fc.integer({ min: 0, max: 5 }),
    by: fc.record({ field: fc.constantFrom('name', field), values: fc.uniqueArray(fc.oneof(names, code)) }),
  }),
);

test('the answer is that of asking every system, whatever is asked for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(system, { maxLength: 5 }), condition, asked, async (systems, where, given) => {
      const opened = await Promise.all(systems.map(({ divisions, rows }, at) => openSystem(`s${at}`, rows, divisions)));
      const everybody = opened.map(({ divisions: _, ...adapter }) => adapter);
      const question = { ...request, ...given, where, order: [{ field: 'number', direction: 'DESC' } as const] };
      const routed = await createRegistry(opened, clock).read(question, context());
      const unrouted = await createRegistry(everybody, clock).read(question, context());
      expect({ groups: plain(routed), missing: routed.missing, unavailable: routed.unavailable }).toEqual({
        groups: plain(unrouted),
        missing: unrouted.missing,
        unavailable: unrouted.unavailable,
      });
      expect(unrouted.sources).toEqual(expect.arrayContaining([...routed.sources]));
    }),
    { numRuns: 500 },
  );
});

test('systems that are not asked are not among the sources, and a list that nobody has to be asked for is empty', async () => {
  const systems = await Promise.all([openSystem('a', [], ['371402']), openSystem('b', [], ['371422'])]);
  const registry = createRegistry(systems, clock);
  const one = await registry.read({ ...request, where: eq('371422') }, context());
  expect(one.sources.map(({ adapter }) => adapter)).toEqual(['b']);
  const none = await registry.read({ ...request, where: eq('110101') }, context());
  expect(none).toEqual({
    groups: new Map([['', { rows: [], hasNext: false, total: 0 }]]),
    sources: [],
    missing: new Set(),
    unavailable: false,
  });
});
