import { expect, test } from '@jest/globals';
import { blame } from '../../../oversight/language/blame.js';
import type { Use } from '../../../oversight/language/check.js';
import { parseExpression } from '../../../oversight/language/expression.js';
import { type FactField, type FactType, type ObjectType, ownField } from '../../../oversight/language/fact-type.js';
import type { Absence, Fact, FactMap } from '../../../oversight/language/facts.js';

const field = (name: string, type: FactType): readonly [string, FactField] => [
  name,
  { ...ownField(type), coordinate: `T.${name}` },
];
const item: ObjectType = { kind: 'object', name: 'T', fields: new Map([field('at', { kind: 'date' })]) };
const type: ObjectType = {
  kind: 'object',
  name: 'T',
  fields: new Map([field('end', { kind: 'date' }), field('items', { kind: 'list', of: item })]),
};

const use = (path: string | null, isTested = false): Use => ({
  path,
  isTested,
  field: { ...ownField({ kind: 'date' }), coordinate: 'T.x' },
});
const row = (facts: readonly (readonly [string, Fact])[], absent: readonly (readonly [string, Absence])[] = []) => ({
  facts: new Map(facts) as FactMap,
  absent: new Map(absent),
});

test('what was not read is to blame before what is empty', () => {
  const found = blame([use('end'), use('items.at')], row([['end', null]], [['items', 'UNAVAILABLE']]), type);

  expect(found).toEqual({ reason: 'UNAVAILABLE', coordinate: 'T.items' });
});

test('what is empty is found through lists, of the answer and of an expression', () => {
  const made = parseExpression('[x].filter(y, true)').evaluate({ x: new Map([['at', null]]) }) as Fact;
  const items: Fact = [new Map<string, Fact>([['at', '2026-01-01']]), new Map<string, Fact>([['at', null]])];

  expect(blame([use('items.at')], row([['items', items]]), type)).toEqual({ reason: 'NO_VALUE', coordinate: 'T.at' });
  expect(blame([use('items.at')], row([['items', made]]), type)).toEqual({ reason: 'NO_VALUE', coordinate: 'T.at' });
});

test('what is asked for being empty is to blame last', () => {
  const empty = row([
    ['end', null],
    ['items', null],
  ]);

  expect(blame([use('end', true), use('items')], empty, type)).toEqual({ reason: 'NO_VALUE', coordinate: 'T.items' });
});

test('what cannot be traced may lead through anything that was not read', () => {
  expect(blame([use(null)], row([], [['end', 'STALE']]), type)).toEqual({ reason: 'STALE', coordinate: 'T.end' });
  expect(blame([use(null)], row([]), type)).toEqual({ reason: 'NO_VALUE', coordinate: null });
});
