import { PlumblineError } from '../../../schema/errors.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';

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

/** Judgments that took effect within some days. */
export const effectiveJudgments = `query EffectiveJudgments($from: Date!, $to: Date!, $after: String) {
  judgments(first: 100, after: $after, filter: { domain: { eq: CRIMINAL }, effectiveDate: { ge: $from, le: $to } }) {
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
}`;

interface Page {
  readonly judgments: {
    readonly nodes: readonly EffectiveJudgment[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

/** Days, both inclusive, ISO 8601 dates. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Asks the hub for them, page by page. Rejects with `SOURCE_UNAVAILABLE` where the list could not be read. */
export async function* readEffective(
  client: OversightClient,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<readonly EffectiveJudgment[], void, void> {
  let after: string | null = null;
  do {
    const { data } = await client.ask({ document: effectiveJudgments, variables: { ...days, after }, signal });
    const page: Page['judgments'] = (data as Page | null)?.judgments ?? null;
    if (page === null) throw new PlumblineError('SOURCE_UNAVAILABLE', 'judgments that take effect cannot be read now');
    yield page.nodes;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}
