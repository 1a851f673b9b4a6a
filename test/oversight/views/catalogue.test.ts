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
