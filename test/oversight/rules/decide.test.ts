import { expect, test } from '@jest/globals';
import type { CompiledRule, Decision } from '../../../oversight/rules/rule-book.js';
import { answerOf, checkIn } from './answers.js';
import { single } from './sample-rules.js';

const now = '2026-11-20T01:00:00+08:00';
const subject = checkIn().subject as Record<string, unknown>;

function decide(raw: Record<string, unknown>, parts = {}, rule: CompiledRule = single): Decision | undefined {
  const [row] = rule.page(answerOf('checkIns', [raw], parts), now)?.rows ?? [];
  return row && rule.decide(row, { today: '2026-11-20' });
}

test('a hit holds what was seen, whose it is, and where it came from', () => {
  const base = { unit: null, isSensitive: false, flags: [] };

  expect(decide(checkIn())).toEqual({
    kind: 'HIT',
    hit: {
      rule: 'TS-01',
      ruleVersion: '1.2.0',
      severity: 'MEDIUM',
      line: 'EXECUTION',
      document: 'ORAL_CORRECTION',
      fingerprint: expect.stringMatching(/^[\w-]{43}$/),
      person: 'token-1',
      recordType: 'CheckIn',
      recordKey: 'C-1',
      files: ['JZ-1', '(2025)鲁1422刑初12号'],
      knownBy: {
        'row.id': 'C-1',
        'row.subject.subjectNo': 'JZ-1',
        'row.subject.caseNumber': '(2025)鲁1422刑初12号',
        'row.subject.person.id': 'token-1',
      },
      agencyCode: 'SFJ371422',
      divisionCode: '371422',
      sealed: false,
      title: { zh: '逾期未报到', en: 'Overdue check-in' },
      text: {
        zh: '应于2026年11月10日前报到,已逾期10日;判决2025年6月1日。',
        en: 'Due by 2026-11-10, 10 days late; judged 2025-06-01.',
      },
      evidence: [
        {
          ...base,
          name: 'due',
          label: { zh: '应报到末日', en: 'Last day' },
          value: '2026-11-10',
          coordinate: 'CheckIn.dueTo',
          adapter: 'corrections',
          recordId: 'row 7',
          asOf: '2026-11-11T08:00:00+08:00',
          flags: ['DATE_VARIANT'],
        },
        {
          ...base,
          name: 'late',
          label: { zh: '逾期', en: 'Late' },
          value: '10',
          unit: 'd',
          coordinate: null,
          adapter: null,
          recordId: null,
          asOf: null,
        },
        {
          ...base,
          name: 'judged',
          label: { zh: '判决日期', en: 'Judged' },
          value: '2025-06-01',
          coordinate: 'CorrectionSubject.judgmentDate',
          adapter: 'corrections',
          recordId: 'subject 3',
          asOf: null,
        },
      ],
    },
  });
});

test('a hit is known by each value that it has, whichever of its files are empty', () => {
  const subject = { ...(checkIn().subject as object), subjectNo: null };
  const decision = decide({ ...checkIn(), subject });
  expect(decision?.kind === 'HIT' && decision.hit).toMatchObject({
    files: ['(2025)鲁1422刑初12号'],
    knownBy: { 'row.id': 'C-1', 'row.subject.subjectNo': null, 'row.subject.caseNumber': '(2025)鲁1422刑初12号' },
  });
});

test('a record that does not contradict is clear, under the fingerprint that a hit of it would have', () => {
  const hit = decide(checkIn());
  const clear = decide(checkIn({ at: '2026-11-09T09:00:00+08:00' }));

  expect(clear).toEqual({ kind: 'CLEAR', fingerprint: hit?.kind === 'HIT' ? hit.hit.fingerprint : 'none' });
});

test('a guard that holds lets pass, counted under the first that does', () => {
  const onLeave = {
    ...subject,
    leaveRequests: { nodes: [{ from: '2026-11-01', to: null }], pageInfo: { hasNextPage: false } },
  };

  expect(decide(checkIn({ subject: onLeave }))).toMatchObject({ kind: 'GUARDED', guard: 'ON_LEAVE' });
  expect(decide(checkIn({ subject: onLeave, excuse: 'HOSPITAL' }))).toMatchObject({
    kind: 'GUARDED',
    guard: 'EXCUSED',
  });
});

