import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CaseFacts, deadlinesOf } from '../../../gateway/people/case-deadlines.js';
import type { CaseRow, EnforcementRow, JudgmentRow } from '../../../gateway/people/case-rows.js';
import { stagesOf } from '../../../gateway/people/case-stages.js';
import { addDays } from '../../../schema/values/plain-date.js';
import '../../fixed-seed.js';

const judgment = (rest: Partial<JudgmentRow> = {}): JudgmentRow => ({
  documentId: 'W1',
  kind: 'JUDGMENT',
  pronouncedDate: '2026-06-01',
  servedDates: ['2026-06-03'],
  effectiveDate: null,
  appealDeadline: null,
  appealed: false,
  ...rest,
});

const court = (rest: Partial<CaseRow> = {}, judgments: readonly JudgmentRow[] = []): CaseRow => ({
  caseNumber: '(2026)鲁1422民初1号',
  domain: 'CIVIL',
  agencyCode: 'A',
  causeName: '买卖合同纠纷',
  judge: null,
  filedDate: '2026-03-02',
  closedDate: null,
  summaryProcedure: false,
  procedureCode: 'FIRST',
  judgments: { nodes: judgments },
  civil: null,
  ...rest,
});

const enforcement = (rest: Partial<EnforcementRow> = {}): EnforcementRow => ({
  caseNumber: '(2026)鲁1422执1号',
  basisCaseNumber: '(2026)鲁1422民初1号',
  citizenId: null,
  agencyCode: 'A',
  claimAmount: 100,
  executedAmount: null,
  receivedDate: '2026-08-01',
  filedDate: '2026-08-03',
  noticeDate: null,
  closedDate: null,
  measures: { nodes: [] },
  terminationRulings: { nodes: [] },
  fundDisbursements: { nodes: [] },
  ...rest,
});

const running = (facts: Partial<CaseFacts>, today: string) =>
  deadlinesOf({ court: null, roles: [], enforcements: [], ...facts }, today).map(({ kind, until }) => [kind, until]);

test('a case goes from filing to its hearing, its judgment, its effect; what is still to come is not told', () => {
  const decided = court({ closedDate: '2026-06-01' }, [judgment({ effectiveDate: '2026-06-19' })]);
  expect(stagesOf(court(), [], '2026-05-01')).toEqual([
    { kind: 'FILED', date: '2026-03-02', of: null },
    { kind: 'HEARING', date: null, of: null },
  ]);
  expect(stagesOf(decided, [], '2026-06-10').map(({ kind }) => kind)).toEqual([
    'FILED',
    'PRONOUNCED',
    'CLOSED',
    'SERVED',
  ]);
  expect(stagesOf(decided, [], '2026-06-19').at(-1)).toEqual({ kind: 'EFFECTIVE', date: '2026-06-19', of: 'W1' });
});

test('an enforcement goes on where the court ended, to the money that is paid out', () => {
  const row = enforcement({
    measures: { nodes: [{ from: '2026-08-20' }] },
    fundDisbursements: { nodes: [{ receivedAt: '2026-09-01', paidOutAt: '2026-09-10', amount: 100 }] },
    closedDate: '2026-09-11',
  });
  expect(stagesOf(null, [row], '2026-10-01').map(({ kind }) => kind)).toEqual([
    ...['ENFORCEMENT_RECEIVED', 'ENFORCEMENT_FILED', 'MEASURE', 'MONEY_RECEIVED', 'MONEY_PAID', 'ENFORCEMENT_CLOSED'],
  ]);
});

test('the court has six months to decide, three in a summary procedure, and no more once it has', () => {
  expect(running({ court: court() }, '2026-05-01')).toEqual([['TRIAL', '2026-09-02']]);
  expect(running({ court: court({ summaryProcedure: true }) }, '2026-05-01')).toEqual([['TRIAL', '2026-06-02']]);
  expect(running({ court: court({ closedDate: '2026-05-01' }) }, '2026-05-01')).toEqual([]);
});

