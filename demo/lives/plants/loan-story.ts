import { courtOf } from '../agencies.js';
import type { CivilJudgmentFact } from '../court-facts.js';
import { type Day, dateText } from '../days.js';
import { homeDivision } from '../divisions.js';
import type { LifeBuilder } from '../life-builder.js';
import type { OrganizationFact, PersonFact } from '../person-facts.js';
import { isPublished } from '../publication.js';

/** A civil case between two, judged by default, mediated or argued. */
export interface LoanStory {
  readonly plaintiff: PersonFact | OrganizationFact;
  readonly defendant: PersonFact;
  readonly filed: Day;
  /** Days from filing to judgment. */
  readonly days: number;
  readonly cause?: string;
  readonly outcome?: 'DEFAULT' | 'MEDIATED' | 'ARGUED';
  /** Yuan. */
  readonly principal?: number;
  readonly evidence?: CivilJudgmentFact['evidenceKinds'];
  readonly lawyer?: string;
  readonly agent?: string;
}

export function tellLoan(life: LifeBuilder, story: LoanStory): string {
  const { run } = life;
  const { plaintiff, defendant, filed } = story;
  const closed = filed + story.days;
  const outcome = story.outcome ?? 'ARGUED';
  const mediated = outcome === 'MEDIATED';
  const court = courtOf(homeDivision);
  const holder = { agency: court.code, division: homeDivision, day: closed };
  const caseNumber = run.numbers.courtCase(homeDivision, '民初', filed);
  const documentId = `WS${caseNumber.replace(/\D/gu, '')}`;
  const cause = story.cause ?? '民间借贷纠纷';
  const organization = 'uscc' in plaintiff;
  const documentKind = mediated ? 'MEDIATION' : 'JUDGMENT';
  const effective = mediated ? closed : closed + 16;
  life.add('CourtCase', holder, {
    caseNumber,
    domain: 'CIVIL',
    procedure: 'FIRST',
    filedDate: dateText(filed),
    trialMode: 'SINGLE',
    summaryProcedure: true,
    closedDate: dateText(closed),
    closingMode: mediated ? 'MEDIATION' : 'JUDGMENT',
    cause,
    causeCode: cause === '民间借贷纠纷' ? '9104' : '9074',
    judge: '审判员马某',
    policeCaseNumber: null,
  });
  const side = { caseNumber, agent: null, lawyer: null };
  life.add('Party', holder, {
    ...side,
    role: 'PLAINTIFF',
    person: organization ? null : plaintiff.key,
    organization: organization ? plaintiff.key : null,
    agent: story.agent ?? null,
    lawyer: story.lawyer ?? null,
  });
  life.add('Party', holder, { ...side, role: 'DEFENDANT', person: defendant.key, organization: null });
  life.add('Judgment', holder, {
    documentId,
    caseNumber,
    documentKind,
    pronouncedDate: dateText(closed),
    servedDates: [dateText(closed)],
    effectiveDate: dateText(effective),
    appealDeadline: mediated ? null : dateText(closed + 15),
    appealed: false,
    protested: false,
    title: `${cause}一案${mediated ? '民事调解书' : '民事判决书'}`,
    published: isPublished({ documentKind, cause, effective, juvenile: false }, run.asOf),
    contentHash: documentId.padEnd(32, '0'),
  });
  const claim = (story.principal ?? 86_500) * 100;
  life.add('CivilJudgment', holder, {
    caseNumber,
    documentId,
    claimAmount: claim,
    awardAmount: claim,
    defaultJudgment: outcome === 'DEFAULT',
    mediated,
    sameDayMediation: mediated && story.days === 0,
    performanceDeadline: dateText(closed + 30),
    evidenceKinds: story.evidence ?? ['CONTRACT', 'BANK_TRANSFER'],
  });
  return caseNumber;
}
