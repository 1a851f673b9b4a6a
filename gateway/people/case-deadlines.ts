import { compareText } from '../../schema/total-order.js';
import { addYears } from '../../schema/values/legal-term.js';
import { daysBetween } from '../../schema/values/plain-date.js';
import { type PeriodLength, periodEnd } from '../../schema/values/procedural-period.js';
import { nodesOf } from './ask.js';
import type { CaseRow, EnforcementRow, JudgmentRow } from './case-rows.js';

export type CaseDeadlineKind =
  | 'APPEAL'
  | 'TRIAL'
  | 'PERFORMANCE'
  | 'RETRIAL'
  | 'APPLY_ENFORCEMENT'
  | 'ENFORCEMENT'
  | 'PAY_OUT';

export interface CaseDeadline {
  readonly kind: CaseDeadlineKind;
  readonly until: string;
  readonly daysLeft: number;
  readonly basis: string;
  readonly of: string | null;
}

type Domain = NonNullable<CaseRow['domain']>;
type Term = { readonly length: PeriodLength; readonly basis: string };

/** First instance, from the day of filing; extensions are the court's, and not known here. */
const trials: Readonly<Record<Domain, { readonly ordinary: Term; readonly summary: Term }>> = {
  CIVIL: {
    ordinary: { length: { months: 6 }, basis: '民事诉讼法 第一百五十二条' },
    summary: { length: { months: 3 }, basis: '民事诉讼法 第一百六十四条' },
  },
  CRIMINAL: {
    ordinary: { length: { months: 2 }, basis: '刑事诉讼法 第二百零八条' },
    summary: { length: { days: 20 }, basis: '刑事诉讼法 第二百二十条' },
  },
  ADMINISTRATIVE: {
    ordinary: { length: { months: 6 }, basis: '行政诉讼法 第八十一条' },
    summary: { length: { days: 45 }, basis: '行政诉讼法 第八十三条' },
  },
};

/** Against a judgment of first instance, from service on the party. */
const appeals: Readonly<Record<Domain, Term>> = {
  CIVIL: { length: { days: 15 }, basis: '民事诉讼法 第一百七十一条' },
  CRIMINAL: { length: { days: 10 }, basis: '刑事诉讼法 第二百三十条' },
  ADMINISTRATIVE: { length: { days: 15 }, basis: '行政诉讼法 第八十五条' },
};

/** From the day of effect; criminal judgments are appealed against without a term (刑事诉讼法 252). */
const retrials: Readonly<Partial<Record<Domain, Term>>> = {
  CIVIL: { length: { months: 6 }, basis: '民事诉讼法 第二百一十六条' },
  ADMINISTRATIVE: { length: { months: 6 }, basis: '最高人民法院关于适用行政诉讼法的解释 第一百一十条' },
};

const enforcement: Term = {
  length: { months: 6 },
  basis: '最高人民法院关于人民法院办理执行案件若干期限的规定 第一条',
};
const payOut: Term = { length: { days: 30 }, basis: '最高人民法院关于执行款物管理工作的规定 第十条' };

/** Roles that a judgment may give something to. */
const claimants: ReadonlySet<string> = new Set(['PLAINTIFF', 'APPLICANT']);

export interface CaseFacts {
  readonly court: CaseRow | null;
  /** In which the caller is in it. */
  readonly roles: readonly string[];
  /** Undefined where they were not read. */
  readonly enforcements: readonly EnforcementRow[] | undefined;
}

/** What still runs in a case on a day, soonest first. */
export function deadlinesOf({ court, roles, enforcements }: CaseFacts, today: string): readonly CaseDeadline[] {
  const running = [
    ...(court === null ? [] : courtDeadlines(court, roles)),
    ...(court === null || enforcements === undefined || enforcements.length > 0 ? [] : toEnforce(court, roles)),
    ...(enforcements ?? []).flatMap(enforcementDeadlines),
  ].filter(({ until }) => until >= today);
  return running
    .map((deadline) => ({ ...deadline, daysLeft: daysBetween(today, deadline.until) + 1 }))
    .sort((one, other) => compareText(one.until, other.until));
}