test('a judgment is appealed against until the court’s day, or the law’s from service; not once it has taken effect', () => {
  const closed = { closedDate: '2026-06-01' };
  const until = (rest: Partial<JudgmentRow>) => running({ court: court(closed, [judgment(rest)]) }, '2026-06-05');
  expect(until({ appealDeadline: '2026-06-22' })).toEqual([['APPEAL', '2026-06-22']]);
  expect(until({})).toEqual([['APPEAL', '2026-06-18']]);
  // Of rulings the law lets three kinds be appealed against (民事诉讼法 157): which they are the court says.
  expect(until({ kind: 'RULING' })).toEqual([]);
  expect(until({ kind: 'RULING', appealDeadline: '2026-06-15' })).toEqual([['APPEAL', '2026-06-15']]);
  expect(until({ appealed: true })).toEqual([]);
  expect(until({ effectiveDate: '2026-06-04' })).toEqual([['RETRIAL', '2026-12-04']]);
});

test('nobody is told to appeal against a second instance, nor a victim against any', () => {
  const appeals = (rest: Partial<CaseRow>, ...roles: string[]) =>
    running({ court: court({ closedDate: '2026-06-01', ...rest }, [judgment()]), roles }, '2026-06-05');
  expect(appeals({ procedureCode: 'SECOND' }, 'PLAINTIFF')).toEqual([]);
  expect(appeals({ procedureCode: 'SPECIAL' }, 'APPLICANT')).toEqual([]);
  expect(appeals({ domain: 'CRIMINAL' }, 'VICTIM')).toEqual([]);
  expect(appeals({ domain: 'CRIMINAL' }, 'VICTIM', 'PLAINTIFF')).toEqual([['APPEAL', '2026-06-15']]);
  expect(appeals({ domain: 'CRIMINAL' }, 'DEFENDANT')).toEqual([['APPEAL', '2026-06-15']]);
});

test('who won applies for enforcement within two years of the last day to perform; who lost does not', () => {
  const facts = {
    court: court({ closedDate: '2026-06-01', civil: { performanceDeadline: '2026-07-01' } }, [
      judgment({ effectiveDate: '2026-06-19' }),
    ]),
  };
  const toEnforce = (rest: Partial<CaseFacts>) =>
    running({ ...facts, ...rest }, '2026-06-25').filter(([kind]) => kind === 'APPLY_ENFORCEMENT');
  expect(toEnforce({ roles: ['PLAINTIFF'] })).toEqual([['APPLY_ENFORCEMENT', '2028-07-01']]);
  expect(toEnforce({ roles: ['DEFENDANT'] })).toEqual([]);
  expect(toEnforce({ roles: ['PLAINTIFF'], enforcements: [enforcement()] })).toEqual([]);
  // Whether somebody applied is not known while enforcement does not answer.
  expect(toEnforce({ roles: ['PLAINTIFF'], enforcements: undefined })).toEqual([]);
});

test('the court pays out within thirty days of receipt what it has not paid out', () => {
  const funds = (paidOutAt: string | null) => ({
    fundDisbursements: { nodes: [{ receivedAt: '2026-09-01', paidOutAt, amount: 100 }] },
  });
  const waiting = (paidOutAt: string | null) =>
    running({ enforcements: [enforcement({ closedDate: '2026-09-02', ...funds(paidOutAt) })] }, '2026-09-10');
  expect(waiting(null)).toEqual([['PAY_OUT', '2026-10-08']]);
  expect(waiting('2026-09-05')).toEqual([]);
});

test('no deadline is told that has passed, and each counts its last day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), (days) => {
      const today = addDays('2026-01-01', days);
      const facts = {
        court: court({}, [judgment()]),
        roles: ['PLAINTIFF'],
        enforcements: [enforcement()],
      };
      for (const { until, daysLeft } of deadlinesOf(facts, today)) expect(addDays(today, daysLeft - 1)).toBe(until);
    }),
  );
});
