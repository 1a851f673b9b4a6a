import type { OversightClient } from '../../../schema/oversight/desk.js';
import { type Days, pagesOf } from './pages.js';

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

type Ruling = Omit<OutsideRuling, 'kind'>;

const common = 'id caseNumber agencyCode jurisdictionDivisionCode sealed person { residenceDivisionCode }';
const parole = `effectiveDate ${common}`;
const outsidePrison = `effectiveDate: decidedDate ${common}`;

/** Rulings of the territory's own courts within some days. */
const listed: Readonly<Record<OutsideRuling['kind'], string>> = {
  PAROLE: `query ParoleRulings($from: Date!, $to: Date!, $after: String) {
    page: paroleRulings(first: 100, after: $after, filter: { effectiveDate: { ge: $from, le: $to } }) {
      nodes { ${parole} }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  OUTSIDE_PRISON: `query TemporaryServiceDecisions($from: Date!, $to: Date!, $after: String) {
    page: temporaryServiceDecisions(first: 100, after: $after, filter: { decidedDate: { ge: $from, le: $to } }) {
      nodes { ${outsidePrison} }
      pageInfo { hasNextPage endCursor }
    }
  }`,
};

/** The same by the sentences that they change: they are ruled on one level up, outside of a county's territory. */
const followed = `query RulingsOfSentences($from: Date!, $to: Date!, $after: String) {
  page: sentences(
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

const kinds = ['PAROLE', 'OUTSIDE_PRISON'] as const satisfies readonly OutsideRuling['kind'][];

/** Asks the hub for them, page by page. Rejects with `SOURCE_UNAVAILABLE` where a list could not be read. */
export async function* readRulings(
  client: OversightClient,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<readonly OutsideRuling[], void, void> {
  for (const kind of kinds)
    for await (const rulings of pagesOf<Ruling>(client, listed[kind], days, signal))
      yield rulings.map((ruling) => ({ kind, ...ruling }));
}

/** The same by the sentences that they change: of every sentence, which takes its time. */
export async function* followRulings(
  client: OversightClient,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<readonly OutsideRuling[], void, void> {
  for await (const sentences of pagesOf<Followed>(client, followed, days, signal))
    yield sentences.flatMap((sentence) =>
      kinds.flatMap((kind) => (sentence[kind]?.nodes ?? []).map((ruling) => ({ kind, ...ruling }))),
    );
}
