import { courtOf, intermediateCourt } from './agencies.js';
import type { CorrectionSubjectFact } from './correction-facts.js';
import type { CorrectionRecord, CorrectionType } from './correction-record.js';
import { drawCharge, tellCorrection } from './correction-story.js';
import { type Day, dateText } from './days.js';
import type { Life } from './facts.js';
import { type LifeBuilder, openLife, type Run } from './life-builder.js';
import type { SessionBook } from './sessions.js';

/** Still in correction on the day of the demo, or gone within the year before it. */
export type CorrectionRole = 'IN_CORRECTION' | 'LEFT';

/** Types in the proportions of practice: probation nearly always. */
const types: readonly (readonly [CorrectionType, number])[] = [
  ['PROBATION', 92],
  ['PAROLE', 3],
  ['TEMPORARY_SERVICE_OUTSIDE_PRISON', 3],
  ['PUBLIC_SURVEILLANCE', 2],
];

/** One ordinary, clean life in correction. */
export function correctionLife(
  run: Run,
  sessions: SessionBook,
  key: string,
  township: string,
  role: CorrectionRole,
): Life {
  const draft = openLife(run, key).random;
  const juvenile = draft.chance(0.012);
  const life = openLife(run, key, { sealed: juvenile });
  const { random } = life;
  const type = juvenile ? 'PROBATION' : random.weighted(types);
  const charge = drawCharge(life);
  const terms = drawTerms(life, type, charge.terms, charge.detention ?? false);
  const months = terms.probationMonths ?? terms.termMonths;
  const length = Math.floor(
    months * 30.4 * (type === 'PAROLE' || type === 'TEMPORARY_SERVICE_OUTSIDE_PRISON' ? 0.4 : 1),
  );
  // Custody before the judgment counts towards a prisoner's sentence: keep well before its end.
  const margin = type === 'PAROLE' || type === 'TEMPORARY_SERVICE_OUTSIDE_PRISON' ? 120 : 12;
  const effective =
    role === 'IN_CORRECTION'
      ? run.asOf - random.between(Math.min(20, Math.floor(length / 3)), Math.max(25, length - margin))
      : run.asOf - random.between(3, 340) - length - 3;
  const status: CorrectionSubjectFact['status'] =
    role === 'IN_CORRECTION'
      ? 'IN_CORRECTION'
      : random.weighted([
          ['RELEASED', 92],
          ['TERMINATED', 4],
          ['TRANSFERRED_OUT', 4],
        ] as const);
  const person = life.person({
    division: township.slice(0, 6),
    ...(juvenile ? { born: effective - Math.floor(17.2 * 365.25) - 30 } : { ageFrom: 27, ageTo: 66 }),
  });
  const stops =
    status === 'TERMINATED' || status === 'TRANSFERRED_OUT'
      ? Math.min(effective + Math.floor(length * 0.7), run.asOf - 40)
      : undefined;
  const record = tellCorrection(life, {
    person,
    township,
    type,
    effective,
    charge,
    ...terms,
    status,
    sessions,
    ...(stops === undefined ? {} : { stops }),
  });
  if (status === 'TERMINATED' && stops !== undefined) tellRevocation(life, record, { proposed: stops - 25 });
  return life.done();
}

function drawTerms(life: LifeBuilder, type: CorrectionType, terms: readonly number[], detention: boolean) {
  const { random } = life;
  if (type === 'PUBLIC_SURVEILLANCE') return { termMonths: random.pick([6, 12, 18, 24]), probationMonths: null };
  if (type !== 'PROBATION') return { termMonths: random.pick([48, 60, 72, 84]), probationMonths: null };
  const termMonths = random.pick(terms);
  // 刑法 73: 拘役 2 months to a year, 有期徒刑 1 to 5 years, never shorter than the sentence.
  if (detention) return { termMonths, probationMonths: Math.max(termMonths, random.pick([2, 3, 4, 6])) };
  const least = Math.max(12, termMonths);
  return {
    termMonths,
    probationMonths: Math.min(60, random.pick([least, least + 6, least + 12, least + 12, 24 + least])),
  };
}

/** A proposal to revoke, granted in time, and custody the same week (社矫法 46–50). */
export function tellRevocation(
  life: LifeBuilder,
  record: CorrectionRecord,
  story: {
    readonly proposed: Day;
    readonly ruled?: Day | null;
    readonly admitted?: Day | null;
    readonly wanted?: Day | null;
  },
): { readonly caseNumber: string } {
  const { run } = life;
  const { proposed } = story;
  const ruled = story.ruled === undefined ? proposed + 18 : story.ruled;
  const admitted = story.admitted === undefined ? (ruled === null ? null : ruled + 3) : story.admitted;
  const of = { subjectNo: record.subjectNo, person: record.person.key };
  const parole = record.caseNumber.includes('刑更');
  const recall = record.caseNumber.includes('暂外');
  const kind = recall ? 'RECALL' : parole ? 'REVOKE_PAROLE' : 'REVOKE_PROBATION';
  const court = parole || recall ? intermediateCourt() : courtOf(record.division);
  const holder = { agency: record.bureau, division: record.division, day: ruled ?? proposed };
  const caseNumber = run.numbers.courtCase(court.division, '刑更', proposed);
  life.add('RewardPunishment', holder, {
    ...of,
    recordNo: run.numbers.serial('KH', record.division, proposed),
    reward: kind,
    date: dateText(proposed),
    ground: '违反监督管理规定,情节严重',
    docId: run.numbers.document('宁矫撤建字', proposed),
    result: ruled === null ? 'PENDING' : 'GRANTED',
    resultDate: ruled === null ? null : dateText(ruled),
  });
  life.add(
    'RevocationRuling',
    { agency: court.code, division: court.division, day: ruled ?? proposed },
    {
      caseNumber,
      originalCaseNumber: record.caseNumber,
      defendant: record.person.key,
      revocation: kind,
      proposalReceivedDate: dateText(proposed + 1),
      ruledDate: ruled === null ? null : dateText(ruled),
      result: ruled === null ? null : 'GRANTED',
      effectiveDate: ruled === null ? null : dateText(ruled),
    },
  );
  if (ruled !== null) {
    life.add('Termination', holder, {
      ...of,
      termination: recall ? 'RECALLED' : parole ? 'PAROLE_REVOKED' : 'PROBATION_REVOKED',
      date: dateText(ruled),
      admittedDate: admitted === null ? null : dateText(admitted),
      custodyPlace: admitted === null ? null : '宁津县看守所',
    });
  }
  return { caseNumber };
}
