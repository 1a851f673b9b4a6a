import { addMonths, dateText, dayOf } from '../../demo/lives/days.js';
import type { FactKind, FactOf, Life } from '../../demo/lives/facts.js';
import { termEnd } from '../../schema/values/legal-term.js';

/**
 * The ● rules of domain chapter 3, read naively over one life's clean facts: what a rule engine would find if nothing
 * were dirty. They check the generator, and are no part of the product.
 */
export type NaiveRule = (life: Life, asOf: string) => boolean;

export const all = <K extends FactKind>(life: Life, kind: K): readonly FactOf<K>[] =>
  life.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
export const plus = (date: string, days: number) => dateText(dayOf(date) + days);
export const plusMonths = (date: string, months: number) => dateText(addMonths(dayOf(date), months));
export const day = (instant: string) => instant.slice(0, 10);

export const communitySentences = (life: Life) =>
  all(life, 'Sentence').filter((s) => s.probation !== null || s.principalPenalty === 'PUBLIC_SURVEILLANCE');
export const judgmentOf = (life: Life, documentId: string) =>
  all(life, 'Judgment').find((j) => j.documentId === documentId);
export const subjects = (life: Life) => all(life, 'CorrectionSubject');
export const inCorrection = (life: Life) => subjects(life).filter((s) => s.status === 'IN_CORRECTION');
export const proposals = (life: Life) =>
  all(life, 'RewardPunishment').filter((r) => ['REVOKE_PROBATION', 'REVOKE_PAROLE', 'RECALL'].includes(r.reward));
export const onLeave = (life: Life, date: string) =>
  all(life, 'LeaveRequest').some((l) => l.from <= date && date <= l.to);
export const missed = (c: FactOf<'CheckIn'>) => c.at === null || day(c.at) > c.dueTo || day(c.at) < c.dueFrom;

export function expectedEnd(life: Life, subject: FactOf<'CorrectionSubject'>): string | null {
  const shorter = all(life, 'CommutationRuling').find((c) => c.originalCaseNumber === subject.caseNumber);
  if (shorter) return shorter.newEndDate;
  const sentence = all(life, 'Sentence').find((s) => s.caseNumber === subject.caseNumber);
  const start = sentence && judgmentOf(life, sentence.documentId)?.effectiveDate;
  if (!sentence?.probation || !start) return null;
  return termEnd(start, { years: Math.floor(sentence.probation.months / 12), months: sentence.probation.months % 12 });
}

/** Who was convicted of what, since when, to what. */
export function convictionsIn(life: Life) {
  return all(life, 'ConvictionItem').flatMap((item) => {
    const effective = judgmentOf(life, item.documentId)?.effectiveDate;
    const sentence = all(life, 'Sentence').find(
      (s) => s.documentId === item.documentId && s.defendant === item.defendant,
    );
    return effective
      ? [{ person: item.defendant, effective, sentence, charge: item.chargeCode, sealed: item.sealed }]
      : [];
  });
}
