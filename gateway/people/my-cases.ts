import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Piece, Wanted } from '../../schema/people/desk.js';
import { compareText } from '../../schema/total-order.js';
import { dayOf } from '../../schema/values/day.js';
import { type Ask, nodesOf, type Page, wholeOf } from './ask.js';
import { deadlinesOf } from './case-deadlines.js';
import type { CaseRow, EnforcementRow, PartyRow } from './case-rows.js';
import { stagesOf } from './case-stages.js';
import { type Chosen, createQuestion } from './parts.js';

const progress = ['stage', 'stages', 'deadlines'] as const;
const parts = { progress, money: [...progress, 'enforcements'] } as const;
type Part = keyof typeof parts;

const party = (chosen: Chosen<Part>) => `
  caseNumber
  role
  courtCase {
    caseNumber agencyCode causeName judge filedDate
    ${chosen(
      'progress',
      `domain closedDate summaryProcedure procedureCode
      judgments(first: 50) { nodes { documentId kind pronouncedDate servedDates effectiveDate appealDeadline appealed } }
      civil { performanceDeadline }`,
    )}
  }`;
const enforcement = (chosen: Chosen<Part>) => `
  caseNumber basisCaseNumber citizenId agencyCode claimAmount executedAmount receivedDate filedDate
  ${chosen(
    'progress',
    `noticeDate closedDate
    measures(first: 100) { nodes { from } }
    terminationRulings(first: 20) { nodes { date } }`,
  )}
  ${chosen('money', 'fundDisbursements(first: 200) { nodes { receivedAt paidOutAt amount } pageInfo { hasNextPage } }')}`;

const all = createQuestion<Part>(
  parts,
  (chosen) => `query MyCases {
    parties(first: 200) { nodes { ${party(chosen)} } }
    enforcementCases(first: 200) { nodes { ${enforcement(chosen)} } }
  }`,
);
// Among one's own, whatever the number is: one that is somebody else's is the same question with the same answer as none.
const one = createQuestion<Part>(
  parts,
  (chosen) => `query MyCase($number: CaseNumber!) {
    parties(first: 20, filter: { caseNumber: { eq: $number } }) { nodes { ${party(chosen)} } }
    enforcementCases(first: 50, filter: { basisCaseNumber: { eq: $number } }) { nodes { ${enforcement(chosen)} } }
    named: enforcementCases(first: 1, filter: { caseNumber: { eq: $number } }) { nodes { ${enforcement(chosen)} } }
  }`,
);

interface Found {
  readonly parties: Page<PartyRow> | null;
  readonly enforcementCases: Page<EnforcementRow> | null;
  readonly named?: Page<EnforcementRow> | null;
}

export interface CaseSources {
  readonly ask: Ask;
  readonly clock: () => Date;
}

/** The cases of whoever asks, newest first: as a party before a court, or on either side of an enforcement. */
export async function myCases(
  sources: CaseSources,
  wanted: Wanted,
  context: RequestContext,
): Promise<readonly Piece[]> {
  const cases = await joinedOf(sources, all(wanted), {}, context);
  return [...cases]
    .sort((a, b) => compareText(beginOf(b), beginOf(a)))
    .map((each) => caseOf(each, dayOf(sources.clock())));
}

/** The case of whoever asks that bears a number, or whose enforcement does; whatever else may bear it is as if there were nothing. */
export async function myCase(
  sources: CaseSources,
  { number, wanted }: { readonly number: string; readonly wanted: Wanted },
  context: RequestContext,
): Promise<Piece | null> {
  const [known] = await joinedOf(sources, one(wanted), { number }, context);
  const basis = known?.court === null ? known.enforcements?.[0]?.basisCaseNumber : null;
  // By the number of an enforcement: the case that is enforced leads to all of it, where it is the caller's.
  const wider =
    basis == null || basis === number ? [] : await joinedOf(sources, one(wanted), { number: basis }, context);
  const chosen = wider[0] ?? known;
  return chosen === undefined ? null : caseOf(chosen, dayOf(sources.clock()));
}

