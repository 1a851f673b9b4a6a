import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Row } from '../../../oversight/language/facts.js';
import { ownRules, readRules } from '../../../oversight/rules/load.js';
import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import { answerOf } from './answers.js';
import { ground } from './ground.js';

const [rule] = readRules({ ...ground, folder: join(ownRules, 'CC-05') }).rules;
const now = '2026-11-20T01:00:00+08:00';
const list = 'educationAttendances';
const scan = (sessionId: string | null, at: string) => ({
  sessionId,
  at,
  direction: 'SIGN_IN',
  matchResult: 'MATCHED',
});
const scans = [scan('S-1', '08:00'), scan('S-2', '09:00'), scan(null, '10:00'), scan('S-1', '12:00')];

/** Times of the scans that a booking of a session has, or why they are not there. */
function scansOf(sessionId: string | null, parts: Partial<OversightAnswer> = {}): unknown {
  const subject = { subjectNo: 'JZ-1', biometricScans: { nodes: scans, pageInfo: { hasNextPage: false } } };
  const source = { adapter: 'corrections', recordId: '1', asOf: null, flags: [] };
  const row = rule?.page(answerOf(list, [{ sessionId, subject, source }], parts), now)?.rows[0] as Row;
  const found = (row.facts.get('subject') as Row['facts']).get('biometricScans') as Iterable<Row['facts']> | undefined;
  return found === undefined ? row.absent.get('subject.biometricScans') : [...found].map((each) => each.get('at'));
}

test('of a paired list a row has the records with its own value', () => {
  expect([scansOf('S-1'), scansOf('S-2'), scansOf('S-3')]).toEqual([['08:00', '12:00'], ['09:00'], []]);
});

test('what has no value has it in common with nothing', () => {
  expect(scansOf(null)).toEqual([]);
});

test('where either value was not read, neither was the list', () => {
  const denied = (path: string) => ({ access: [{ path: `${list}.nodes.${path}`, effect: 'DENIED' as const }] });
  const hidden = (path: string) => ({
    access: [{ path: `${list}.nodes.${path}`, effect: 'ALLOWED' as const, rows: 'SOME' as const }],
  });
  const old = { adapter: 'corrections', status: 'STALE' as const, asOf: null, fields: [`Query.${list}`] };

  expect(scansOf('S-1', denied('sessionId'))).toBe('DENIED');
  expect(scansOf('S-1', denied('subject.biometricScans.nodes.sessionId'))).toBe('DENIED');
  expect(scansOf('S-1', hidden('subject.biometricScans.nodes.sessionId'))).toBe('DENIED');
  expect(scansOf('S-1', { sources: [old] })).toBe('STALE');
});
