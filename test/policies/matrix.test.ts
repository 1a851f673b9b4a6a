import { expect, test } from '@jest/globals';
import { explainCoordinate } from '../../policies/inspect/explain-coordinate.js';
import { matrix } from '../../policies/inspect/matrix.js';
import { diffMatrices } from '../../policies/inspect/matrix-diff.js';
import { facts, type SmallSets, setsOf } from './small-sets.js';

const small: SmallSets = {
  grants: [
    { on: { Subject: ['name', 'statusCode'] }, rows: ['territory'] },
    { on: { Subject: ['phone'] }, effect: 'mask', rows: ['territory'] },
    { on: { Subject: ['phone'] }, needs: 'approval' },
    { on: { Subject: ['citizenId'] }, rows: ['in-matter'] },
    { on: { Subject: ['secret'] }, sealing: true, lines: ['JUVENILE'] },
    { on: { Case: ['number'] }, effect: 'count' },
  ],
};

function cellsOf(sets: SmallSets, role = 'clerk', purpose = 'CASE_HANDLING') {
  return [...matrix(setsOf(sets), facts)].filter((cell) => cell.role === role && cell.purpose === purpose);
}

function wordsOf(coordinate: string) {
  const cells = cellsOf(small).filter((cell) => cell.coordinate === coordinate);
  return Object.fromEntries(cells.map(({ standing, word }) => [standing, word]));
}

test('the matrix holds every role, purpose, standing and coordinate once', () => {
  const sets = setsOf(small);
  const keys = [...matrix(sets, facts)].map((cell) => [cell.role, cell.purpose, cell.standing, cell.coordinate].join());
  const coordinates = [...facts.types.values()].reduce((sum, { fields }) => sum + fields.size + 1, 0);
  const declarations = [...sets.roles.values()].reduce((sum, role) => sum + role.purposes.size, 0);
  expect(new Set(keys).size).toBe(keys.length);
  // The clerk's grants for handling cases name a line: that is two standings more.
  expect(keys.length).toBe(coordinates * (declarations * 4 + 2));
});

test('a cell says in a word what is seen, and on how many rows', () => {
  const all = {
    none: 'F',
    CASE: 'S(F)',
    CAMPAIGN: 'S(F)',
    approved: 'S(F)',
    JUVENILE: 'S(F)',
    'JUVENILE approved': 'S(F)',
  };
  expect({
    name: wordsOf('Subject.name'),
    phone: wordsOf('Subject.phone'),
    citizenId: wordsOf('Subject.citizenId'),
    number: wordsOf('Case.number'),
    agencyCode: wordsOf('Case.agencyCode'),
  }).toEqual({
    // In a campaign's territory and one's own: no further row.
    name: { ...all, CAMPAIGN: 'F' },
    phone: {
      none: 'M PHONE',
      CASE: 'S(M PHONE)',
      CAMPAIGN: 'M PHONE',
      approved: 'S(F|M PHONE)',
      JUVENILE: 'S(M PHONE)',
      'JUVENILE approved': 'S(F|M PHONE)',
    },
    citizenId: {
      none: '—',
      CASE: 'S(F)',
      CAMPAIGN: 'S(F)',
      approved: 'S(F)',
      JUVENILE: '—',
      'JUVENILE approved': 'S(F)',
    },
    number: { none: 'D', CASE: 'D', CAMPAIGN: 'D', approved: 'D', JUVENILE: 'D', 'JUVENILE approved': 'D' },
    agencyCode: { none: '—', CASE: '—', CAMPAIGN: '—', approved: '—', JUVENILE: '—', 'JUVENILE approved': '—' },
  });
});

test('rows stand in words beside the type, and beside what is seen of some', () => {
  const rows = (coordinate: string) =>
    cellsOf(small).find((cell) => cell.standing === 'approved' && cell.coordinate === coordinate)?.rows;
  expect([rows('Subject'), rows('Subject.phone'), rows('Case')]).toEqual([
    ['approved and not-sealed', 'in-matter and not-sealed', 'not-sealed and territory'],
    ['F on approved and not-sealed', 'M PHONE on not-sealed and territory'],
    ['D from 3 on not-sealed'],
  ]);
});

