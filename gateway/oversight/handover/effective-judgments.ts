import type { OversightClient } from '../../../schema/oversight/desk.js';
import { type Days, pagesOf } from './pages.js';

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
  page: judgments(first: 100, after: $after, filter: { domain: { eq: CRIMINAL }, effectiveDate: { ge: $from, le: $to } }) {
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

/** Asks the hub for them, page by page. Rejects with `SOURCE_UNAVAILABLE` where the list could not be read. */
export function readEffective(
  client: OversightClient,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<readonly EffectiveJudgment[], void, void> {
  return pagesOf(client, effectiveJudgments, days, signal);
}
