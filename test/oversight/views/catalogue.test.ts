import { expect, test } from '@jest/globals';
import { ownPolicies, readPolicies } from '../../../cli/policy-files.js';
import { readViews } from '../../../oversight/views/load.js';
import { parsePolicies } from '../../../policies/loading/load.js';
import { ground } from '../rules/ground.js';

const { views, problems } = readViews(ground);
const { roles } = parsePolicies(readPolicies(ownPolicies).files, ground.catalog);

test('every view of the catalogue is sound', () => {
  expect(problems).toEqual([]);
});

test('views are made for roles that there are, and for purposes that those may act for', () => {
  const strange = views.flatMap(({ facts }) =>
    facts.roles.flatMap((name) => {
      const role = roles.get(name);
      const may = facts.purposes.some((purpose) => role?.purposes.has(purpose) === true);
      return may ? [] : [`${facts.id}: ${name}`];
    }),
  );
  expect(strange).toEqual([]);
});

/** What a view shows of records, by column. */
function shown(id: string, list: string, nodes: readonly object[]) {
  const view = views.find(({ facts }) => facts.id === id);
  const data = { [list]: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } };
  const page = view?.page({ data, errors: [], sources: [], access: [] }, '2026-11-02');
  const columns = view?.facts.columns ?? [];
  return {
    undecided: page?.undecided,
    rows: page?.rows.map((row) =>
      Object.fromEntries(row.map((cell, at) => [columns[at]?.name, 'text' in cell ? cell.text : cell.kind])),
    ),
  };
}
const whole = (nodes: readonly object[]) => ({ nodes, pageInfo: { hasNextPage: false } });

test('of sessions that no device scanned no shortage is told, and no scan of another session makes up for it', () => {
  const scan = (at: string, direction: string, sessionId: string | null) => ({
    ...{ at: `2026-10-0${at}:00+08:00`, direction, sessionId, matchResult: 'MATCHED' },
  });
  const session = (sessionId: string | null, scans: readonly object[]) => ({
    ...{ subjectNo: 'S1', sessionId, date: '2026-10-01', claimedHours: 8, homeStudyHours: null },
    ...{ recordedAt: '2026-10-01T18:00:00+08:00', subject: { name: '张三', biometricScans: whole(scans) } },
  });
  const pair = (of: string | null) => [scan('1T08:00', 'SIGN_IN', of), scan('1T12:00', 'SIGN_OUT', of)];
  const { rows } = shown('education-hours', 'educationAttendances', [
    ...[session('A', pair('A')), session('A', pair('B')), session(null, pair(null))],
  ]);
  expect(rows?.map(({ scanned, short, scans }) => [scanned, short, scans])).toEqual([
    ['240', '240', '2'],
    ['EMPTY', 'EMPTY', '0'],
    ['EMPTY', 'EMPTY', '0'],
  ]);
});

test('of a fine of which nobody knows what was paid it cannot be told whether it is owed', () => {
  const fine = (paidAmount: number | null, kinds: readonly string[] = []) => ({
    ...{ caseNumber: '(2026)鲁1422刑初1号', name: '张三', amount: 200_000, paidAmount, payBy: '2026-10-01' },
    courtCase: { agency: { name: '法院' }, enforcementCases: whole(kinds.map((kind) => ({ kind }))) },
  });
  const fines = [fine(50_000), fine(200_000), fine(null), fine(null, ['CRIMINAL_PROPERTY'])];
  const { rows, undecided } = shown('fines-without-enforcement', 'accessoryPenalties', fines);
  expect(rows?.map(({ paid, owed }) => [paid, owed])).toEqual([['500.00', '1500.00']]);
  expect(undecided).toBe(1);
});

test('public surveillance that nobody received is listed beside probation, by its own term', () => {
  const person = { id: 'p' };
  const sentence = (principalPenalty: string, rest: object) => ({
    ...{ caseNumber: '(2026)鲁1422刑初1号', name: '张三', principalPenalty, probationMonths: null, person },
    ...{ probationStartDate: null, probationEndDate: null, startDate: null, endDate: null, probationDeclared: false },
    ...{ courtCase: { correctionSubjects: whole([]) }, judgment: { deliveries: whole([]) } },
    ...rest,
  });
  const { rows } = shown('sentences-not-received', 'sentences', [
    sentence('PUBLIC_SURVEILLANCE', { startDate: '2026-08-01', endDate: '2027-07-31' }),
    sentence('FIXED_TERM', {
      ...{ probationDeclared: true, probationMonths: 24, startDate: '2026-07-01', endDate: '2027-06-30' },
      ...{ probationStartDate: '2026-08-02', probationEndDate: '2028-08-01' },
    }),
  ]);
  expect(rows?.map(({ start, end }) => [start, end])).toEqual([
    ['2026-08-01', '2027-07-31'],
    ['2026-08-02', '2028-08-01'],
  ]);
  expect(views.find(({ facts }) => facts.id === 'sentences-not-received')?.document).toContain('PUBLIC_SURVEILLANCE');
});

test('what somebody sets is of its type, and a day is one of the calendar', () => {
  const set = (id: string, given: Readonly<Record<string, string>>) => () =>
    views.find(({ facts }) => facts.id === id)?.variables(given, '2026-11-02');
  const refused = expect.objectContaining({ code: 'BAD_USER_INPUT' });
  for (const minimum of ['abc', '', '1.5', '1e30'])
    expect(set('penalties-without-referral', { minimum })).toThrow(refused);
  for (const from of ['yesterday', '2026-13-45', '20260101'])
    expect(set('penalties-without-referral', { from })).toThrow(refused);
  expect(set('findings-by-agency', { from: 'yesterday' })).toThrow(refused);
  expect(set('education-hours', { atLeast: 'many' })).toThrow(refused);
  expect(set('penalties-without-referral', { minimum: '100', from: '2026-01-01' })()).toEqual({
    ...{ minimum: 100, from: '2026-01-01' },
  });
  expect(set('education-hours', { atLeast: '7.5', since: '2026-01-01T08:00:00+08:00', from: '2026-01-01' })()).toEqual({
    ...{ atLeast: 7.5, since: '2026-01-01T08:00:00+08:00', from: '2026-01-01' },
  });
});

test('of somebody whom there is not no timeline is told, not even an empty one', () => {
  const view = views.find(({ facts }) => facts.id === 'timeline');
  const nobody = { data: { person: null }, errors: [], sources: [], access: [] };
  expect(() => view?.page(nobody, '2026-11-02')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});

test('there are eight views over lists, and a timeline of a person', () => {
  expect(views.map(({ facts }) => facts.id)).toEqual([
    'detentions-without-arrest-request',
    'education-hours',
    'findings-by-agency',
    'fines-without-enforcement',
    'penalties-without-referral',
    'sentences-not-received',
    'subjects',
    'subsidies-after-death',
    'timeline',
  ]);
});
