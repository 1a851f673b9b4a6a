import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import '../fixed-seed.js';
import { all, any, type Condition } from '../../schema/condition.js';
import { widens } from '../../subgraphs/access/widens.js';

const fields = ['a', 'b', 'c'] as const;
const leaf = fc
  .record({ field: fc.constantFrom(...fields), value: fc.constantFrom(1, 2) })
  .map(({ field, value }): Condition => ({ op: 'eq', field, value }));
const condition = fc
  .array(fc.array(leaf, { maxLength: 3 }), { maxLength: 3 })
  .map((alternatives) => any(...alternatives.map((parts) => all(...parts))));

const rows = [1, 2].flatMap((a) => [1, 2].flatMap((b) => [1, 2].map((c) => ({ a, b, c }))));

function holds(rule: Condition, row: Readonly<Record<string, number>>): boolean {
  switch (rule.op) {
    case 'true':
      return true;
    case 'eq':
      return row[rule.field] === rule.value;
    case 'and':
      return rule.of.every((part) => holds(part, row));
    case 'or':
      return rule.of.some((part) => holds(part, row));
    default:
      return false;
  }
}

test('what does not widen takes in no new row, on any row', () => {
  fc.assert(
    fc.property(condition, condition, (before, after) => {
      if (widens(before, after)) return;
      for (const row of rows) expect(holds(after, row) && !holds(before, row)).toBe(false);
    }),
  );
});

test('another alternative widens, a narrower one does not', () => {
  const a: Condition = { op: 'eq', field: 'a', value: 1 };
  const b: Condition = { op: 'eq', field: 'b', value: 1 };
  expect(widens(a, any(a, b))).toBe(true);
  expect(widens(a, any(a, all(a, b)))).toBe(false);
  expect(widens({ op: 'true' }, b)).toBe(false);
  expect(widens({ op: 'false' }, b)).toBe(true);
  expect(widens(a, { op: 'false' })).toBe(false);
});
