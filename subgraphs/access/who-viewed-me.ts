import type { PolicySets } from '../../policies/language/sets.js';
import type { AuditEvent, AuditRecord } from '../../schema/audit.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { Node } from '../kit/node.js';
import type { Resolver } from '../kit/resolvers.js';
import { afterOf, auditPlace } from './audit-entries.js';
import { disclose, instant } from './nodes.js';
import { connectionOf, firstOf, type Listing, type PageArguments, placeOf } from './paging.js';
import type { AccessParts } from './services.js';
import { releasedViewings, shownFields } from './viewings.js';

/**
 * `whoViewedMe`: who looked at the caller's own records (个人信息保护法 44, 45), as far as it may be told now. What is held
 * back leaves no trace: not in a page's length, not in whether another follows.
 */
export function whoViewedMe(parts: AccessParts): Resolver {
  return async (_parent, args: PageArguments, context) => {
    const { sets } = parts.policiesOf(context.access.policyVersion);
    const listing: Listing<AuditRecord> = {
      list: 'whoViewedMe',
      place: auditPlace,
      node: (record) => viewingNode(parts.catalog, sets, record, context),
    };
    const first = firstOf(args);
    const place = placeOf(args, listing.list, context);
    const asked = { subject: ownOf(context), account: context.principal.id, ...afterOf(place) };
    const rows = await releasedViewings(parts, asked, first + 1, wasAnswered);
    return connectionOf({ rows: rows.slice(0, first), hasNext: rows.length > first }, listing, args, context);
  };
}

function ownOf({ principal, seals }: RequestContext): string {
  if (principal.subject === undefined)
    throw new PlumblineError('FIELD_DENIED', 'whoViewedMe answers accounts that belong to a person; yours does not');
  return seals.digestSubject(principal.subject);
}

// A question that was refused, or whose answer was withheld, showed nobody anything.
function wasAnswered({ outcome }: AuditEvent): boolean {
  return outcome === 'OK';
}

// The agency answers for what its officers do (个人信息保护法 17, 73): it is named, and they are not.
function viewingNode(catalog: Catalog, sets: PolicySets, { event }: AuditRecord, context: RequestContext): Node {
  const { principal } = event;
  const leaves = {
    at: instant(event.at),
    agencyCode: principal.agency,
    roles: principal.roles.map((role) => {
      const title = sets.roles.get(role)?.title;
      return { code: role, label: title?.zh ?? null, labelEn: title?.en ?? null, system: 'plumbline role' };
    }),
    purpose: event.purpose,
    fields: shownFields(catalog, event),
    isOwn: principal.id === context.principal.id,
  };
  return disclose({ catalog, access: context.access }, 'Viewing', leaves, { agencyCode: principal.agency });
}