test('a guard that is open leaves the record open, and one that holds decides though others are open', () => {
  const errors = [{ code: 'SOURCE_UNAVAILABLE', path: ['checkIns', 'nodes', 'subject', 'leaveRequests'] }];
  const silent = { ...subject, leaveRequests: null };

  expect(decide(checkIn({ subject: silent }), { errors })).toMatchObject({
    kind: 'INDETERMINATE',
    reason: 'UNAVAILABLE',
    coordinate: 'CorrectionSubject.leaveRequests',
  });
  expect(decide(checkIn({ subject: silent, excuse: 'LEAVE' }), { errors })).toMatchObject({ kind: 'GUARDED' });
  expect(decide(checkIn({ subject: silent, at: '2026-11-01T00:00:00+08:00' }), { errors })).toMatchObject({
    kind: 'CLEAR',
  });
});

test('the parameter of the most special division in force counts', () => {
  const of = (jurisdictionDivisionCode: string | null, dueTo: string) =>
    decide(checkIn({ jurisdictionDivisionCode, dueTo }))?.kind;

  expect([of('150402', '2026-11-19'), of('371422', '2026-11-18'), of('371422', '2026-11-16')]).toEqual([
    'HIT',
    'CLEAR',
    'HIT',
  ]);
  expect(of(null, '2026-11-19')).toBe('HIT');
  const [row] = single.page(answerOf('checkIns', [checkIn({ dueTo: '2026-06-11' })]), now)?.rows ?? [];
  expect(row && single.decide(row, { today: '2026-06-15' }).kind).toBe('CLEAR');
  expect(row && single.decide(row, { today: '2026-06-17' }).kind).toBe('HIT');
});

test('a severity of its own weighs where it holds', () => {
  const severity = (dueTo: string) => {
    const decision = decide(checkIn({ dueTo }));
    return decision?.kind === 'HIT' ? decision.hit.severity : decision?.kind;
  };

  expect([severity('2026-09-01'), severity('2026-11-10'), severity('2026-11-16')]).toEqual(['HIGH', 'MEDIUM', 'LOW']);
});

test('what is empty is shown as empty; what was not read leaves the finding open', () => {
  const hit = decide(checkIn({ subject: { ...subject, judgmentDate: null, person: null } }));
  const errors = [{ code: 'SOURCE_UNAVAILABLE', path: ['checkIns', 'nodes', 'subject', 'judgmentDate'] }];
  const open = decide(checkIn({ subject: { ...subject, judgmentDate: null } }), { errors });

  expect(hit).toMatchObject({ kind: 'HIT', hit: { person: null, text: { en: expect.stringContaining('judged —.') } } });
  expect(open).toMatchObject({ kind: 'INDETERMINATE', coordinate: 'CorrectionSubject.judgmentDate' });
});

test('a record that does not say whether it is sealed counts as sealed', () => {
  const sealed = (value: boolean | null) => {
    const decision = decide(checkIn({ sealed: value }));
    return decision?.kind === 'HIT' ? decision.hit.sealed : decision?.kind;
  };

  expect([sealed(false), sealed(true), sealed(null)]).toEqual([false, true, true]);
});

test('a record without its key is open, and has no fingerprint', () => {
  expect(decide(checkIn({ id: null }))).toEqual({
    kind: 'INDETERMINATE',
    reason: 'NO_VALUE',
    coordinate: 'CheckIn.id',
    fingerprint: null,
  });
});

test('a value that the condition needs and the source has not leaves the record open', () => {
  expect(decide(checkIn({ dueTo: null }))).toMatchObject({ reason: 'NO_VALUE', coordinate: 'CheckIn.dueTo' });
});

test('parameters that differ by division are not guessed where the division was not read', () => {
  const errors = [{ code: 'SOURCE_UNAVAILABLE', path: ['checkIns', 'nodes', 'jurisdictionDivisionCode'] }];

  expect(decide(checkIn({ jurisdictionDivisionCode: null }), { errors })).toMatchObject({
    kind: 'INDETERMINATE',
    reason: 'UNAVAILABLE',
    coordinate: 'CheckIn.jurisdictionDivisionCode',
  });
});
