import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ExclusionRule, excludedBy, negated } from '../../sdk/exclusion.js';
import { rawFalse } from '../../sdk/raw.js';
import { rawMatches } from '../../sdk/raw-match.js';

const isExcluded = (rule: ExclusionRule, c: unknown) => rawMatches(excludedBy([rule]) ?? rawFalse, { c });
const cells = ['机密', 'jm', 'JM', ' 机密', '机密★', '机密\n', '１', '公开', '0', '', null] as const;
const excludedCells = (rule: ExclusionRule) => cells.filter((cell) => isExcluded(rule, cell));

test('a record is excluded by the words of its column, and when nobody can tell what the column means', () => {
  expect(excludedCells({ column: 'c', is: ['机密', 'jm'] })).toEqual([
    '机密',
    'jm',
    'JM',
    ' 机密',
    '机密★',
    '机密\n',
    '１',
  ]);
});

test('a record is excluded whatever the case of the letters of its word', () => {
  const words = ['Jm', 'jM', 'Secret', 'sEcRet', 'jmx', 'secrets'];
  expect(words.filter((word) => isExcluded({ column: 'c', is: ['JM', 'secret'] }, word))).toEqual(words.slice(0, 4));
});

test('a word of any characters is looked for as it is written', () => {
  for (const character of '[]\\\\^$|{}.+*?()-') {
    const rule = { column: 'c', contains: [`涉${character}密`] };
    expect([`甲涉${character}密乙`, '涉密', '涉', '密', `涉a密`].map((text) => isExcluded(rule, text))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  }
});

test('a record is excluded unless its column says that it is open', () => {
  expect(excludedCells({ column: 'c', unless: ['公开', '0'] })).toEqual([...cells.slice(0, 7), '', null]);
  expect(excludedCells({ column: 'c', unless: ['公开', '0'], whenUnknown: 'kept' })).toEqual(cells.slice(0, 7));
});

test('a record is excluded by a word anywhere in its text', () => {
  const charges = ['间谍罪', '为境外窃取、非法提供国家秘密罪', '盗窃、诈骗罪', '', null];
  const rule = { column: 'c', contains: ['间谍', '国家秘密'] } as const;
  expect(charges.filter((charge) => isExcluded(rule, charge))).toEqual(charges.slice(0, 2));
  expect(charges.filter((charge) => isExcluded({ ...rule, whenUnknown: 'excluded' }, charge))).toEqual([
    ...charges.slice(0, 2),
    '',
    null,
  ]);
});

test('a record is excluded by any one rule, and by none where there is none', () => {
  const both = excludedBy([
    { column: 'c', is: ['1'] },
    { column: { name: 'd' }, contains: ['间谍'] },
  ]);
  const rows = [
    { c: '1', d: '盗窃罪' },
    { c: '0', d: '间谍罪' },
    { c: '0', d: '盗窃罪' },
  ];
  expect(rows.map((row) => both !== null && rawMatches(both, row))).toEqual([true, true, false]);
  expect(excludedBy([])).toBeNull();
});

test('what is not excluded is all the rest', () => {
  const words = fc.array(fc.constantFrom('机密', 'jm', '1', '公开'), { minLength: 1, maxLength: 3 });
  const whenUnknown = fc.constantFrom<'kept' | 'excluded'>('kept', 'excluded');
  const rule: fc.Arbitrary<ExclusionRule> = fc.oneof(
    fc.record({ column: fc.constant('c'), is: words, whenUnknown }),
    fc.record({ column: fc.constant('c'), contains: words, whenUnknown }),
    fc.record({ column: fc.constant('d'), unless: words, whenUnknown }),
  );
  const cell = fc.oneof(fc.constantFrom(...cells, 1, 0, true), fc.string());
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), cell, cell, (rules, c, d) => {
      const excluded = excludedBy(rules);
      if (excluded === null) throw new Error('there are rules');
      expect(rawMatches(negated(excluded), { c, d })).toBe(!rawMatches(excluded, { c, d }));
      expect(rawMatches(negated(negated(excluded)), { c, d })).toBe(rawMatches(excluded, { c, d }));
    }),
    { numRuns: 2000 },
  );
});
