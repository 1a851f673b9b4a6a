import { expect, test } from '@jest/globals';
import type { OversightAnswer } from '../../../schema/oversight/desk.js';
import { answerOf, checkIn } from './answers.js';
import { single } from './sample-rules.js';

const now = '2026-11-20T01:00:00+08:00';
const subject = checkIn().subject as Record<string, unknown>;
const list = {
  adapter: 'corrections',
  status: 'OK',
  asOf: '2026-11-19T22:00:00+08:00',
  fields: ['Query.checkIns'],
} as const;

function outcome(raw: Record<string, unknown>, parts: Partial<OversightAnswer>): unknown {
  const [row] = single.page(answerOf('checkIns', [raw], parts), now)?.rows ?? [];
  const decision = row && single.decide(row, { today: '2026-11-20' });
  return decision?.kind === 'INDETERMINATE' ? `${decision.reason} ${decision.coordinate}` : decision?.kind;
}

test('a page says where the next one begins, and the last that there is none', () => {
  expect(single.page(answerOf('checkIns', [], { next: 'c-50' }), now)).toEqual({ rows: [], next: 'c-50' });
  expect(single.page(answerOf('checkIns', []), now)).toEqual({ rows: [], next: null });
});

test('there is no page where the list was not read', () => {
  const errors = [{ code: 'SOURCE_UNAVAILABLE', path: ['checkIns'] }];

  expect(single.page(answerOf('checkIns', null, { errors }), now)).toBeNull();
  expect(single.page({ ...answerOf('checkIns', null), data: null }, now)).toBeNull();
});

test('a list that goes on after its page is not the list', () => {
  const more = { ...subject, leaveRequests: { nodes: [], pageInfo: { hasNextPage: true } } };

  expect(outcome(checkIn({ subject: more }), {})).toBe('TOO_MANY CorrectionSubject.leaveRequests');
});

test('a list of which one source did not answer is not the list, and a record that came is the record', () => {
  const silent = (...fields: string[]) => ({
    sources: [list, { adapter: 'leave', status: 'UNAVAILABLE' as const, asOf: null, fields }],
  });

  expect(outcome(checkIn(), silent('CorrectionSubject.leaveRequests'))).toBe(
    'UNAVAILABLE CorrectionSubject.leaveRequests',
  );
  expect(outcome(checkIn(), silent('CheckIn.subject'))).toBe('HIT');
  expect(outcome(checkIn({ subject: null }), silent('CheckIn.subject'))).toBe('UNAVAILABLE CheckIn.subject');
});

test('data that the hub calls stale, or that is older than the rule bears, was not read', () => {
  const aged = (status: 'OK' | 'STALE', asOf: string) => ({
    sources: [list, { adapter: 'leave', status, asOf, fields: ['CorrectionSubject.leaveRequests'] }],
  });

  expect(outcome(checkIn(), aged('OK', '2026-11-18T00:00:00+08:00'))).toBe('HIT');
  expect(outcome(checkIn(), aged('OK', '2026-11-16T00:00:00+08:00'))).toBe('STALE CorrectionSubject.leaveRequests');
  expect(outcome(checkIn(), aged('STALE', '2026-11-19T00:00:00+08:00'))).toBe('STALE CorrectionSubject.leaveRequests');
});

test('rows of the walked list are old when their own adapter is', () => {
  const sources = [list, { ...list, adapter: 'old', status: 'STALE' as const }];
  const ofOld = checkIn({ source: { adapter: 'old', recordId: '1', asOf: null, flags: [] } });

  expect(outcome(checkIn(), { sources })).toBe('HIT');
  expect(outcome(ofOld, { sources })).toMatch(/^STALE CheckIn\./);
});

test('a field that is denied or masked is not there, and one that is open on some rows is there where it has a value', () => {
  const shut = (path: string, effect: 'MASKED' | 'DENIED') => ({ access: [{ path, effect }] });
  const some = {
    access: [{ path: 'checkIns.nodes.subject.judgmentDate', effect: 'ALLOWED' as const, rows: 'SOME' as const }],
  };

  expect(outcome(checkIn(), shut('checkIns.nodes.dueTo', 'MASKED'))).toBe('DENIED CheckIn.dueTo');
  expect(outcome(checkIn(), shut('checkIns.nodes.subject.leaveRequests.nodes.from', 'DENIED'))).toBe(
    'DENIED LeaveRequest.from',
  );
  expect(outcome(checkIn(), some)).toBe('HIT');
  expect(outcome(checkIn({ subject: { ...subject, judgmentDate: null } }), some)).toBe(
    'DENIED CorrectionSubject.judgmentDate',
  );
});

test('an error takes away what is null at its path, and nothing that came', () => {
  const errors = [{ code: 'SOURCE_UNAVAILABLE', path: ['checkIns', 'nodes', 'subject'] }];

  expect(outcome(checkIn(), { errors })).toBe('HIT');
  expect(outcome(checkIn({ subject: null }), { errors })).toBe('UNAVAILABLE CheckIn.subject');
});
