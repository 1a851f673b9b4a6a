import type { MatterState } from '../../schema/oversight/matter.js';
import type { DocumentKind } from '../../schema/oversight/rule.js';
import { type PeriodLength, periodEnd } from '../../schema/values/procedural-period.js';
import { documentLaw } from './documents-law.js';

/** How long an officer has to accept, an agency to bring more, a leader to decide: the house's own rules, not the law's. */
export interface HouseRules {
  readonly accept: PeriodLength;
  readonly material: { readonly workingDays: number };
  readonly decide: PeriodLength;
  /** Reply to a notice that states no day of its own (practice: 15 days). */
  readonly stated: PeriodLength;
  /** After an urging. */
  readonly urged: PeriodLength;
  /** A closed matter may be opened again when its rule fires within these days. */
  readonly reopenDays: number;
}

export const houseRules: HouseRules = {
  accept: { workingDays: 3 },
  material: { workingDays: 5 },
  decide: { workingDays: 5 },
  stated: { days: 15 },
  urged: { days: 15 },
  reopenDays: 90,
};

/** 规则 624②: what was corrected orally and not followed within seven days is put in writing. */
const oral: PeriodLength = documentLaw.ORAL_CORRECTION.reply as PeriodLength;

/** Last day to reply to a document that is served on `day`; a day that it states and that has passed by then is none. */
export function replyDay(
  kind: DocumentKind,
  day: string,
  { replyBy, urgent }: { readonly replyBy: string | null; readonly urgent: boolean },
  rules: HouseRules = houseRules,
): string {
  const { reply, urgentReply } = documentLaw[kind];
  if (reply === 'STATED') return replyBy !== null && replyBy > day ? replyBy : periodEnd(day, rules.stated).date;
  return periodEnd(day, urgent && urgentReply !== null ? urgentReply : reply).date;
}

/** Last day of what is to be done in a state that is entered on `day`; null where nothing runs by itself. */
export function dueDay(state: MatterState, day: string, rules: HouseRules = houseRules): string | null {
  switch (state) {
    case 'PENDING_REVIEW':
      return periodEnd(day, rules.accept).date;
    case 'OPINION_SUBMITTED':
      return periodEnd(day, rules.decide).date;
    case 'ORAL_CORRECTION':
      return periodEnd(day, oral).date;
    case 'URGED':
      return periodEnd(day, rules.urged).date;
    default:
      return null;
  }
}

/**
 * Last day to decide an objection, the n-th of a document from 1 (规则 554: seven days; 565: fifteen for the upper procuratorate); null
 * where the law knows no such one.
 */
export function objectionDay(kind: DocumentKind, time: number, day: string): string | null {
  const { objection, furtherObjection } = documentLaw[kind];
  const own = [objection, furtherObjection][time - 1] ?? null;
  return own === null ? null : periodEnd(day, own.within).date;
}

/** Working days after which who was reminded is reminded again. */
export const remindedAgain = (today: string, rules: HouseRules = houseRules): string =>
  periodEnd(today, rules.accept).date;
