import type { AccessRequestRecord } from '../../schema/access-book.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Resolver } from '../kit/resolvers.js';
import { boundedText } from './input.js';
import { instant, isInForce, requestNode } from './nodes.js';
import { badInput, separation } from './refusals.js';
import type { AccessParts } from './services.js';

const hour = 3_600_000;

/** How long approvals last, ms: unless said otherwise, and at most (domain 5.5.10). */
const terms = {
  ordinary: { standard: 7 * 24 * hour, most: 30 * 24 * hour, words: '30 days' },
  breakGlass: { standard: 24 * hour, most: 24 * hour, words: '24 hours' },
} as const;

/** `approveAccess`: a colleague's request, until an instant. */
export function approveAccess(parts: AccessParts): Resolver {
  return async (_parent, args: { id: string; until?: string | null; reason?: string | null }, context) => {
    const { book, clock } = parts;
    const request = await colleagues(parts, args.id, context);
    const now = clock();
    const until = endOf(request, args.until ?? null, now);
    const reason = typeof args.reason === 'string' ? boundedText(args.reason, 'reason', 0, 500) : null;
    await assertMatterOpen(parts, request);
    const decision = { state: 'APPROVED', by: context.principal.id, at: now.toISOString(), reason, until } as const;
    const approved = await book.decideRequest(request.id, decision);
    return told(parts, approved, context);
  };
}

/** `rejectAccess`: a colleague's request. */
export function rejectAccess(parts: AccessParts): Resolver {
  return async (_parent, args: { id: string; reason: string }, context) => {
    const { book, clock } = parts;
    const request = await colleagues(parts, args.id, context);
    const reason = boundedText(args.reason, 'reason', 2, 500);
    const decision = {
      state: 'REJECTED',
      by: context.principal.id,
      at: clock().toISOString(),
      reason,
      until: null,
    } as const;
    return told(parts, await book.decideRequest(request.id, decision), context);
  };
}

/** `revokeAccess`: ends an approval in force, a colleague's by whoever may approve, or one's own. */
export function revokeAccess(parts: AccessParts): Resolver {
  return async (_parent, { id }: { id: string }, context) => {
    const { book, clock } = parts;
    const { principal, access } = context;
    const request = await requestBy(parts, id);
    const isApprover = access.decide('Mutation', 'approveAccess').effect === 'ALLOW';
    if (request.applicant !== principal.id && (!isApprover || request.agency !== principal.agency))
      throw separation('an approval is ended by who asked for it, or by who may approve in the same agency');
    const now = clock();
    if (request.state === 'APPROVED' && !isInForce(request, now))
      throw new PlumblineError('ACCESS_STATE', 'the approval has ended by itself');
    return told(parts, await book.revokeRequest(id, principal.id, now.toISOString()), context);
  };
}

/** A request that the caller may decide. Rejects with `ACCESS_SEPARATION` for one's own, and for another agency's. */
async function colleagues(parts: AccessParts, id: string, { principal }: RequestContext): Promise<AccessRequestRecord> {
  const request = await requestBy(parts, id);
  if (request.applicant === principal.id) throw separation('nobody decides an own request: ask another approver');
  if (request.agency !== principal.agency)
    throw separation('a request is decided in the agency of who asked: this one is of another');
  return request;
}

async function requestBy({ book }: AccessParts, id: string): Promise<AccessRequestRecord> {
  const request = await book.request(id);
  if (request === null) throw badInput('there is no request of this id: take it from accessRequests');
  return request;
}

function endOf({ isBreakGlass }: AccessRequestRecord, asked: string | null, now: Date): string {
  const { standard, most, words } = isBreakGlass ? terms.breakGlass : terms.ordinary;
  const end = asked === null ? now.getTime() + standard : Date.parse(asked);
  if (Number.isNaN(end)) throw badInput('until is not an ISO 8601 instant');
  if (end <= now.getTime() || end > now.getTime() + most) throw badInput(`until lies within ${words} from now`);
  return new Date(end).toISOString();
}

// The book refuses a closed matter as well; that the applicant does not handle it any more is known here.
async function assertMatterOpen({ book }: AccessParts, { applicant, matter }: AccessRequestRecord): Promise<void> {
  const standing = await book.standing(applicant, matter);
  if (standing.matter === null)
    throw new PlumblineError('ACCESS_STATE', 'the matter is closed: an approval under it would open nothing');
}

function told({ catalog, clock }: AccessParts, request: AccessRequestRecord, context: RequestContext) {
  const { id, state, until, isBreakGlass } = request;
  context.report.detail(`request ${id}`, state);
  if (state === 'APPROVED' && until !== null) context.report.detail(`request ${id} until`, instant(until) ?? until);
  if (isBreakGlass) context.report.detail(`request ${id} breakGlass`, true);
  return requestNode(catalog, request, context, clock());
}
