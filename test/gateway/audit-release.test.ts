import { expect, test } from '@jest/globals';
import { opensSealed } from '../../gateway/audit/release.js';
import type { Access } from '../../schema/access.js';
import { all, always, any, type Condition, never } from '../../schema/condition.js';

const isSealed = (value: boolean): Condition => ({ op: 'eq', field: 'sealed', value });
const ofCounty: Condition = { op: 'prefix', field: 'jurisdictionDivisionCode', value: '371422' };
const unknown: Condition = { op: 'isNull', field: 'sealed', value: true };

/** An access whose rows of everything are these. */
const withRows = (rows: Condition) => ({ rows: () => rows }) as unknown as Access;
const reached = [{ type: 'CorrectionSubject', by: undefined }];

test.each([
  ['of the county that are not sealed', all(ofCounty, isSealed(false)), false],
  ['that are not sealed, or of which it is not known', any(isSealed(false), unknown), false],
  ['that are not sealed, or sealed and of the county', any(isSealed(false), all(ofCounty, isSealed(true))), true],
  ['that are sealed', isSealed(true), true],
  ['of the county, sealed or not', ofCounty, true],
  ['of every kind', always, true],
  ['that there are none of', never, false],
])('whether rows %s may be sealed', (_which, rows, expected) => {
  expect(opensSealed({ isSealed: false, reached }, withRows(rows))).toBe(expected);
});

test('what has a sealed class is sealed whatever its rows', () => {
  expect(opensSealed({ isSealed: true, reached: [] }, withRows(never))).toBe(true);
  expect(opensSealed({ isSealed: false, reached: [] }, withRows(always))).toBe(false);
});
