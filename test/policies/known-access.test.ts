import { expect, test } from '@jest/globals';
import { createAccessCompiler } from '../../policies/engine/compile.js';
import type { Principal } from '../../schema/principal.js';
import type { Matter } from '../../schema/warrant.js';
import { catalog, sets } from './the-sets.js';

const { compile } = createAccessCompiler(sets, catalog);
const campaign: Matter = {
  number: '宁检专监〔2026〕1号',
  kind: 'CAMPAIGN',
  line: null,
  division: '371422',
  persons: [],
  files: [],
};
const prosecutor: Principal = {
  id: 'one',
  kind: 'user',
  agency: '371422-JCY',
  organisation: '',
  division: '371422',
  roles: ['prosecutor'],
  purpose: 'SUPERVISION',
  matter: campaign.number,
  warrant: { matter: campaign, approvals: [] },
};
const day = '2026-11-20';

test('who asks again has the access of before, and its row conditions', () => {
  const [before, again] = [compile(prosecutor, day), compile({ ...prosecutor }, day)];
  expect(again).toBe(before);
  expect(again.rows('Person')).toBe(before.rows('Person'));
});

test.each<[string, Principal, string]>([
  ['another account', { ...prosecutor, id: 'other' }, day],
  ['another territory', { ...prosecutor, division: '371421' }, day],
  ['another purpose', { ...prosecutor, purpose: 'STATISTICS' }, day],
  ['another day', prosecutor, '2026-11-21'],
  ['a warrant that was looked up anew', { ...prosecutor, warrant: { matter: campaign, approvals: [] } }, day],
])('%s is worked out by itself', (_, principal, today) => {
  expect(compile(principal, today)).not.toBe(compile(prosecutor, day));
});

test('a territory that was moved has other rows, whatever was known', () => {
  const moved = compile({ ...prosecutor, division: '371421' }, day);
  expect(moved.rows('Person')).not.toEqual(compile(prosecutor, day).rows('Person'));
});

test('whoever asks about themselves is worked out anew: no citizen id is kept', () => {
  const { warrant: _warrant, matter: _matter, ...rest } = prosecutor;
  const self: Principal = {
    ...rest,
    kind: 'subject',
    roles: ['subject'],
    purpose: 'SELF_ACCESS',
    subject: '371422199001010011',
  };
  expect(compile(self, day)).not.toBe(compile(self, day));
});

test('rows say nothing twice: the territory of a campaign that is the own one stands once', () => {
  const spelled = JSON.stringify(compile(prosecutor, day).rows('EnforcementCase'));
  expect(spelled.split('"value":"371422"').length - 1).toBe(1);
});