type Running = Omit<CaseDeadline, 'daysLeft'>;

function courtDeadlines(court: CaseRow, roles: readonly string[]): readonly Running[] {
  const { domain, closedDate, filedDate, summaryProcedure, procedureCode, civil } = court;
  if (domain === null || domain === undefined) return [];
  const documents = nodesOf(court.judgments) ?? [];
  const trial = trials[domain][summaryProcedure === true ? 'summary' : 'ordinary'];
  const isFirst = procedureCode === 'FIRST';
  const isTried = closedDate === null && isFirst;
  // A victim asks the procuratorate to protest, and does not appeal (刑事诉讼法 229).
  const mayAppeal = domain !== 'CRIMINAL' || roles.some((role) => role !== 'VICTIM');
  return [
    ...(isTried ? after('TRIAL', filedDate, trial, null) : []),
    ...(mayAppeal ? documents.flatMap((document) => appealOf(document, appeals[domain], isFirst)) : []),
    ...(civil?.performanceDeadline
      ? [
          {
            kind: 'PERFORMANCE' as const,
            until: civil.performanceDeadline,
            basis: '民事诉讼法 第二百四十七条',
            of: null,
          },
        ]
      : []),
    ...documents.flatMap(({ effectiveDate, documentId }) => {
      const retrial = retrials[domain];
      return retrial === undefined ? [] : after('RETRIAL', effectiveDate, retrial, documentId);
    }),
  ];
}

// What the court entered counts; where it entered nothing, the law's days from the last service. A second instance is the last, and which
// rulings may be appealed against the court alone says (民事诉讼法 157, 182).
function appealOf(document: JudgmentRow, term: Term, isFirst: boolean): readonly Running[] {
  const { kind, appealDeadline, appealed, servedDates, effectiveDate, documentId: of } = document;
  if (appealed === true || effectiveDate !== null || (kind !== 'JUDGMENT' && kind !== 'RULING')) return [];
  if (appealDeadline !== null) return [{ kind: 'APPEAL', until: appealDeadline, basis: term.basis, of }];
  const served = [...(servedDates ?? [])].sort().at(-1) ?? null;
  return isFirst && kind === 'JUDGMENT' ? after('APPEAL', served, term, of) : [];
}

// 民事诉讼法 250: two years from the last day to perform, or from effect where none was set.
function toEnforce({ domain, judgments, civil }: CaseRow, roles: readonly string[]): readonly Running[] {
  if (domain !== 'CIVIL' || !roles.some((role) => claimants.has(role))) return [];
  const effective = (nodesOf(judgments) ?? []).flatMap(({ effectiveDate }) => effectiveDate ?? []).sort();
  const from = civil?.performanceDeadline ?? effective.at(-1);
  if (effective.length === 0 || from === undefined) return [];
  return [{ kind: 'APPLY_ENFORCEMENT', until: addYears(from, 2), basis: '民事诉讼法 第二百五十条', of: null }];
}

function enforcementDeadlines(row: EnforcementRow): readonly Running[] {
  const { caseNumber: of, filedDate, closedDate, fundDisbursements } = row;
  const waiting = (nodesOf(fundDisbursements) ?? []).filter(({ paidOutAt }) => paidOutAt === null);
  return [
    ...(closedDate === null ? after('ENFORCEMENT', filedDate, enforcement, of) : []),
    ...waiting.flatMap(({ receivedAt }) => after('PAY_OUT', receivedAt, payOut, of)),
  ];
}

function after(
  kind: CaseDeadlineKind,
  day: string | null,
  { length, basis }: Term,
  of: string | null,
): readonly Running[] {
  return day === null ? [] : [{ kind, until: periodEnd(day, length).date, basis, of }];
}
