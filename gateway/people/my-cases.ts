import { parse } from 'graphql';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Piece } from '../../schema/people/desk.js';
import { compareText } from '../../schema/total-order.js';
import { readCaseNumber } from '../../schema/values/case-number.js';
import { dayOf } from '../../schema/values/day.js';
import { type Ask, nodesOf, type Page } from './ask.js';
import { deadlinesOf } from './case-deadlines.js';
import type { CaseRow, EnforcementRow, PartyRow } from './case-rows.js';
import { stagesOf } from './case-stages.js';

// One question, whatever it finds: a case that is somebody else's is answered as one that there is not, to the source.
const document = parse(`query MyCases {
  parties(first: 500) {
    nodes {
      caseNumber
      role
      courtCase {
        caseNumber domain agencyCode causeName judge filedDate closedDate summaryProcedure procedureCode
        judgments(first: 50) {
          nodes { documentId kind pronouncedDate servedDates effectiveDate appealDeadline appealed }
        }
        civil { performanceDeadline }
      }
    }
  }
  enforcementCases(first: 200) {
    nodes {
      caseNumber basisCaseNumber citizenId agencyCode claimAmount executedAmount
      receivedDate filedDate noticeDate closedDate
      measures(first: 100) { nodes { from } }
      terminationRulings(first: 20) { nodes { date } }
      fundDisbursements(first: 200) { nodes { receivedAt paidOutAt amount } }
    }
  }
}`);

interface Found {
  readonly parties: Page<PartyRow> | null;
  readonly enforcementCases: Page<EnforcementRow> | null;
}

export interface CaseParts {
  readonly ask: Ask;
  readonly clock: () => Date;
}

const most = 200;

/**
 * The cases of whoever asks, newest first: as a party before a court, or on either side of an enforcement. Of one number, the case
 * that bears it or whose enforcement does; whatever else there may be under it is as if there were nothing.
 */
export async function myCases(
  { ask, clock }: CaseParts,
  number: string | null,
  context: RequestContext,
): Promise<readonly Piece[]> {
  const found = await ask<Found>(document, {}, context);
  const parties = nodesOf(found.parties);
  const enforcements = nodesOf(found.enforcementCases);
  if (parties === undefined && enforcements === undefined)
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'neither the courts nor enforcement answer');
  const cases = joined(parties ?? [], enforcements);
  const wanted = number === null ? cases : cases.filter((each) => bears(each, number));
  // Where half of the sources is silent, that nothing was found says nothing.
  if (number !== null && wanted.length === 0 && (parties === undefined || enforcements === undefined))
    throw new PlumblineError('SOURCE_UNAVAILABLE', 'not every source that could know the case answers');
  const today = dayOf(clock());
  return wanted
    .map((each) => caseOf(each, today))
    .sort((one, other) => compareText(begin(other), begin(one)))
    .slice(0, most);
}

interface Joined {
  readonly caseNumber: string;
  readonly court: CaseRow | null;
  readonly roles: readonly string[];
  readonly enforcements: readonly EnforcementRow[] | undefined;
}

/** Court cases with the enforcements of what they decided, and enforcements of what no court of ours did. */
function joined(parties: readonly PartyRow[], enforcements: readonly EnforcementRow[] | undefined): readonly Joined[] {
  const courts = new Map<string, { readonly court: CaseRow; readonly roles: string[] }>();
  for (const { courtCase: court, role } of parties) {
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
      row.caseNumber === null ? [] : [{ caseNumber: row.caseNumber, court: null, roles: [], enforcements: [row] }],
    ),
  ];
}

function bears({ caseNumber, enforcements = [] }: Joined, asked: string): boolean {
  const number = readCaseNumber(asked).value ?? asked;
  return caseNumber === number || enforcements.some((row) => row.caseNumber === number);
}

function caseOf({ caseNumber, court, roles, enforcements }: Joined, today: string): Piece {
  const stages = stagesOf(court, enforcements ?? [], today);
  return {
    caseNumber,
    cause: court?.causeName ?? null,
    courtAgencyCode: court?.agencyCode ?? enforcements?.[0]?.agencyCode ?? null,
    judge: court?.judge ?? null,
    stage: stages.at(-1)?.kind ?? null,
    stages,
    deadlines: deadlinesOf({ court, roles, enforcements }, today),
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
  const funds = nodesOf(fundDisbursements);
  const sum = (rows: typeof funds) => rows?.reduce((total, { amount }) => total + (amount ?? 0), 0) ?? null;
  return {
    ...{ caseNumber, claimAmount, executedAmount },
    // The number of the other side is never shown: whose is shown is enforced against.
    side: citizenId === null ? 'APPLICANT' : 'RESPONDENT',
    receivedAmount: sum(funds),
    paidAmount: sum(funds?.filter(({ paidOutAt }) => paidOutAt !== null)),
  };
}

const begin = ({ stages }: Piece): string => (stages as readonly { readonly date: string | null }[])[0]?.date ?? '';
