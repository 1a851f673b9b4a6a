import { PlumblineError } from '../../../schema/errors.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import type { Days, Page } from './pages.js';

/** A ruling by which a prisoner goes on outside: released on parole, or serving outside prison for a time (社区矫正法 2). */
export interface OutsideRuling {
  readonly kind: 'PAROLE' | 'OUTSIDE_PRISON';
  readonly id: string;
  readonly caseNumber: string | null;
  /** ISO 8601 date; of service outside prison the day of the decision. */
  readonly effectiveDate: string;
  /** Code of the court, prison administration or police that decided. */
  readonly agencyCode: string | null;
  readonly jurisdictionDivisionCode: string | null;
  readonly sealed: boolean | null;
  readonly person: { readonly residenceDivisionCode: string | null } | null;
}

export type Ruling = Omit<OutsideRuling, 'kind'>;

const common = 'id caseNumber agencyCode jurisdictionDivisionCode sealed person { residenceDivisionCode }';
/** What is asked of each. */
export const parole = `effectiveDate ${common}`;
export const outsidePrison = `effectiveDate: decidedDate ${common}`;

/** By the sentences that they change: they are ruled on one level up, outside of a county's territory. */
const followed = `query RulingsOfSentences($from: Date!, $to: Date!, $after: String) {
  sentences(
    first: 200
    after: $after
    filter: { principalPenalty: { in: [FIXED_TERM, LIFE, DEATH_SUSPENDED] } }
  ) {
    nodes {
      PAROLE: paroleRulings(first: 20, filter: { effectiveDate: { ge: $from, le: $to } }) { nodes { ${parole} } }
      OUTSIDE_PRISON: temporaryServiceDecisions(first: 20, filter: { decidedDate: { ge: $from, le: $to } }) {
        nodes { ${outsidePrison} }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

type Followed = Readonly<Record<OutsideRuling['kind'], { readonly nodes: readonly Ruling[] | null } | null>>;

interface Answered {
  readonly sentences: Page<Followed> | null;
}

const kinds = ['PAROLE', 'OUTSIDE_PRISON'] as const satisfies readonly OutsideRuling['kind'][];

/**
 * Asks the hub for rulings within some days by the sentences that they change: of every sentence, which takes its time. Rejects with
 * `SOURCE_UNAVAILABLE` where they could not be read.
 */
export async function* followRulings(
  client: OversightClient,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<readonly OutsideRuling[], void, void> {
  let after: string | null = null;
  do {
    const { data } = await client.ask({ document: followed, variables: { ...days, after }, signal });
    const page: Page<Followed> | null = (data as Answered | null)?.sentences ?? null;
    if (page === null) throw unread('sentences');
    yield page.nodes.flatMap((sentence) => kinds.flatMap((kind) => rulingsOf(sentence, kind)));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

// A ruling that was not read is none that there is not: it has to be looked for again.
function rulingsOf(sentence: Followed, kind: OutsideRuling['kind']): readonly OutsideRuling[] {
  const rulings = sentence[kind]?.nodes ?? null;
  if (rulings === null) throw unread('rulings on sentences');
  return rulings.map((ruling) => ({ kind, ...ruling }));
}

const unread = (what: string) => new PlumblineError('SOURCE_UNAVAILABLE', `${what} cannot be read now`);