interface Joined {
  readonly caseNumber: string;
  /** Null where it is no court's, or not the caller's; undefined where courts did not answer. */
  readonly court: CaseRow | null | undefined;
  readonly roles: readonly string[];
  readonly enforcements: readonly EnforcementRow[] | undefined;
}

async function joinedOf(
  { ask }: CaseSources,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
): Promise<readonly Joined[]> {
  const found = await ask<Found>(document, variables, context);
  const parties = nodesOf(found.parties);
  const listed = nodesOf(found.enforcementCases);
  const enforcements = listed && [...listed, ...(nodesOf(found.named) ?? [])];
  const joined = join(parties, enforcements);
  // Where half of the sources is silent, that nothing was found says nothing.
  if (joined.length === 0 && (parties === undefined || enforcements === undefined))
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'not every source that could know of a case answers');
  return joined;
}

/** Court cases with the enforcements of what they decided, and enforcements of what no court of ours did. */
function join(
  parties: readonly PartyRow[] | undefined,
  enforcements: readonly EnforcementRow[] | undefined,
): readonly Joined[] {
  const courts = new Map<string, { readonly court: CaseRow; readonly roles: string[] }>();
  for (const { courtCase: court, role } of parties ?? []) {
    // A witness serves the case and has no case of his own.
    if (court === null || court.caseNumber === null || role === 'WITNESS') continue;
    const known = courts.get(court.caseNumber) ?? { court, roles: [] };
    if (role !== null) known.roles.push(role);
    courts.set(court.caseNumber, known);
  }
  const alone = (enforcements ?? []).filter(({ basisCaseNumber: basis }) => basis === null || !courts.has(basis));
  return [
    ...[...courts].map(([caseNumber, known]) => ({
      ...{ caseNumber, ...known },
      enforcements: enforcements?.filter(({ basisCaseNumber }) => basisCaseNumber === caseNumber),
    })),
    ...alone.flatMap((row) =>
      row.caseNumber === null
        ? []
        : [
            {
              caseNumber: row.caseNumber,
              court: parties === undefined ? undefined : null,
              roles: [],
              enforcements: [row],
            },
          ],
    ),
  ];
}

function caseOf({ caseNumber, court, roles, enforcements }: Joined, today: string): Piece {
  const stages = stagesOf(court ?? null, enforcements ?? [], today);
  const isWhole = court !== undefined && enforcements !== undefined;
  const ofCourt = <Value>(value: Value) => (court === undefined ? undefined : value);
  return {
    caseNumber,
    cause: ofCourt(court?.causeName ?? null),
    courtAgencyCode: court?.agencyCode ?? enforcements?.[0]?.agencyCode ?? null,
    judge: ofCourt(court?.judge ?? null),
    // The last of some stages is not where a case stands.
    stage: isWhole ? (stages.at(-1)?.kind ?? null) : undefined,
    stages,
    deadlines: deadlinesOf({ court: court ?? null, roles, enforcements }, today),
    enforcements: enforcements?.map(enforcementOf),
  };
}

function enforcementOf({
  caseNumber,
  citizenId,
  claimAmount,
  executedAmount,
  fundDisbursements,
}: EnforcementRow): Piece {
  const funds = wholeOf(fundDisbursements);
  const sum = (rows: typeof funds) => rows?.reduce((total, { amount }) => total + (amount ?? 0), 0) ?? null;
  return {
    ...{ caseNumber, claimAmount, executedAmount },
    // The number of the other side is never shown: whose is shown is enforced against.
    side: citizenId === null ? 'APPLICANT' : 'RESPONDENT',
    receivedAmount: sum(funds),
    paidAmount: sum(funds?.filter(({ paidOutAt }) => paidOutAt !== null)),
  };
}

const beginOf = ({ court, enforcements }: Joined): string =>
  court?.filedDate ?? enforcements?.[0]?.filedDate ?? enforcements?.[0]?.receivedDate ?? '';
