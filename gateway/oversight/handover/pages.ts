import { PlumblineError } from '../../../schema/errors.js';
import type { OversightClient } from '../../../schema/oversight/desk.js';

/** Days, both inclusive, ISO 8601 dates. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

interface Answered<Node> {
  readonly page: {
    readonly nodes: readonly Node[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
}

/**
 * Asks the hub for what its courts decided, page by page: `document` names the list `page`, and takes `$from`, `$to` and `$after`.
 * Rejects with `SOURCE_UNAVAILABLE` where the list could not be read.
 */
export async function* pagesOf<Node>(
  client: OversightClient,
  document: string,
  days: Days,
  signal: AbortSignal,
): AsyncGenerator<readonly Node[], void, void> {
  let after: string | null = null;
  do {
    const { data } = await client.ask({ document, variables: { ...days, after }, signal });
    const page: Answered<Node>['page'] = (data as Answered<Node> | null)?.page ?? null;
    if (page === null) throw new PlumblineError('SOURCE_UNAVAILABLE', 'decisions that take effect cannot be read now');
    yield page.nodes;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}
