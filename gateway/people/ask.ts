import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { AskInside } from '../ask-inside.js';
import type { AskingRequest } from '../inner-ids.js';

/** What leaves a part of an answer out, and lets the rest stand. */
const isPartial: ReadonlySet<unknown> = new Set(['FIELD_DENIED', 'SOURCE_UNAVAILABLE']);

/** What the hub answers the caller of a request to another question. */
export type Ask = <Data>(
  document: string,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
) => Promise<Data>;

/**
 * Asks the hub in the name of whoever asks already: policies, caps and the log take it for a question of theirs. What its sources
 * said goes into the report of the request that it is part of. Rejects with what the question was refused with, and with
 * `SOURCE_UNAVAILABLE` where nothing came back.
 */
export function createAskFor(ask: AskInside, innerId: (request: AskingRequest) => string): Ask {
  return async <Data>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    { principal, requestId, report, signal }: RequestContext,
  ) => {
    const { warrant: _, ...bearer } = principal;
    const { data, errors, sources } = await ask({
      ...{ requestId: innerId({ requestId, signal }), principal: bearer },
      ...{ document, variables, signal },
    });
    for (const { fields, ...status } of sources) for (const field of fields) report.source(status, field);
    const fault = errors.find(({ code }) => !isPartial.has(code));
    if (fault !== undefined) throw new PlumblineError(fault.code, fault.message);
    if (data === null) throw new PlumblineError('SOURCE_UNAVAILABLE', 'no source answered for it');
    return data as Data;
  };
}

/** The nodes of a list; undefined where it was not read. */
export function nodesOf<Row>(list: Page<Row> | null | undefined): readonly Row[] | undefined {
  return list?.nodes ?? undefined;
}

/** The nodes of a list that was read to its end, for what is reckoned over all of them. */
export function wholeOf<Row>(list: Page<Row> | null | undefined): readonly Row[] | undefined {
  return list?.pageInfo?.hasNextPage === false ? nodesOf(list) : undefined;
}

export interface Page<Row> {
  readonly nodes: readonly Row[] | null;
  readonly pageInfo?: { readonly hasNextPage?: boolean } | null;
}
