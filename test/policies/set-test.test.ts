import { expect, test } from '@jest/globals';
import { testSets } from '../../policies/inspect/set-test.js';
import { facts, type SmallSets, setsOf } from './small-sets.js';

const small: SmallSets = {
  grants: [
    { on: { Subject: ['name'] }, rows: ['territory'] },
    { on: { Subject: ['phone'] }, effect: 'mask', rows: ['territory'] },
    { on: { Subject: ['phone'] }, needs: 'approval' },
    { on: { Subject: ['citizenId'] }, rows: ['in-matter', 'territory'] },
    { on: { Plan: ['text'] }, lines: ['JUVENILE'] },
    { on: { Case: ['number'] }, effect: 'count' },
  ],
};

function failures(...lines: readonly string[]): readonly string[] {
  const text = ['cases:', ...lines.map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`)].join('\n');
  return testSets(setsOf(small), facts, { name: 'x.policy.test.yaml', text }).failures;
}

const clerk = ['as: clerk', 'for: CASE_HANDLING', 'because: it is so'];

test('a case says what is seen, masked, counted and denied in a standing', () => {
  expect(
    failures(
      ...clerk,
      'sees: [Subject, Subject.name]',
      'masked: { Subject.phone: PHONE }',
      'counted: { Case: [number] }',
      'denied:',
      '  Subject.citizenId: act under an open matter (x-plumbline-matter)',
      '  Plan.text: work in business line JUVENILE',
    ),
  ).toEqual([]);
  expect(failures(...clerk, 'under: CASE', 'some: [Subject.citizenId]', 'sees: [Subject.name]')).toEqual([]);
  expect(failures(...clerk, 'lines: [JUVENILE]', 'sees: [Plan.text]')).toEqual([]);
  expect(failures(...clerk, 'approved: [Subject.phone]', 'some: [Subject.phone, Subject.name]')).toEqual([]);
});

test('a case that is wrong is reported with its line', () => {
  expect(
    failures(
      ...clerk,
      'approved: [Subject.phone]',
      'sees: [Subject.phone]',
      'masked:',
      '  Subject.name: NAME',
      'some: [Subject, Plan.text]',
      'counted: { Case: [number, agencyCode], Plan: [] }',
      'denied: { Subject.nmae: nothing opens this }',
    ),
  ).toEqual([
    'x.policy.test.yaml:6: clerk for CASE_HANDLING: Subject.phone: expected ALLOW, got ALLOW on some rows',
    'x.policy.test.yaml:8: clerk for CASE_HANDLING: Subject.name: expected MASK NAME, got ALLOW on some rows',
    'x.policy.test.yaml:9: clerk for CASE_HANDLING: Subject: expected SOME, got ALLOW',
    'x.policy.test.yaml:9: clerk for CASE_HANDLING: Plan.text: expected SOME, got DENY work in business line JUVENILE',
    'x.policy.test.yaml:10: clerk for CASE_HANDLING: Case: expected COUNTED agencyCode, number, got COUNTED number',
    'x.policy.test.yaml:10: clerk for CASE_HANDLING: Plan: expected COUNTED , got DENY work in business line JUVENILE',
    'x.policy.test.yaml:11: unknown coordinate Subject.nmae',
  ]);
});

test('a role that nobody knows is reported, and not taken for one that sees nothing', () => {
  expect(
    failures('as: clrk', 'for: null', 'because: it is so', 'denied: { Subject.name: nothing opens this }'),
  ).toEqual(['x.policy.test.yaml:2: unknown role clrk']);
});
