// long: one small set of policies, and every way to ask it.
import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { conflictOf, mayDeclare } from '../../policies/language/sets.js';
import type { Condition } from '../../schema/condition.js';
import type { Principal } from '../../schema/principal.js';
import {
  accessOf,
  approvalOf,
  citizenId,
  clerk,
  facts,
  inBrief,
  matter,
  type SmallSets,
  setsOf,
  today,
  warrantOf,
} from './small-sets.js';

const notSealed = { op: 'eq', field: 'sealed', value: false };
const never = { op: 'false' };

/** 宁津县 by its code, and by the one that it had in the prefecture of 德州. */
function ningjin(field: string) {
  return ['371422', '372431'].map((value) => ({ op: 'prefix', field, value }));
}

function caseRows(rule: unknown, more: Partial<Principal> = {}): Condition {
  return accessOf({ grants: [{ on: { Case: ['number'] }, rows: [rule], sealing: true }] }, more).rows('Case');
}

test.each<[string, unknown, unknown]>([
  [
    'the territory, where it was decided or is executed',
    'territory',
    {
      op: 'or',
      of: ['jurisdictionDivisionCode', 'executionDivisionCode'].map((field) => ({ op: 'prefix', field, value: '37' })),
    },
  ],
  ['the own agency', 'own-agency', { op: 'eq', field: 'agencyCode', value: 'A' }],
  [
    'the own agency by another field',
    { 'own-agency': { field: 'deciderCode' } },
    { op: 'eq', field: 'deciderCode', value: 'A' },
  ],
  ['the own unit', 'own-organisation', { op: 'eq', field: 'judicialOfficeCode', value: 'O' }],
  ['what was published', 'published', { op: 'eq', field: 'published', value: true }],
  ['one value', { equals: { field: 'number', value: '1' } }, { op: 'eq', field: 'number', value: '1' }],
  [
    'several values',
    { in: { field: 'number', values: ['1', '2'] } },
    { op: 'in', field: 'number', values: ['1', '2'] },
  ],
  ['a beginning', { prefix: { field: 'number', value: '(2024)' } }, { op: 'prefix', field: 'number', value: '(2024)' }],
  [
    'a range',
    { between: { field: 'number', from: '1', to: '5' } },
    {
      op: 'and',
      of: [
        { op: 'ge', field: 'number', value: '1' },
        { op: 'le', field: 'number', value: '5' },
      ],
    },
  ],
])('rows of %s', (_, rule, rows) => {
  expect(caseRows(rule)).toEqual(rows);
});

test('a territory has what carries its former code', () => {
  const rows = caseRows('territory', { division: '371422' });
  expect(rows).toEqual({ op: 'or', of: [...ningjin('jurisdictionDivisionCode'), ...ningjin('executionDivisionCode')] });
});

test('work of the lines that an account works in is its own, each line once', () => {
  expect(caseRows('own-line', { lines: ['EXECUTION', 'CRIMINAL', 'EXECUTION'] })).toEqual({
    op: 'in',
    field: 'line',
    values: ['CRIMINAL', 'EXECUTION'],
  });
});

test('a police bureau holds its stations’ cases, a station its own', () => {
  expect(['371422000000', '371422510000'].map((agency) => caseRows('own-agency', { agency }))).toEqual([
    { op: 'prefix', field: 'agencyCode', value: '371422' },
    { op: 'prefix', field: 'agencyCode', value: '37142251' },
  ]);
});

test('a grant hides what is sealed, or may be, unless it names the sealing', () => {
  const rows = (sealing: boolean) =>
    accessOf({ grants: [{ on: { Case: ['number'] }, rows: ['own-subject'], sealing }] }, { subject: citizenId }).rows(
      'Case',
    );
  const own = { op: 'eq', field: 'citizenId', value: citizenId };
  expect([rows(false), rows(true)]).toEqual([{ op: 'and', of: [own, notSealed] }, own]);
});

