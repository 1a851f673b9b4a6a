import type { AccessRequestRecord, RequestQuery, RequestState } from '../../schema/access-book.js';
import type { RequestContext } from '../../schema/context.js';
import type { Resolver } from '../kit/resolvers.js';
import { requestNode } from './nodes.js';
import { connectionOf, firstOf, joinPages, type Listing, type PageArguments, placeOf } from './paging.js';
import { type Scope, scopesOf } from './scope.js';
import type { AccessParts } from './services.js';

interface RequestArguments extends PageArguments {
  readonly states?: readonly RequestState[] | null;
  readonly matter?: string | null;
  readonly isBreakGlass?: boolean | null;
}

/** `accessRequests`: the caller's own, the agency's for who approves, break-glass ones for the auditor, as the policies say. */
export function accessRequests({ book, catalog, clock }: AccessParts): Resolver {
  return async (_parent, args: RequestArguments, context) => {
    const listing: Listing<AccessRequestRecord> = {
      list: 'accessRequests',
      place: ({ requestedAt, id }) => [requestedAt, id],
      node: (request) => requestNode(catalog, request, context, clock()),
    };
    const first = firstOf(args);
    const [requestedAt, id] = placeOf(args, listing.list, context) ?? [];
    const query: RequestQuery = {
      first,
      ...(requestedAt !== undefined && id !== undefined ? { after: { requestedAt, id } } : {}),
      ...(args.states ? { states: args.states } : {}),
      ...(typeof args.matter === 'string' ? { matter: args.matter } : {}),
      ...(typeof args.isBreakGlass === 'boolean' ? { isBreakGlass: args.isBreakGlass } : {}),
    };
    const parts = scopesOf(context.access.rows('AccessRequest')).flatMap((scope) => narrow(query, scope, context));
    const pages = await Promise.all(
      parts.map(async (part) => {
        const { requests, hasNext } = await book.requests(part);
        return { rows: requests, hasNext };
      }),
    );
    return connectionOf(joinPages(pages, first, listing), listing, args, context);
  };
}

function narrow(query: RequestQuery, scope: Scope, { principal }: RequestContext): readonly RequestQuery[] {
  switch (scope) {
    case 'ALL':
      return [query];
    case 'AGENCY':
      return [{ ...query, agency: principal.agency }];
    case 'OWN':
      return [{ ...query, applicant: principal.id }];
    case 'BREAK_GLASS':
      return query.isBreakGlass === false ? [] : [{ ...query, isBreakGlass: true }];
  }
}
