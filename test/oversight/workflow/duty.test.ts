import { expect, test } from '@jest/globals';
import { assertDuty } from '../../../oversight/workflow/duty.js';
import { matter } from '../../store/oversight-facts.js';

const answers = (agency: string, supervised: string | null) => {
  const actor = { id: 'officer', agency, division: '371422', roles: ['police-legal-officer'] };
  try {
    assertDuty('AGENCY', matter('宁检侦监〔2026〕1号', { agencyCode: supervised }), actor);
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['an agency answers for itself', '371422-SFJ', '371422-SFJ', true],
  ['a bureau answers for its station (GA/T 380)', '371422000000', '371422510000', true],
  ['a branch answers for its own units', '371422510000', '371422510100', true],
  ['a station does not answer for its bureau', '371422510000', '371422000000', false],
  ['a station does not answer for another', '371422510000', '371422520000', false],
  ['a bureau does not answer for another county’s station', '371422000000', '371423510000', false],
  ['a bureau does not answer for what only begins alike', '371422000000', '371422-SFJ', false],
  ['nobody answers where nobody is named', '371422-SFJ', null, false],
])('%s', (_what, agency, supervised, expected) => {
  expect(answers(agency, supervised)).toBe(expected);
});