test('rows of several grants exist side by side, each once', () => {
  const small: SmallSets = {
    grants: [
      { on: { Case: ['number'] }, rows: ['published'] },
      { on: { Case: ['agencyCode'] }, rows: ['own-agency'] },
      { on: { Case: ['published'] }, rows: ['own-agency'] },
    ],
  };
  expect(accessOf(small).rows('Case')).toEqual({
    op: 'or',
    of: [
      { op: 'and', of: [{ op: 'eq', field: 'published', value: true }, notSealed] },
      { op: 'and', of: [{ op: 'eq', field: 'agencyCode', value: 'A' }, notSealed] },
    ],
  });
});

test.each<[string, unknown, Partial<Principal>]>([
  ['an account without a person', 'own-subject', {}],
  ['an account without a person, by another field', { 'own-subject': { field: 'deciderCode' } }, {}],
  ['an empty agency', 'own-agency', { agency: '' }],
  ['an empty unit', 'own-organisation', { organisation: '' }],
  ['an account of no line', 'own-line', { lines: [] }],
  ['an account that says none', 'own-line', {}],
  ['an empty territory', 'territory', { division: '' }],
  ['a malformed territory', 'territory', { division: '%' }],
  ['an account without a matter', 'in-matter', {}],
  [
    'a matter that names nobody',
    'in-matter',
    { warrant: { matter: { ...matter, persons: [], files: [] }, approvals: [] } },
  ],
  [
    'a campaign of another territory',
    'in-matter',
    { division: '', warrant: { matter: { ...matter, kind: 'CAMPAIGN' }, approvals: [] } },
  ],
  ['another purpose', 'territory', { purpose: 'SUPERVISION' }],
  ['another role', 'territory', { roles: ['chief'] }],
  ['an unknown role', 'territory', { roles: ['nobody'] }],
])('%s has no rows', (_, rule, more) => {
  expect(caseRows(rule, more)).toEqual(never);
});

test('without a purpose there are no rows, and of an unknown type nothing', () => {
  const compiler = createAccessCompiler(setsOf({ grants: [{ on: { Case: ['number'] } }] }), facts);
  const access = compiler.compile({ ...clerk, purpose: 'CASE_HANDLING' }, today);
  const unknown = [access.decide('Case', 'unknown'), access.decide('Unknown', 'name'), access.enter('Unknown')];
  expect([compiler.compile(clerk, today).rows('Case'), access.rows('Unknown')]).toEqual([never, never]);
  expect(unknown.map(({ effect }) => effect)).toEqual(['DENY', 'DENY', 'DENY']);
});

test('a decision names its grant and its law, a denial by prohibition that one', () => {
  const access = accessOf({
    grants: [{ on: { Subject: ['phone'] }, effect: 'mask' }],
    prohibitions: [{ on: { Subject: ['name'] } }],
  });
  expect([access.decide('Subject', 'phone'), access.decide('Subject', 'name')]).toEqual([
    { effect: 'MASK', mask: 'PHONE', grant: 'small.g0', basis: '法 第一条', rows: 'ALL' },
    {
      effect: 'DENY',
      reason: 'PROHIBITED',
      grant: 'small.p0',
      basis: '法 第一条',
      changes: [],
      remedy: 'nothing opens this',
    },
  ]);
});

test('what hangs on a record exists on the way from it alone', () => {
  const small: SmallSets = {
    grants: [{ on: { Subject: ['name'] } }, { on: { Plan: ['text'] }, rows: [{ through: ['Subject.plan'] }] }],
  };
  const access = accessOf(small);
  expect([
    access.rows('Plan', 'Subject.plan'),
    access.rows('Plan', 'Case.plan'),
    access.rows('Plan'),
    inBrief(access, 'Plan'),
    inBrief(access, 'Plan', 'text'),
  ]).toEqual([notSealed, never, never, 'DENY RELATION: ask through Subject.plan', 'ALLOW ALL']);
});

