import type { OversightAnswer } from '../../../schema/oversight/desk.js';

/** A page of the hub's answer, one read by one adapter unless something else is said. */
export function answerOf(
  list: string,
  nodes: readonly unknown[] | null,
  other: Partial<Omit<OversightAnswer, 'data'>> & { readonly next?: string } = {},
): OversightAnswer {
  const { next, ...parts } = other;
  const pageInfo = { hasNextPage: next !== undefined, endCursor: next ?? 'last' };
  return {
    data: { [list]: nodes === null ? null : { nodes, pageInfo } },
    errors: [],
    sources: [{ adapter: 'corrections', status: 'OK', asOf: '2026-11-19T22:00:00+08:00', fields: [`Query.${list}`] }],
    access: [],
    ...parts,
  };
}

/** A check-in of the sample rule, ten days late, with leave that does not cover it. */
export function checkIn(own: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'C-1',
    dueTo: '2026-11-10',
    at: null,
    excuse: null,
    agencyCode: 'SFJ371422',
    jurisdictionDivisionCode: '371422',
    sealed: false,
    source: {
      adapter: 'corrections',
      recordId: 'row 7',
      asOf: '2026-11-11T08:00:00+08:00',
      flags: [
        { field: 'dueTo', flag: 'DATE_VARIANT' },
        { field: 'agencyCode', flag: 'CODE_LEGACY' },
      ],
    },
    subject: {
      subjectNo: 'JZ-1',
      caseNumber: '(2025)鲁1422刑初12号',
      judgmentDate: '2025-06-01',
      person: { id: 'token-1' },
      source: { adapter: 'corrections', recordId: 'subject 3', asOf: null, flags: [] },
      leaveRequests: { nodes: [{ from: '2026-10-01', to: '2026-10-05' }], pageInfo: { hasNextPage: false } },
    },
    ...own,
  };
}