function changed(from: SmallSets, to: SmallSets) {
  const of = (sets: SmallSets) => matrix(setsOf(sets), facts);
  return diffMatrices(of(from), of(to)).map(({ role, purpose, coordinate, standings, kind, before, after }) => ({
    what: `${role} ${purpose} ${coordinate}`,
    standings: standings.join(),
    kind,
    words: `${before.word} → ${after.word}`,
    rows: [before.rows.join(), after.rows.join()],
  }));
}

const plain: SmallSets = { grants: [{ on: { Case: ['number'] }, rows: ['territory'] }] };
const everywhere = 'none,CASE,CAMPAIGN,approved';

test('nothing changes from a set to itself', () => {
  expect(changed(small, small)).toEqual([]);
});

test('a field that is granted opens that cell and no other', () => {
  const more: SmallSets = { grants: [{ on: { Case: ['number', 'agencyCode'] }, rows: ['territory'] }] };
  const cell = { what: 'clerk CASE_HANDLING Case.agencyCode', standings: everywhere, rows: ['', ''] };
  expect(changed(plain, more)).toEqual([{ ...cell, kind: 'opened', words: '— → F' }]);
  expect(changed(more, plain)).toEqual([{ ...cell, kind: 'closed', words: 'F → —' }]);
});

test('rows that are widened are a change, though every field is seen as before', () => {
  const wide: SmallSets = { grants: [{ on: { Case: ['number'] } }] };
  expect(changed(plain, wide)).toEqual([
    {
      what: 'clerk CASE_HANDLING Case',
      standings: everywhere,
      kind: 'changed',
      words: 'F → F',
      rows: ['not-sealed and territory', 'not-sealed'],
    },
  ]);
});

test('a line that only one of the sets names is compared with what is seen without it', () => {
  const grants = [...plain.grants, { on: { Subject: ['name'] }, lines: ['JUVENILE' as const] }];
  const changes = changed(plain, { grants });
  expect(changes.filter(({ standings }) => !standings.startsWith('JUVENILE'))).toEqual([]);
  expect(changes.map(({ what, kind }) => `${what} ${kind}`)).toEqual([
    'clerk CASE_HANDLING Subject opened',
    'clerk CASE_HANDLING Subject.name opened',
    'clerk CASE_HANDLING Subject.source opened',
  ]);
});

test('a coordinate is explained by its grant, its rows in words, and what would open it', () => {
  const asked = { role: 'clerk', purpose: 'CASE_HANDLING' as const };
  const explained = explainCoordinate(setsOf(small), facts, { ...asked, approved: ['Subject.phone'] }, 'Subject.phone');
  expect(explained).toMatchObject({
    coordinate: 'Subject.phone',
    decision: { effect: 'ALLOW', rows: 'SOME', grant: 'small.g2' },
    grant: { id: 'small.g2', basis: '法 第一条' },
    rows: ['approved and not-sealed', 'in-matter and not-sealed', 'not-sealed and territory'],
    cases: ['F on approved and not-sealed', 'M PHONE on not-sealed and territory'],
  });
  const denied = explainCoordinate(setsOf(small), facts, asked, 'Subject.citizenId');
  expect(denied).toMatchObject({
    decision: { reason: 'MATTER', remedy: 'act under an open matter (x-plumbline-matter)' },
    grant: null,
  });
  expect(explainCoordinate(setsOf(small), facts, asked, 'Case')).toMatchObject({
    decision: { effect: 'DENY' },
    counts: { fields: new Set(['number']), smallest: 3 },
  });
  expect(explainCoordinate(setsOf(small), facts, asked, 'Case.nmber')).toBeNull();
});
