import { expect, test } from '@jest/globals';
import { parseExpression, type Scope } from '../../../oversight/language/expression.js';

const evaluate = (text: string, scope: Scope = {}) => parseExpression(text).evaluate(scope);

// Here the specification is another than the evaluator that expressions are held against otherwise: it compares UTF-16's units, and
// rounds whole numbers to fractions.
test.each([
  // A character of the first plane that no list knows (PUA) comes before a rare one of the second.
  ['"\ue000" < "𬭎"', true],
  ['"𬭎" <= "\ue000"', false],
  ['"李𠮷" > "李\uff1a"', true],
  ['least(["𬭎", "\ue000"]) == "\ue000"', true],
  ['sorted(["𬭎", "\ue000", "a"])[2] == "𬭎"', true],
  ['9007199254740993 > 9007199254740992.0', true],
  ['9007199254740993 <= 9007199254740992.0', false],
  ['9223372036854775807 < 9223372036854775808.0', true],
] as const)('%s is %s, as the specification of CEL says', (text, value) => {
  expect(evaluate(text)).toBe(value);
});
