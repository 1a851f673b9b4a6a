import { expect, test } from '@jest/globals';
import { ownRules, readFolder, readRule } from '../../../oversight/rules/load.js';
import type { Decision } from '../../../oversight/rules/rule-book.js';
import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import { answerOf } from './answers.js';
import { ground } from './ground.js';
import { grouping } from './sample-rules.js';

const row = (id: string, recordedBy: string | null, claimedHours: number | null = 2) => ({
  id,
  recordedBy,
  recordedAt: '2026-11-19T20:00:00+08:00',
  claimedHours,
  agencyCode: 'SFJ371422',
  jurisdictionDivisionCode: '371422',
  source: { adapter: 'corrections', recordId: `row ${id}`, asOf: null, flags: [] },
});

function decideAll(
  rows: readonly unknown[],
  parts: Partial<OversightAnswer> = {},
  keys?: ReadonlySet<string>,
): readonly Decision[] {
  const page = grouping.page(answerOf('educationAttendances', rows, parts), '2026-11-20T01:00:00+08:00');
  const groups = grouping.groups?.start({ today: '2026-11-20' }, keys);
  for (const each of page?.rows ?? []) groups?.add(each);
  return [...(groups?.decideAll() ?? [])];
}

const kinds = (decisions: readonly Decision[]) =>
  decisions.map((each) => (each.kind === 'INDETERMINATE' ? `${each.reason} ${each.coordinate}` : each.kind));

test('a group is decided by its rows together, with the source of each value kept', () => {
  const [hit, ...others] = decideAll([row('1', 'Z', 1.5), row('2', 'Y'), row('3', 'Z'), row('4', 'Z'), row('5', null)]);

  expect(kinds(others)).toEqual(['CLEAR']);
  expect(hit).toMatchObject({
    kind: 'HIT',
    hit: {
      recordKey: '1',
      agencyCode: 'SFJ371422',
      divisionCode: '371422',
      evidence: [
        { name: 'records', value: '3', coordinate: null },
        { name: 'hours', value: '5.5', coordinate: null },
        {
          name: 'first',
          value: '1.5',
          coordinate: 'EducationAttendance.claimedHours',
          adapter: 'corrections',
          recordId: 'row 1',
        },
      ],
    },
  });
});

test('the order of rows does not change what is found', () => {
  const rows = [row('1', 'Z'), row('2', 'Y'), row('3', 'Z'), row('4', 'Z')];
  const found = (decisions: readonly Decision[]) =>
    decisions.flatMap((each) => (each.kind === 'HIT' ? [each.hit.fingerprint] : []));

  expect(found(decideAll([...rows].reverse()))).toEqual(found(decideAll(rows)));
});

test('a row of which it is not known whether it belongs leaves its group open, and no other', () => {
  const rows = [row('1', 'Z'), row('2', 'Z'), row('3', 'Z'), row('4', 'Z', null), row('5', 'Y')];

  expect(kinds(decideAll(rows))).toEqual(['NO_VALUE EducationAttendance.claimedHours', 'CLEAR']);
});

test('a row whose group was not read leaves all groups open', () => {
  const access = [{ path: 'educationAttendances.nodes.recordedBy', effect: 'ALLOWED' as const, rows: 'SOME' as const }];
  const rows = [row('1', 'Z'), row('2', 'Z'), row('3', 'Z'), row('4', null)];

  expect(kinds(decideAll(rows))).toEqual(['HIT']);
  const open = 'DENIED EducationAttendance.recordedBy';
  expect(kinds(decideAll(rows, { access }))).toEqual([open, open]);
  // Nothing known is not nothing there: what was found before is not withdrawn.
  expect(kinds(decideAll([row('1', null)], { access }))).toEqual([open]);
});

test('what is not read of a kept value opens what needs it alone', () => {
  const access = [{ path: 'educationAttendances.nodes.recordedAt', effect: 'DENIED' as const }];
  const rows = [row('1', 'Z'), row('2', 'Z'), row('3', 'Z')];

  expect(kinds(decideAll(rows, { access }))).toEqual(['HIT']);
});

test('more rows than the rule holds decide nothing', () => {
  const rows = Array.from({ length: 41 }, (_, at) => row(String(at), 'Z'));

  expect(kinds(decideAll(rows.slice(1)))).toEqual(['HIT']);
  expect(decideAll(rows)).toEqual([{ kind: 'INDETERMINATE', reason: 'TOO_MANY', coordinate: null, fingerprint: null }]);
});

test('of some groups no others are decided, for their rows are not all there', () => {
  const rows = [row('1', 'Z'), row('2', 'Y'), row('3', 'Z'), row('4', 'Y'), row('5', 'Z')];

  expect(kinds(decideAll(rows))).toEqual(['HIT', 'CLEAR']);
  expect(kinds(decideAll(rows, {}, new Set(['Z'])))).toEqual(['HIT']);
});

const keyed = (by: string) => {
  const [texts] = readFolder(ownRules, []).filter(({ folder }) => folder === 'CV-01');
  if (texts === undefined) throw new Error('CV-01 is a rule of the catalogue');
  const rule = texts.rule.replace(/ {2}by: >-\n(?: {4}.*\n)+/, `  by: '${by}'\n`);
  return readRule({ ...texts, rule }, ground, [])?.rule.groups?.keyPaths;
};

test.each([
  ['row.caseNumber', ['caseNumber']],
  ['row.parties.filter(p, p.creditCode != null)[0].creditCode', ['parties.creditCode']],
  [
    'row.sealed ? null : size(row.parties) > 1 ? row.parties[0].person.id : row.causeName',
    ['parties.person.id', 'causeName'],
  ],
  ['row.caseNumber + row.causeName', null],
  ['row.parties.map(p, p.creditCode + "")[0]', null],
  ['row.sealed ? row.caseNumber : "none"', null],
  ['row.filedDate == null', null],
])('a key by %s is one of a row’s own values, or none of them', (by, paths) => {
  expect(keyed(by)).toEqual(paths);
});

test('the place where a row has its key is told, also of a row that does not count', () => {
  const page = grouping.page(
    answerOf('educationAttendances', [row('1', 'Z'), row('2', 'Z', 0), row('3', null)]),
    '2026-11-20T01:00:00+08:00',
  );
  const told = page?.rows.map((each) => grouping.groups?.keyOf(each, { today: '2026-11-20' }));

  expect(told).toEqual([
    { kind: 'KEY', key: 'Z', paths: ['recordedBy'] },
    { kind: 'KEY', key: 'Z', paths: ['recordedBy'] },
    { kind: 'NONE' },
  ]);
});

test('a row whose key was not read may be of any group', () => {
  const access = [{ path: 'educationAttendances.nodes.recordedBy', effect: 'DENIED' as const }];
  const page = grouping.page(
    answerOf('educationAttendances', [row('1', 'Z'), row('2', 'Z', 0)], { access }),
    '2026-11-20T01:00:00+08:00',
  );

  expect(page?.rows.map((each) => grouping.groups?.keyOf(each, { today: '2026-11-20' }))).toEqual([
    { kind: 'ANY' },
    { kind: 'NONE' },
  ]);
});
