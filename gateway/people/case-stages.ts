import { compareText } from '../../schema/total-order.js';
import { nodesOf } from './ask.js';
import type { CaseRow, EnforcementRow } from './case-rows.js';

export type CaseStageKind =
  | 'FILED'
  | 'HEARING'
  | 'PRONOUNCED'
  | 'SERVED'
  | 'EFFECTIVE'
  | 'CLOSED'
  | 'ENFORCEMENT_RECEIVED'
  | 'ENFORCEMENT_FILED'
  | 'ENFORCEMENT_NOTICE'
  | 'MEASURE'
  | 'ROUND_TERMINATED'
  | 'MONEY_RECEIVED'
  | 'MONEY_PAID'
  | 'ENFORCEMENT_CLOSED';

export interface CaseStage {
  readonly kind: CaseStageKind;
  readonly date: string | null;
  readonly of: string | null;
}

/** What happened in a case and its enforcements, in the order of days; what has come and bears no day is last. */
export function stagesOf(
  court: CaseRow | null,
  enforcements: readonly EnforcementRow[],
  today: string,
): readonly CaseStage[] {
  const reached = [...(court === null ? [] : courtStages(court)), ...enforcements.flatMap(enforcementStages)]
    // A judgment that takes effect next week has not; a hearing goes on without a day.
    .filter(({ date }) => date === null || date <= today);
  // The sort is stable: on one day things happened in the order of the procedure.
  return reached.sort((one, other) => compare(one.date, other.date));
}

function courtStages({ filedDate, closedDate, judgments }: CaseRow): readonly CaseStage[] {
  const documents = nodesOf(judgments) ?? [];
  return [
    ...dated('FILED', filedDate, null),
    ...documents.flatMap(({ documentId: of, pronouncedDate, servedDates, effectiveDate }) => [
      ...dated('PRONOUNCED', pronouncedDate, of),
      ...dated('SERVED', [...(servedDates ?? [])].sort().at(-1) ?? null, of),
      ...dated('EFFECTIVE', effectiveDate, of),
    ]),
    ...dated('CLOSED', closedDate, null),
    ...(closedDate === null ? [{ kind: 'HEARING', date: null, of: null } as const] : []),
  ];
}

function enforcementStages(row: EnforcementRow): readonly CaseStage[] {
  const of = row.caseNumber;
  const funds = nodesOf(row.fundDisbursements) ?? [];
  return [
    ...dated('ENFORCEMENT_RECEIVED', row.receivedDate, of),
    ...dated('ENFORCEMENT_FILED', row.filedDate, of),
    ...dated('ENFORCEMENT_NOTICE', row.noticeDate, of),
    ...(nodesOf(row.measures) ?? []).flatMap(({ from }) => dated('MEASURE', from, of)),
    ...(nodesOf(row.terminationRulings) ?? []).flatMap(({ date }) => dated('ROUND_TERMINATED', date, of)),
    ...funds.flatMap(({ receivedAt, paidOutAt }) => [
      ...dated('MONEY_RECEIVED', receivedAt, of),
      ...dated('MONEY_PAID', paidOutAt, of),
    ]),
    ...dated('ENFORCEMENT_CLOSED', row.closedDate, of),
  ];
}

function dated(kind: CaseStageKind, date: string | null | undefined, of: string | null): readonly CaseStage[] {
  return date ? [{ kind, date, of }] : [];
}

function compare(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return compareText(one, other);
}
