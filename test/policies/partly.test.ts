import { expect, test } from '@jest/globals';
import { accessOf, approvalOf, citizenId, inBrief, type SmallSets, warrantOf } from './small-sets.js';

const inTerritory = { op: 'prefix', field: 'jurisdictionDivisionCode', value: '37' };
const notSealed = { op: 'eq', field: 'sealed', value: false };
const named = {
  op: 'or',
  of: [
    { op: 'in', field: 'citizenId', values: [citizenId] },
    { op: 'in', field: 'subjectNo', values: ['S1'] },
  ],
};

const contact: SmallSets = {
  grants: [
    { on: { Subject: ['name', 'statusCode'] }, rows: ['territory'] },
    { on: { Subject: ['phone'] }, effect: 'mask', rows: ['territory'] },
    { on: { Subject: ['phone'] }, needs: 'approval' },
  ],
};

test('what was approved is seen in clear on the rows of the approval, and masked on the others', () => {
  const access = accessOf(contact, { warrant: warrantOf(approvalOf(['Subject.phone'])) });
  expect(inBrief(access, 'Subject', 'phone')).toBe('ALLOW SOME');
  expect(access.cases('Subject', 'phone')).toEqual([
    {
      where: { op: 'and', of: [notSealed, { op: 'in', field: 'citizenId', values: [citizenId] }] },
      effect: 'ALLOW',
      grant: 'small.g2',
      basis: '法 第一条',
    },
    {
      where: { op: 'and', of: [inTerritory, notSealed] },
      effect: 'MASK',
      mask: 'PHONE',
      grant: 'small.g1',
      basis: '法 第一条',
    },
  ]);
});

test('an approval of one field opens no other', () => {
  const access = accessOf(contact, { warrant: warrantOf(approvalOf(['Subject.citizenId'])) });
  expect([inBrief(access, 'Subject', 'phone'), inBrief(access, 'Subject', 'name')]).toEqual([
    'MASK PHONE ALL',
    'ALLOW ALL',
  ]);
});

test('the rows of an approval exist beside the others, and what they do not open is partly seen', () => {
  const access = accessOf(contact, { warrant: warrantOf(approvalOf(['Subject'])) });
  expect(inBrief(access, 'Subject', 'name')).toBe('ALLOW SOME');
  expect(access.rows('Subject')).toEqual({
    op: 'or',
    of: [
      { op: 'and', of: [inTerritory, notSealed] },
      { op: 'and', of: [notSealed, { op: 'in', field: 'citizenId', values: [citizenId] }] },
    ],
  });
});

test('approvals that name nobody open no row', () => {
  const warrant = warrantOf(approvalOf(['Subject.phone'], { persons: [] }));
  expect(
    accessOf({ grants: [{ on: { Subject: ['phone'] }, needs: 'approval' }] }, { warrant }).rows('Subject'),
  ).toEqual({
    op: 'false',
  });
});

test('a case opens the persons and files that it names, a campaign its territory within the own one', () => {
  const small: SmallSets = { grants: [{ on: { Subject: ['name'] }, rows: ['in-matter'] }] };
  const campaign = {
    number: 'C',
    kind: 'CAMPAIGN' as const,
    line: null,
    division: '371422100',
    persons: [],
    files: [],
  };
  const rows = [{}, { warrant: warrantOf() }, { warrant: { matter: campaign, approvals: [] } }].map((more) =>
    accessOf(small, more).rows('Subject'),
  );
  const below = { op: 'prefix', field: 'jurisdictionDivisionCode', value: '371422100' };
  expect(rows).toEqual([
    { op: 'false' },
    { op: 'and', of: [named, notSealed] },
    { op: 'and', of: [below, inTerritory, notSealed] },
  ]);
});

test('a code and its words are decided together, row by row', () => {
  const small: SmallSets = {
    grants: [
      { on: { Subject: ['name'] }, rows: ['territory'] },
      { on: { Subject: ['statusCode'] }, rows: ['territory', { equals: { field: 'statusCode', value: '1' } }] },
    ],
  };
  const access = accessOf(small);
  expect([inBrief(access, 'Subject', 'status'), inBrief(access, 'Subject', 'source')]).toEqual([
    'ALLOW SOME',
    'ALLOW ALL',
  ]);
  expect(access.cases('Subject', 'status')).toEqual(access.cases('Subject', 'statusCode'));
});

