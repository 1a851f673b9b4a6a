import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';

import { matterStates } from '../../schema/oversight/matter.js';
import type { Principal } from '../../schema/principal.js';
import type { Purpose } from '../../schema/purpose.js';
import { matches } from './oracle-source.js';
import { catalog, sets } from './the-sets.js';

// Which findings, matters and documents exist for whom: by line, by house, by state.

const compiler = createAccessCompiler(sets, catalog);
const today = '2026-11-20';
const bureau = '371422000000';

const row = {
  line: 'EXECUTION',
  state: 'SERVED',
  agencyCode: '11371422MB2850001X',
  jurisdictionDivisionCode: '371422',
  sealed: false,
  confidential: false,
  transition: 'T11',
  servedAt: '2026-11-02T09:00:00+08:00',
  citizenId: '371422198805120052',
};
type Row = { readonly [Name in keyof typeof row]: (typeof row)[Name] | null };

function asked(role: string, purpose: Purpose, more: Partial<Principal> = {}) {
  const account = { id: 'a', kind: 'user', agency: row.agencyCode, organisation: '', division: '371422' } as const;
  return compiler.compile({ ...account, roles: [role], purpose, ...more }, today);
}

/** Whether the row exists, for who holds a role, in the own words of the type. */
function exists(type: string, change: Partial<Row>, role: string, more: Partial<Principal> = {}, by?: string): boolean {
  const purpose = role === 'corrections-officer' ? 'CORRECTION_MANAGEMENT' : 'SUPERVISION';
  return matches(asked(role, purpose, more).rows(type, by), { ...row, ...change });
}

const work = ['Finding', 'FindingEvidence', 'FindingEvent', 'SupervisionMatter', 'MatterStep', 'SupervisionDocument'];

test.each(work)(
  '%s exists for a prosecutor of its line and territory, for the leader and the resident procurator',
  (type) => {
    const found = {
      line: exists(type, {}, 'prosecutor', { lines: ['EXECUTION', 'CRIMINAL'] }),
      otherLine: exists(type, {}, 'prosecutor', { lines: ['CIVIL'] }),
      noLine: exists(type, {}, 'prosecutor'),
      elsewhere: exists(type, { jurisdictionDivisionCode: '371423' }, 'prosecutor', { lines: ['EXECUTION'] }),
      leader: exists(type, { line: 'CIVIL' }, 'deputy-chief-procurator'),
      leaderElsewhere: exists(type, { jurisdictionDivisionCode: '371423' }, 'deputy-chief-procurator'),
      resident: exists(type, {}, 'resident-procurator'),
      residentOtherLine: exists(type, { line: 'CRIMINAL' }, 'resident-procurator', { lines: ['CRIMINAL'] }),
    };
    expect(found).toEqual({
      line: true,
      otherLine: false,
      noLine: false,
      elsewhere: false,
      leader: true,
      leaderElsewhere: false,
      resident: true,
      residentOtherLine: false,
    });
  },
);

test.each(work)('%s of a sealed record exists for the juvenile line alone', (type) => {
  const sealed = { sealed: true };
  expect({
    juvenile: exists(type, sealed, 'prosecutor', { lines: ['JUVENILE'] }),
    own: exists(type, sealed, 'prosecutor', { lines: ['EXECUTION'] }),
    leader: exists(type, sealed, 'deputy-chief-procurator'),
    leaderOfTheLine: exists(type, sealed, 'deputy-chief-procurator', { lines: ['JUVENILE'] }),
    resident: exists(type, sealed, 'resident-procurator', { lines: ['JUVENILE'] }),
    manager: exists(type, sealed, 'case-manager'),
    elsewhere: exists(type, { ...sealed, jurisdictionDivisionCode: '371423' }, 'prosecutor', { lines: ['JUVENILE'] }),
    unknown: exists(type, { sealed: null }, 'prosecutor', { lines: ['EXECUTION', 'JUVENILE'] }),
  }).toEqual({
    juvenile: true,
    own: false,
    leader: false,
    leaderOfTheLine: true,
    resident: false,
    manager: false,
    elsewhere: false,
    unknown: false,
  });
});

test('a matter exists for the supervised agency while it is asked, and from the day of service on', () => {
  expect(matterStates.filter((state) => exists('SupervisionMatter', { state }, 'corrections-officer'))).toEqual([
    ...['NEED_MORE', 'ORAL_CORRECTION', 'SERVED', 'REPLIED_CORRECTED', 'OBJECTED', 'OVERDUE', 'URGED', 'ESCALATED'],
    ...['VERIFIED_CLOSED', 'REVOKED'],
  ]);
  expect(exists('SupervisionMatter', { agencyCode: 'another' }, 'corrections-officer')).toBe(false);
  expect(exists('SupervisionMatter', { sealed: true }, 'corrections-officer')).toBe(false);
  expect(exists('SupervisionMatter', { sealed: true }, 'corrections-officer', { lines: ['JUVENILE'] })).toBe(true);
});

test('a step is the agency’s when it faces the agency, and is reached from a matter that is', () => {
  const step = (change: Partial<Row>, by: string | undefined = 'SupervisionMatter.steps') =>
    exists('MatterStep', change, 'corrections-officer', {}, by);
  expect({
    served: step({}),
    alone: exists('MatterStep', {}, 'corrections-officer'),
    confidential: step({ confidential: true }),
    unknown: step({ confidential: null }),
    opinion: step({ transition: 'T7' }),
    approval: step({ transition: 'T8' }),
    dissent: step({ transition: 'T9' }),
    another: step({ agencyCode: 'another' }),
  }).toEqual({
    served: true,
    alone: false,
    confidential: false,
    unknown: false,
    opinion: false,
    approval: false,
    dissent: false,
    another: false,
  });
});

test('a document is the agency’s from the day of service on, a station’s also its bureau’s', () => {
  const document = (change: Partial<Row>, more: Partial<Principal> = {}) =>
    exists('SupervisionDocument', change, 'corrections-officer', more);
  const police = asked('police-legal-officer', 'CASE_HANDLING', { agency: bureau }).rows('SupervisionDocument');
  expect({
    served: document({}),
    draft: document({ servedAt: null }),
    another: document({ agencyCode: 'another' }),
    sealed: document({ sealed: true }),
    sealedForTheDesk: document({ sealed: true }, { lines: ['JUVENILE'] }),
    stationOfTheBureau: matches(police, { ...row, agencyCode: '371422520000' }),
    stationOfAnother: matches(police, { ...row, agencyCode: '371423520000' }),
  }).toEqual({
    served: true,
    draft: false,
    another: false,
    sealed: false,
    sealedForTheDesk: true,
    stationOfTheBureau: true,
    stationOfAnother: false,
  });
});

test('sensitive evidence is seen under a matter that names the person, not under another', () => {
  const under = (persons: readonly string[]) =>
    asked('prosecutor', 'SUPERVISION', {
      lines: ['EXECUTION'],
      warrant: {
        matter: { number: 'm', kind: 'CASE', line: 'EXECUTION', division: '371422', persons, files: [] },
        approvals: [],
      },
    });
  const seen = (persons: readonly string[]) => {
    const access = under(persons);
    const cases = access.cases('FindingEvidence', 'sensitiveValue');
    return cases.filter(({ where }) => matches(where, row)).map(({ effect }) => effect);
  };
  expect([seen([row.citizenId]), seen(['110101199003070028'])]).toEqual([['ALLOW'], []]);
  expect(
    asked('prosecutor', 'SUPERVISION', { lines: ['EXECUTION'] }).decide('FindingEvidence', 'sensitiveValue').effect,
  ).toBe('DENY');
});
