import { expect, test } from '@jest/globals';
import { accessOf, type SmallSets } from './small-sets.js';

const notSealed = { op: 'eq', field: 'sealed', value: false };
const counted = (fields: readonly string[], more: object = {}): SmallSets['grants'][number] => ({
  on: { Subject: [...fields] },
  effect: 'count',
  ...more,
});

test('what may be counted may be grouped by its fields, from the third on, and none of it is seen', () => {
  const access = accessOf({ grants: [counted(['statusCode', 'agencyCode'], { rows: ['territory'] })] });
  expect(access.counts('Subject')).toEqual({
    effect: 'ALLOW',
    grant: 'small.g0',
    basis: '法 第一条',
    fields: new Set(['statusCode', 'agencyCode']),
    rows: { op: 'and', of: [{ op: 'prefix', field: 'jurisdictionDivisionCode', value: '37' }, notSealed] },
    smallest: 3,
  });
  expect([
    access.enter('Subject').effect,
    access.decide('Subject', 'statusCode').effect,
    access.rows('Subject'),
  ]).toEqual(['DENY', 'DENY', { op: 'false' }]);
});

test('several grants count the rows of all, by the fields of each, from the largest floor on', () => {
  const access = accessOf({
    grants: [
      counted(['statusCode', 'agencyCode'], { rows: [{ equals: { field: 'statusCode', value: '1' } }], smallest: 5 }),
      counted(['statusCode'], { rows: [{ equals: { field: 'statusCode', value: '2' } }], smallest: 0 }),
    ],
  });
  expect(access.counts('Subject')).toMatchObject({ fields: new Set(['statusCode']), smallest: 5, rows: { op: 'or' } });
});

test('nothing is counted by what the purpose withholds, does not count by, or what is prohibited', () => {
  const grants = [counted(['statusCode', 'agencyCode', 'phone', 'name', 'subjectNo'])];
  const access = accessOf({
    grants: [{ ...grants[0], on: { Subject: { classes: ['INTERNAL', 'SENSITIVE'], except: ['endDate', 'sealed'] } } }],
    prohibitions: [{ on: { Subject: ['name', 'jurisdictionDivisionCode'] } }],
    caps: { CASE_HANDLING: { classes: [], counted: ['INTERNAL'], withheld: ['Subject.subjectNo'] } },
  });
  expect(access.counts('Subject')).toMatchObject({ fields: new Set(['statusCode', 'agencyCode']) });
});

test('whoever sees the rows may count them by what is seen of all of them in clear', () => {
  const access = accessOf({
    grants: [
      { on: { Subject: ['statusCode', 'status'] } },
      { on: { Subject: ['phone'] }, effect: 'mask' },
      { on: { Subject: ['name'] }, rows: ['own-agency'] },
    ],
  });
  expect(access.counts('Subject')).toMatchObject({ fields: new Set(['statusCode']), smallest: 0 });
  expect(access.counts('Subject')).toHaveProperty('rows', access.rows('Subject'));
});

test('a denied count says what would open it', () => {
  const small: SmallSets = { grants: [counted(['statusCode'], { purposes: ['STATISTICS'] })] };
  expect(accessOf(small).counts('Subject')).toEqual({
    effect: 'DENY',
    reason: 'PURPOSE',
    grant: null,
    basis: null,
    changes: [{ kind: 'PURPOSE', purposes: ['STATISTICS'] }],
    remedy: 'declare purpose STATISTICS',
  });
});

test.each(['UnderCorrection', 'Mutation', 'Address', 'Unknown'])('%s, which is no record, is not counted', (type) => {
  expect(accessOf({ grants: [{ on: { UnderCorrection: ['exists'] } }] }).counts(type).effect).toBe('DENY');
});