test('a case that holds on every row of the way says so and is the last', () => {
  const small: SmallSets = {
    grants: [
      { on: { Subject: ['name', 'plan'] } },
      { on: { Plan: ['text'] }, rows: [{ through: ['Subject.plan'] }] },
      { on: { Plan: ['sealed'] } },
    ],
  };
  const access = accessOf(small);
  expect(inBrief(access, 'Plan', 'text')).toBe('ALLOW SOME');
  expect([access.cases('Plan', 'text'), access.cases('Plan', 'text', 'Subject.plan')]).toEqual([
    [],
    [{ where: notSealed, effect: 'ALLOW', grant: 'small.g1', basis: '法 第一条' }],
  ]);
});

test('what all rows have has no cases', () => {
  const access = accessOf(contact);
  expect([access.cases('Subject', 'name'), access.cases('Subject', 'secret'), access.cases('No', 'no')]).toEqual([
    [],
    [],
    [],
  ]);
});

test('a date may be open, lately past, or not too far back', () => {
  const until: SmallSets = {
    grants: [{ on: { Subject: ['name'] }, rows: [{ until: { field: 'endDate', days: 30 } }] }],
  };
  const since: SmallSets = {
    grants: [{ on: { Subject: ['name'] }, sealing: true }],
    caps: { CASE_HANDLING: { history: { Subject: { field: 'endDate', months: 24 } } } },
  };
  expect([accessOf(until).rows('Subject'), accessOf(since).rows('Subject')]).toEqual([
    {
      op: 'and',
      of: [
        {
          op: 'or',
          of: [
            { op: 'isNull', field: 'endDate', value: true },
            { op: 'ge', field: 'endDate', value: '2026-10-23' },
          ],
        },
        notSealed,
      ],
    },
    { op: 'ge', field: 'endDate', value: '2024-11-22' },
  ]);
});

test('rules on one value are weighed by what they say: a narrower one is covered by a wider', () => {
  const rule = (wide: unknown, narrow: unknown): SmallSets => ({
    grants: [
      { on: { Subject: ['name'] }, rows: [wide] },
      { on: { Subject: ['name', 'statusCode'] }, rows: [narrow] },
    ],
  });
  const pairs: readonly (readonly [unknown, unknown])[] = [
    [{ prefix: { field: 'agencyCode', value: '37' } }, { prefix: { field: 'agencyCode', value: '3714' } }],
    [
      { between: { field: 'endDate', from: '2020-01-01', to: '2030-01-01' } },
      { equals: { field: 'endDate', value: '2025-01-01' } },
    ],
    [{ since: { field: 'endDate', months: 24 } }, { since: { field: 'endDate', months: 12 } }],
    [{ until: { field: 'endDate', days: 30 } }, { until: { field: 'endDate', days: 5 } }],
  ];
  expect(pairs.map(([wide, narrow]) => inBrief(accessOf(rule(wide, narrow)), 'Subject', 'name'))).toEqual(
    pairs.map(() => 'ALLOW ALL'),
  );
  expect(pairs.map(([wide, narrow]) => inBrief(accessOf(rule(wide, narrow)), 'Subject', 'statusCode'))).toEqual(
    pairs.map(() => 'ALLOW SOME'),
  );
});

test('an existence answer has the rows of what it is about, and none that is sealed', () => {
  const small: SmallSets = { grants: [{ on: { UnderCorrection: ['exists'] }, rows: ['territory'] }] };
  const access = accessOf(small);
  expect([access.rows('UnderCorrection'), inBrief(access, 'UnderCorrection', 'exists')]).toEqual([
    { op: 'and', of: [inTerritory, notSealed] },
    'ALLOW ALL',
  ]);
  expect(inBrief(accessOf(contact), 'UnderCorrection', 'exists')).toBe('DENY NO_GRANT: nothing opens this');
});

test('a mutation is open to whoever it is granted by name, whatever it answers with', () => {
  const access = accessOf({ grants: [{ on: { Mutation: ['openMatter'] } }, { on: { Notice: '*' } }] });
  expect([inBrief(access, 'Mutation', 'openMatter'), inBrief(access, 'Mutation', 'approve')]).toEqual([
    'ALLOW ALL',
    'DENY NO_GRANT: nothing opens this',
  ]);
});

test('values inside of a record are seen with it, sensitive ones when they are granted', () => {
  const access = accessOf(contact);
  expect([inBrief(access, 'Address', 'city'), inBrief(access, 'Address', 'door'), access.rows('Address')]).toEqual([
    'ALLOW ALL',
    'DENY NO_GRANT: nothing opens this',
    { op: 'true' },
  ]);
});