test('a purpose touches nothing but the types that it names, and nothing that it withholds', () => {
  const access = accessOf({
    grants: [{ on: { Subject: { classes: ['INTERNAL', 'SENSITIVE'], except: [] }, Case: '*' } }],
    caps: { CASE_HANDLING: { only: ['Subject'], withheld: ['Subject.phone'] } },
  });
  expect([inBrief(access, 'Subject', 'name'), inBrief(access, 'Subject', 'phone'), inBrief(access, 'Case')]).toEqual([
    'ALLOW ALL',
    'DENY NO_GRANT: nothing opens this',
    'DENY NO_GRANT: nothing opens this',
  ]);
});

const shapes: SmallSets = {
  grants: [
    { on: { Case: ['number'] }, rows: ['territory'] },
    { on: { Case: ['citizenId'] }, needs: 'approval' },
    { on: { Subject: ['name'] }, rows: ['in-matter'], purposes: ['SUPERVISION'] },
    { on: { Subject: ['phone'] }, lines: ['JUVENILE'] },
  ],
};

test('a shape is shared by those who have the same rows, a field shape by those who have the same fields', () => {
  const here = accessOf(shapes, { id: 'u1', agency: 'A' });
  const colleague = accessOf(shapes, { id: 'u2', agency: 'B' });
  const elsewhere = accessOf(shapes, { division: '150402' });
  expect([colleague.shape, colleague.fieldShape]).toEqual([here.shape, here.fieldShape]);
  expect(elsewhere.shape).not.toBe(here.shape);
  expect(elsewhere.fieldShape).toBe(here.fieldShape);
});

test('a matter, an approval and a line are in the shapes as far as they decide something', () => {
  const shape = (more: Partial<Principal>) => accessOf(shapes, more).fieldShape;
  const plain = shape({});
  expect({
    case: shape({ warrant: warrantOf() }) === plain,
    approved: shape({ warrant: warrantOf(approvalOf(['Case'])) }) === shape({ warrant: warrantOf() }),
    line: shape({ lines: ['JUVENILE'] }) === plain,
    lineThatDecidesNothing: shape({ lines: ['CIVIL'] }) === plain,
    order:
      shape({ lines: ['JUVENILE', 'CIVIL'], roles: ['clerk', 'clerk', 'nobody'] }) === shape({ lines: ['JUVENILE'] }),
  }).toEqual({ case: false, approved: false, line: false, lineThatDecidesNothing: true, order: true });
});

test('other persons are another shape, and no shape tells who they are', () => {
  const another = '371422198503025678';
  const of = (person: string) => {
    const warrant = warrantOf(approvalOf(['Case'], { persons: [person] }));
    return accessOf(shapes, { warrant: { ...warrant, matter: { ...matter, persons: [person] } }, subject: person })
      .shape;
  };
  expect(of(citizenId)).not.toBe(of(another));
  expect(of(citizenId)).not.toContain(citizenId.slice(0, 10));
});

test('days are in a shape only where a rule looks at them', () => {
  const dated: SmallSets = {
    grants: [{ on: { Subject: ['name'] }, rows: [{ since: { field: 'endDate', months: 1 } }] }],
  };
  const on = (small: SmallSets, day: string) =>
    createAccessCompiler(setsOf(small), facts).compile({ ...clerk, purpose: 'CASE_HANDLING' }, day).shape;
  expect(on(dated, '2026-11-22')).not.toBe(on(dated, '2026-11-23'));
  expect(on(shapes, '2026-11-22')).toBe(on(shapes, '2026-11-23'));
});

test('a role may declare its own purposes only, and who checks the hub does nothing else in it', () => {
  const sets = setsOf({ grants: [] });
  expect([
    mayDeclare(sets, ['clerk'], 'SUPERVISION'),
    mayDeclare(sets, ['chief'], 'STATISTICS'),
    mayDeclare(sets, ['chief', 'clerk'], 'STATISTICS'),
    mayDeclare(sets, ['unknown'], 'AUDIT'),
  ]).toEqual([true, false, true, false]);
  expect([
    conflictOf(sets, ['auditor']),
    conflictOf(sets, ['auditor', 'auditor']),
    conflictOf(sets, ['clerk', 'chief']),
    conflictOf(sets, ['clerk', 'auditor']),
  ]).toEqual([null, null, null, 'auditor']);
});
