import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import { matrix } from '../../policies/engine/matrix.js';
import { mayDeclare } from '../../policies/engine/sets.js';
import type { Principal } from '../../schema/principal.js';
import { catalog, sets } from './the-sets.js';

const compiler = createAccessCompiler(sets, catalog);
const today = '2026-11-22';
const notSealed = { op: 'eq', field: 'sealed', value: false };

/** 宁津县 by its code, and by the one that it had in the prefecture of 德州. */
function ningjin(field: string) {
  return ['371422', '372431'].map((value) => ({ op: 'prefix', field, value }));
}

function holder(role: string, purpose: Principal['purpose'], more: Partial<Principal> = {}): Principal {
  const who = { id: 'u1', kind: 'user' as const, agency: '11371422MB2850001X', organisation: '371422100J' };
  return { ...who, division: '371422', roles: [role], ...(purpose ? { purpose } : {}), ...more };
}

test('a prosecutor reads the territory below, and no sealed row', () => {
  expect(compiler.compile(holder('prosecutor', 'SUPERVISION', { division: '370000' }), today).rows('CheckIn')).toEqual({
    op: 'and',
    of: [{ op: 'prefix', field: 'jurisdictionDivisionCode', value: '37' }, notSealed],
  });
});

test('a subject under correction is in the territory of its place of execution as well', () => {
  expect(
    compiler.compile(holder('corrections-officer', 'CORRECTION_MANAGEMENT'), today).rows('CorrectionSubject'),
  ).toEqual({
    op: 'and',
    of: [
      {
        op: 'or',
        of: [...ningjin('jurisdictionDivisionCode'), ...ningjin('executionDivisionCode')],
      },
      notSealed,
    ],
  });
});

test('a judge reads what was published and what the own court holds', () => {
  expect(compiler.compile(holder('judge', 'CASE_HANDLING'), today).rows('Judgment')).toEqual({
    op: 'or',
    of: [
      { op: 'and', of: [{ op: 'eq', field: 'published', value: true }, notSealed] },
      { op: 'and', of: [{ op: 'eq', field: 'agencyCode', value: '11371422MB2850001X' }, notSealed] },
    ],
  });
});

test('a police bureau holds its stations’ cases, a station its own', () => {
  const rows = (agency: string) =>
    compiler.compile(holder('police-officer', 'CASE_HANDLING', { agency }), today).rows('PublicOrderPenalty');
  expect(rows('371422000000')).toEqual({ op: 'prefix', field: 'agencyCode', value: '371422' });
  expect(rows('371422510000')).toEqual({ op: 'prefix', field: 'agencyCode', value: '37142251' });
});

test('the clerk of an office has the office’s subjects', () => {
  expect(
    compiler.compile(holder('judicial-office-clerk', 'CORRECTION_MANAGEMENT'), today).rows('CorrectionSubject'),
  ).toEqual({
    op: 'and',
    of: [{ op: 'eq', field: 'judicialOfficeCode', value: '371422100J' }, notSealed],
  });
});

test('a person has the own record, sealed or not', () => {
  const subject = '371422198503021234';
  expect(compiler.compile(holder('subject', 'SELF_ACCESS', { subject }), today).rows('CorrectionSubject')).toEqual({
    op: 'eq',
    field: 'citizenId',
    value: subject,
  });
});

test.each([
  ['an account without a person', holder('subject', 'SELF_ACCESS'), 'CorrectionSubject'],
  ['an empty agency', holder('judge', 'CASE_HANDLING', { agency: '' }), 'CourtCase'],
  ['an empty territory', holder('prosecutor', 'SUPERVISION', { division: '' }), 'CheckIn'],
  ['a malformed territory', holder('prosecutor', 'SUPERVISION', { division: '%' }), 'CheckIn'],
  ['no purpose', holder('prosecutor', undefined), 'CheckIn'],
  ['a type that nobody granted', holder('auditor', 'AUDIT'), 'Person'],
  ['an unknown type', holder('prosecutor', 'SUPERVISION'), 'Unknown'],
])('%s has no rows', (_, principal, type) => {
  expect(compiler.compile(principal, today).rows(type)).toEqual({ op: 'false' });
});

test('an unknown coordinate is denied', () => {
  const access = compiler.compile(holder('prosecutor', 'SUPERVISION'), today);
  expect([access.decide('Person', 'unknown'), access.decide('Unknown', 'name')].map(({ effect }) => effect)).toEqual([
    'DENY',
    'DENY',
  ]);
});

test('a decision names its grant and its law', () => {
  const access = compiler.compile(holder('prosecutor', 'SUPERVISION'), today);
  expect(access.decide('CorrectionSubject', 'citizenId')).toEqual({
    effect: 'MASK',
    mask: 'CITIZEN_ID',
    grant: 'corrections.prosecutor.contact',
    basis: '个人信息保护法 第二十八条',
    rows: 'ALL',
  });
  expect(compiler.compile(holder('police-officer', 'CASE_HANDLING'), today).decide('LocationAlert', 'at')).toEqual({
    effect: 'DENY',
    reason: 'PROHIBITED',
    grant: 'corrections.location.only-for-corrections',
    basis: '社区矫正法 第二十九条',
    remedy: 'prohibited by law: nothing opens it',
  });
});

