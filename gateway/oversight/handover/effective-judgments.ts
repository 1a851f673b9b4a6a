import { PlumblineError } from '../../../schema/errors.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';
import { type OutsideRuling, outsidePrison, parole, type Ruling } from './outside-rulings.js';
import type { Days, Page } from './pages.js';

/** A judgment that takes effect, as far as it has to be handed over. */
export interface EffectiveJudgment {
  readonly documentId: string;
  readonly caseNumber: string | null;
  /** ISO 8601 date. */
  readonly effectiveDate: string;
  /** Code of the court. */
  readonly agencyCode: string | null;
  readonly jurisdictionDivisionCode: string | null;
  readonly sealed: boolean | null;
  readonly sentences: Nodes<{
    readonly principalPenalty: string | null;
    readonly probationDeclared: boolean | null;
    readonly person: { readonly residenceDivisionCode: string | null } | null;
  }>;
  readonly deliveries: Nodes<{
    readonly executingAgency: string | null;
    readonly executingAgencyDivisionCode: string | null;
  }>;
}

/** Null where it could not be read. */
type Nodes<T> = { readonly nodes: readonly T[] | null } | null;

/** What took effect within some days, one page of each list. */
const document = `query TakingEffect($from: Date!, $to: Date!, $judgments: String, $paroles: String, $decisions: String) {
  judgments(
    first: 100
    after: $judgments
    filter: { domain: { eq: CRIMINAL }, effectiveDate: { ge: $from, le: $to } }
  ) {
    nodes {
      documentId
      caseNumber
      effectiveDate
      agencyCode
      jurisdictionDivisionCode
      sealed
      sentences(first: 100) { nodes { principalPenalty probationDeclared person { residenceDivisionCode } } }
      deliveries(first: 100) { nodes { executingAgency executingAgencyDivisionCode } }
    }
    pageInfo { hasNextPage endCursor }
  }
  paroles: paroleRulings(first: 100, after: $paroles, filter: { effectiveDate: { ge: $from, le: $to } }) {
    nodes { ${parole} }
    pageInfo { hasNextPage endCursor }
  }
  decisions: temporaryServiceDecisions(first: 100, after: $decisions, filter: { decidedDate: { ge: $from, le: $to } }) {
    nodes { ${outsidePrison} }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Answered {
  readonly judgments: Page<EffectiveJudgment> | null;
  readonly paroles: Page<Ruling> | null;
  readonly decisions: Page<Ruling> | null;
}

/** Judgments and rulings that take effect. */
export interface TakingEffect {
  readonly judgments: readonly EffectiveJudgment[];
  readonly rulings: readonly OutsideRuling[];
}

/**
 * Asks the hub for what takes effect, one question a page of all: the courts of the territory are asked every few seconds. Rejects with
 * `SOURCE_UNAVAILABLE` where a list could not be read.
 */
export async function* readEffective(
  client: OversightClient,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<TakingEffect, void, void> {
  let after: Readonly<Record<keyof Answered, string | null>> = { judgments: null, paroles: null, decisions: null };
  for (let isLast = false; !isLast; ) {
    const { data } = await client.ask({ document, variables: { ...days, ...after }, signal });
    const { judgments = null, paroles = null, decisions = null } = (data as Partial<Answered> | null) ?? {};
    if (judgments === null || paroles === null || decisions === null)
      throw new PlumblineError('SOURCE_UNAVAILABLE', 'what takes effect cannot be read now');
    yield {
      judgments: judgments.nodes,
      rulings: [
        ...paroles.nodes.map((ruling) => ({ kind: 'PAROLE', ...ruling }) as const),
        ...decisions.nodes.map((ruling) => ({ kind: 'OUTSIDE_PRISON', ...ruling }) as const),
      ],
    };
    // A list that is at its end is asked for what comes behind it: nothing.
    after = {
      judgments: judgments.pageInfo.endCursor ?? after.judgments,
      paroles: paroles.pageInfo.endCursor ?? after.paroles,
      decisions: decisions.pageInfo.endCursor ?? after.decisions,
    };
    isLast = ![judgments, paroles, decisions].some(({ pageInfo }) => pageInfo.hasNextPage);
  }
}
