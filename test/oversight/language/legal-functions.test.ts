import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check } from '../../../oversight/language/check.js';
import { parseExpression, undecided } from '../../../oversight/language/expression.js';
import type { Fact } from '../../../oversight/language/facts.js';
import { legalFunctions } from '../../../oversight/language/legal-functions.js';
import { signatureOf } from '../../../oversight/language/signature.js';
import { valueText } from '../../../oversight/rules/value-text.js';
import { addMonths, termEnd } from '../../../schema/values/legal-term.js';
import { addDays, daysBetween } from '../../../schema/values/plain-date.js';
import { periodEnd } from '../../../schema/values/procedural-period.js';
import { isWorkingDay } from '../../../schema/values/working-days.js';
import '../../fixed-seed.js';

const evaluate = (text: string, scope: Record<string, unknown> = {}) => parseExpression(text).evaluate(scope);
const examples = legalFunctions.flatMap((each) => Object.entries(each.examples));
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days));

test.each(examples)('%s is %s', (text, value) => {
  const faults: string[] = [];
  check(parseExpression(text).tree, new Map(), (fault) => faults.push(fault));

  expect(faults).toEqual([]);
  expect(valueText(evaluate(text) as Fact, null)).toBe(value);
});

test('every function has an example, or takes what no text can write', () => {
  const shown = legalFunctions.filter((each) => Object.keys(each.examples).length > 0);

  expect(legalFunctions.filter((each) => !shown.includes(each)).map(signatureOf)).toEqual([
    'scannedMinutes(scans: list<scan>)',
  ]);
});

test.each(legalFunctions.map((each) => [signatureOf(each), each] as const))(
  '%s is undecided of null, where it does not ask for one',
  (_, { name, parameters }) => {
    const strict = parameters.filter(({ type }) => !type.endsWith('?'));
    for (const { name: empty } of strict) {
      const args = parameters.map(({ name: each }) => (each === empty ? 'null' : 'x'));

      expect(evaluate(`${name}(${args.join(', ')})`, { x: '2026-01-01' })).toBe(undecided);
    }
  },
);

test('terms and periods are those of the schema’s arithmetic', () => {
  const count = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(day, count, (start, n) => {
      const scope = { d: start, n: BigInt(n) };
      expect(evaluate('termEnd(d, n)', scope)).toBe(termEnd(start, { months: n }));
      expect(evaluate('addMonths(d, n)', scope)).toBe(addMonths(start, n));
      expect(evaluate('daysBetween(d, addDays(d, n))', scope)).toBe(BigInt(n));
      expect(evaluate('deadline(d, n)', scope)).toBe(periodEnd(start, { days: n }).date);
      expect(evaluate('monthsBetween(d, termEnd(d, n))', scope)).toBe(BigInt(n));
    }),
  );
});

test('the day of an instant is the one that it is in China, however the instant is written', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 86_399 }), (on, second) => {
      const at = new Date(Date.parse(`${on}T00:00:00+08:00`) + second * 1_000);
      const inChina = `${new Date(at.getTime() + 28_800_000).toISOString().slice(0, 19)}+08:00`;

      expect(evaluate('day(at)', { at: at.toISOString() })).toBe(on);
      expect(evaluate('day(at)', { at: inChina })).toBe(on);
    }),
  );
  expect(evaluate('day(at)', { at: '2026-13-01T10:00:00+08:00' })).toBe(undecided);
});

test('a deadline is a working day on or after the days, and never more than a fortnight of holidays later', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 90 }), (event, days) => {
      const end = String(evaluate('deadline(d, n)', { d: event, n: BigInt(days) }));

      expect(isWorkingDay(end)).toBe(true);
      expect(daysBetween(event, end)).toBeGreaterThanOrEqual(days);
      expect(daysBetween(event, end)).toBeLessThan(days + 14);
    }),
  );
});

test('spans overlap exactly when one covers the other’s first day', () => {
  const span = fc.tuple(day, fc.option(day)).filter(([from, to]) => to === null || from <= to);
  fc.assert(
    fc.property(span, span, ([aFrom, aTo], [bFrom, bTo]) => {
      const scope = { aFrom, aTo, bFrom, bTo };

      expect(evaluate('overlaps(aFrom, aTo, bFrom, bTo)', scope)).toBe(
        evaluate('covers(aFrom, aTo, bFrom) || covers(bFrom, bTo, aFrom)', scope),
      );
    }),
  );
});
