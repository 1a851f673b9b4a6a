import { chargeNamed } from '../charges.js';
import type { CorrectionRecord, CorrectionStory } from '../correction-record.js';
import { tellCorrection } from '../correction-story.js';
import { addMonths, type Day, dateText, dayOf, instantText, monthOf } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { Fact, FactKind, FactOf, Plant } from '../facts.js';
import type { LifeBuilder, Revise } from '../life-builder.js';
import type { PersonWish } from '../people.js';
import type { SessionBook } from '../sessions.js';

/** One planted contradiction, or a near miss of one, as a short story. */
export interface PlantStory {
  readonly rule: string;
  readonly sort: Plant['sort'];
  readonly why: string;
  /** Other rules that the same facts rightly set off. */
  readonly also?: readonly string[];
  /** The whole life is sealed. */
  readonly sealed?: boolean;
  readonly tell: (
    life: LifeBuilder,
    sessions: SessionBook,
  ) => { readonly citizenId: string; readonly records: readonly string[] };
}

/** Declares stories of one rule: what is planted, and what must not be found. */
export function storiesOf(
  rule: string,
  planted: Readonly<Record<string, PlantStory['tell']>>,
  nearMisses: Readonly<Record<string, PlantStory['tell']>>,
  more: { readonly also?: readonly string[]; readonly sealed?: boolean } = {},
): readonly PlantStory[] {
  return [
    ...Object.entries(planted).map(([why, tell]) => ({ rule, sort: 'PLANTED' as const, why, tell, ...more })),
    ...Object.entries(nearMisses).map(([why, tell]) => ({ rule, sort: 'NEAR_MISS' as const, why, tell })),
  ];
}

/** Changes facts of one kind; `null` drops them. */
export function revising<K extends FactKind>(kind: K, change: (fact: FactOf<K>) => FactOf<K> | null): Revise {
  return (fact) => (fact.kind === kind ? (change(fact as FactOf<K>) as Fact | null) : fact);
}

export function dropping(...kinds: readonly FactKind[]): Revise {
  return (fact) => (kinds.includes(fact.kind) ? null : fact);
}

/** One revision after the other. */
export function both(...revisions: readonly Revise[]): Revise {
  return (fact) => revisions.reduce<Fact | null>((left, revise) => (left === null ? null : revise(left)), fact);
}

export type SubjectWish = Partial<
  Pick<
    CorrectionStory,
    | 'type'
    | 'effective'
    | 'charge'
    | 'termMonths'
    | 'probationMonths'
    | 'status'
    | 'township'
    | 'courtDivision'
    | 'stops'
  >
> & { readonly person?: Partial<PersonWish>; readonly revise?: Revise };

/** An ordinary probationer of a year and more, unless wished otherwise. */
export function tellSubject(life: LifeBuilder, sessions: SessionBook, wish: SubjectWish = {}): CorrectionRecord {
  if (wish.revise) life.reviseWith(wish.revise);
  const { person, revise: _revise, ...story } = wish;
  return tellCorrection(life, {
    person: life.person({ division: homeDivision, ageFrom: 26, ageTo: 55, ...person }),
    township: '371422101',
    type: 'PROBATION',
    effective: life.run.asOf - 400,
    charge: chargeNamed('掩饰、隐瞒犯罪所得罪'),
    termMonths: 12,
    probationMonths: 24,
    status: 'IN_CORRECTION',
    sessions,
    diligent: true,
    quiet: true,
    ...story,
  });
}

export const found = (record: CorrectionRecord, ...more: readonly string[]) => ({
  citizenId: record.person.citizenId,
  records: [record.subjectNo, record.caseNumber, ...more],
});

/** The last month that is over on the day of the demo, `YYYY-MM`. */
export function lastMonth(asOf: Day): string {
  return monthOf(addMonths(dayOf(`${monthOf(asOf)}-01`), -1));
}

/** The last month over whose first session took a whole day. */
export function wholeDayMonth(asOf: Day): string {
  const month = lastMonth(asOf);
  return ['01', '04', '07', '10'].includes(month.slice(5)) ? month : lastMonth(dayOf(`${month}-15`));
}

export const of = (record: CorrectionRecord) => ({ subjectNo: record.subjectNo, person: record.person.key });

export const at = (record: CorrectionRecord, day: Day) => ({ agency: record.bureau, division: record.division, day });

export const isIn = (date: string | null, from: Day, to: Day) =>
  date !== null && date.slice(0, 10) >= dateText(from) && date.slice(0, 10) <= dateText(to);

/** What a judgment of a few days ago cannot have led to yet. */
export function notYet(effective: Day): Revise {
  return both(
    revising('DeliveryRecord', (f) => ({
      ...f,
      noticeDate: dateText(effective + 1),
      documentsServedDate: dateText(effective + 3),
      copyToPolice: dateText(effective + 3),
      copyToProcuratorate: dateText(effective + 3),
      receiptDate: null,
    })),
    revising('Reception', (f) => ({
      ...f,
      documentsReceivedDate: dateText(effective + 3),
      receiptSentDate: null,
      reportedAt: instantText(effective + 2, 600),
    })),
    dropping('Announcement', 'CorrectionTeam', 'CorrectionPlan'),
  );
}
