import '../../../fixed-seed.js';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isWithin } from '../../../../gateway/oversight/events/three-valued.js';
import type { Condition } from '../../../../schema/condition.js';
import { matches, positive } from '../../../../sdk/completion/condition.js';

const fields = ['a', 'b', 'c'];
const field = fc.constantFrom(...fields);
const value = fc.constantFrom('1', '2', '12');

const condition: fc.Arbitrary<Condition> = fc.letrec<{ of: Condition }>((tie) => ({
  of: fc.oneof(
    { maxDepth: 4 },
    fc.record({ op: fc.constantFrom('eq' as const, 'ne' as const, 'lt' as const, 'ge' as const), field, value }),
    fc.record({ op: fc.constantFrom('prefix' as const, 'contains' as const), field, value }),
    fc.record({ op: fc.constant('in' as const), field, values: fc.array(value, { maxLength: 2 }) }),
    fc.record({ op: fc.constant('isNull' as const), field, value: fc.boolean() }),
    fc.record({ op: fc.constantFrom('true' as const, 'false' as const) }),
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('of'), { maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), of: tie('of') }),
  ) as fc.Arbitrary<Condition>,
})).of;

const row = fc.record(Object.fromEntries(fields.map((name) => [name, fc.option(value)])));

test('what is decided of a row by some of its fields holds of the whole row', () => {
  fc.assert(
    fc.property(condition, row, fc.subarray(fields), (where, whole, told) => {
      const known = new Map(told.map((name) => [name, whole[name] ?? null]));
      const decided = isWithin(where, known);
      const holds = matches(positive(where), (name) => whole[name] ?? null);
      expect(decided === null || decided === holds).toBe(true);
    }),
    { numRuns: 5_000 },
  );
});

test('a row of which everything is known is decided', () => {
  fc.assert(
    fc.property(condition, row, (where, whole) => {
      expect(isWithin(where, new Map(Object.entries(whole)))).not.toBe(null);
    }),
  );
});