test('a shape is shared by those who have the same rows, a field shape by those who have the same fields', () => {
  const here = compiler.compile(holder('prosecutor', 'SUPERVISION', { id: 'u1', agency: 'A' }), today);
  const colleague = compiler.compile(holder('prosecutor', 'SUPERVISION', { id: 'u2', agency: 'B' }), today);
  const elsewhere = compiler.compile(holder('prosecutor', 'SUPERVISION', { division: '150402' }), today);
  const judges = ['A', 'B'].map(
    (agency) => compiler.compile(holder('judge', 'CASE_HANDLING', { agency }), today).shape,
  );
  const subjects = ['371422198503021234', '371422198503025678'].map(
    (subject) => compiler.compile(holder('subject', 'SELF_ACCESS', { subject }), today).shape,
  );
  expect(colleague.shape).toBe(here.shape);
  expect(elsewhere.shape).not.toBe(here.shape);
  expect(elsewhere.fieldShape).toBe(here.fieldShape);
  expect(judges[0]).not.toBe(judges[1]);
  expect(subjects[0]).not.toBe(subjects[1]);
  expect(subjects.join()).not.toContain('3714221985');
});

test('a role may declare its own purposes only', () => {
  expect([
    mayDeclare(sets, ['prosecutor'], 'SUPERVISION'),
    mayDeclare(sets, ['police-officer'], 'SUPERVISION'),
    mayDeclare(sets, ['police-officer', 'prosecutor'], 'SUPERVISION'),
    mayDeclare(sets, ['sysadmin', 'unknown'], 'AUDIT'),
  ]).toEqual([true, false, true, false]);
});

test('the matrix holds every role, purpose and field once, and opens nothing to those who run or check the hub', () => {
  const cells = [...matrix(sets, catalog)];
  const fields = [...catalog.types.values()].reduce((sum, type) => sum + type.fields.size, 0);
  const declarations = [...sets.roles.values()].reduce((sum, role) => sum + role.purposes.size, 0);
  expect(cells.length).toBe(fields * declarations);
  const open = cells.filter(({ role, decision }) => role === 'auditor' && decision.effect !== 'DENY');
  expect(open).toEqual([]);
});

test('every denial in the matrix that names a purpose is flipped by declaring it', () => {
  const lies = [...matrix(sets, catalog)].flatMap(({ role, coordinate, decision }) => {
    const [type = '', field = ''] = coordinate.split('.');
    if (decision.effect !== 'DENY' || !/^declare purpose [A-Z_]+( or [A-Z_]+)*$/.test(decision.remedy)) return [];
    const named = decision.remedy.replace('declare purpose ', '').split(' or ') as Principal['purpose'][];
    return named.filter(
      (purpose) => compiler.compile(holder(role, purpose), today).decide(type, field).effect === 'DENY',
    );
  });
  expect(lies).toEqual([]);
});

test('what hangs on a subject exists for the office’s clerk on the way from the subject alone', () => {
  const access = compiler.compile(holder('judicial-office-clerk', 'CORRECTION_MANAGEMENT'), today);
  const never = { op: 'false' };
  expect({
    bySubject: access.rows('EducationAttendance', 'CorrectionSubject.educationAttendances'),
    bySession: access.rows('EducationAttendance', 'EducationSession.attendances'),
    byList: access.rows('EducationAttendance'),
    byAnotherOnesRelation: access.rows('EducationAttendance', 'CorrectionSubject.checkIns'),
    entry: access.enter('EducationAttendance'),
  }).toEqual({
    bySubject: notSealed,
    bySession: never,
    byList: never,
    byAnotherOnesRelation: never,
    entry: {
      effect: 'DENY',
      reason: 'RELATION',
      grant: null,
      basis: null,
      remedy: 'ask through CorrectionSubject.educationAttendances',
    },
  });
});

test('the agency has the parts of its area by list, and of its subjects wherever they were recorded', () => {
  const access = compiler.compile(holder('corrections-officer', 'CORRECTION_MANAGEMENT'), today);
  const inArea = { op: 'and', of: [{ op: 'or', of: ningjin('jurisdictionDivisionCode') }, notSealed] };
  expect([access.rows('CheckIn'), access.rows('CheckIn', 'CorrectionSubject.checkIns')]).toEqual([
    inArea,
    { op: 'or', of: [inArea, notSealed] },
  ]);
});

test('own parts of a subject exist sealed or not, on the way from the own record', () => {
  const access = compiler.compile(holder('subject', 'SELF_ACCESS', { subject: '371422198503021234' }), today);
  expect([access.rows('CheckIn', 'CorrectionSubject.checkIns'), access.rows('CheckIn')]).toEqual([
    { op: 'true' },
    { op: 'false' },
  ]);
});
