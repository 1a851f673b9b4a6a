import type { Fact } from '../facts.js';
import { type LegalFunction, legal, listed } from '../legal-function.js';
import { type Ordered, orderOf } from '../order.js';

/** Lists: sums, extremes, sets. */
export const listFunctions: readonly LegalFunction[] = [
  legal(
    'sum(values: list<N>)',
    'N',
    'Sum of whole numbers or amounts of fen; 0 of none.',
    { 'sum([1, 2, 3])': '6', 'sum([])': '0' },
    (values) => listed(values).reduce<bigint>((total, each) => total + requireWhole(each), 0n),
  ),
  legal(
    'total(values: list<double>)',
    'double',
    'Sum of fractional numbers; 0 of none.',
    { 'total([1.5, 2.0])': '3.5' },
    (values) => listed(values).reduce<number>((total, each) => total + requireDouble(each), 0),
  ),
  legal(
    'least(values: list<T>)',
    'T',
    'The smallest number, or the earliest day or text; an empty list is an error.',
    { 'least(["2026-03-01", "2026-02-01"])': '2026-02-01', 'least([3, 1])': '1' },
    (values) => extreme(listed(values), (order) => order < 0),
  ),
  legal(
    'greatest(values: list<T>)',
    'T',
    'The greatest number, or the latest day or text; an empty list is an error.',
    { 'greatest(["2026-03-01", "2026-02-01"])': '2026-03-01' },
    (values) => extreme(listed(values), (order) => order > 0),
  ),
  legal(
    'distinct(values: list<T>)',
    'list<T>',
    'The values in order of appearance, each once.',
    { 'distinct(["a", "b", "a"])': 'a、b' },
    (values) => [...new Set(listed(values).map(requireScalar))],
  ),
  legal(
    'flatten(lists: list<list<T>>)',
    'list<T>',
    'The values of all lists, in order.',
    { 'flatten([["a"], ["b", "c"]])': 'a、b、c' },
    (lists) => listed(lists).flatMap((each) => listed(each)),
  ),
  legal(
    'sorted(values: list<T>)',
    'list<T>',
    'The numbers, days or texts, least first.',
    { 'sorted(["b", "a"])': 'a、b' },
    (values) => listed(values).map(requireScalar).sort(orderOf),
  ),
];

function extreme(values: readonly Fact[], wins: (order: number) => boolean): Ordered {
  if (values.length === 0) throw new RangeError('an empty list has none');
  return values.map(requireScalar).reduce((best, each) => (wins(orderOf(each, best)) ? each : best));
}

function requireScalar(value: Fact): Ordered {
  if (value === null || typeof value === 'object') throw new TypeError('a single value is needed');
  return value;
}

function requireWhole(value: Fact): bigint {
  if (typeof value !== 'bigint') throw new TypeError('a whole number is needed');
  return value;
}

function requireDouble(value: Fact): number {
  if (typeof value !== 'number') throw new TypeError('a fractional number is needed');
  return value;
}
