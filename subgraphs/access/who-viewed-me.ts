import type { PolicySets } from '../../policies/engine/sets.js';
import type { AuditQuery, AuditRecord, Release } from '../../schema/audit.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { dayOf } from '../../schema/values/day.js';
import type { Node } from '../kit/node.js';
import type { Resolver } from '../kit/resolvers.js';
import { afterOf, auditPlace } from './audit-entries.js';
import { disclose, instant } from './nodes.js';
import { connectionOf, firstOf, type Listing, type PageArguments, placeOf } from './paging.js';
import type { AccessParts } from './services.js';

/** Entries read at once: many of a person's may be held back. */
const atOnce = 200;

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
    const rows = await told(parts, { ...ownOf(context), ...afterOf(place), first: atOnce }, first + 1);
    return connectionOf({ rows: rows.slice(0, first), hasNext: rows.length > first }, listing, args, context);
  };
}

function ownOf({ principal, seals }: RequestContext): Pick<AuditQuery, 'subject' | 'actions'> {
  if (principal.subject === undefined)
    throw new PlumblineError('FIELD_DENIED', 'whoViewedMe answers accounts that belong to a person; yours does not');
  // What other processes read for a question stands in the gateway's entry too: each question is told once.
  return { subject: seals.digestSubject(principal.subject), actions: ['QUERY', 'MUTATION'] };
}

/** The newest `wanted` entries that may be told. */
async function told(
  { auditReader, book, catalog, clock }: AccessParts,
  query: AuditQuery,
  wanted: number,
): Promise<AuditRecord[]> {
  const today = dayOf(clock());
  const closed = new Map<string, Promise<boolean>>();
  const isClosed = (number: string): Promise<boolean> => {
    const known = closed.get(number) ?? book.matter(number).then((matter) => (matter?.closedAt ?? null) !== null);
    closed.set(number, known);
    return known;
  };
  const found: AuditRecord[] = [];
  for (let after = query.after; ; ) {
    const { records, hasNext } = await auditReader.entries({ ...query, ...(after ? { after } : {}) });
    for (const record of records)
      if (showed(catalog, record) && (await isReleased(record, today, isClosed))) found.push(record);
    const last = records.at(-1);
    if (!hasNext || last === undefined || found.length >= wanted) return found.slice(0, wanted);
    after = { chain: last.chain, sequence: last.sequence, at: last.event.at };
  }
}

// A question that was refused, or whose answer was withheld, showed nobody anything.
function showed(catalog: Catalog, { event }: AuditRecord): boolean {
  return event.outcome === 'OK' && shownFields(catalog, event).length > 0;
}

// What agencies hold of a person: a matter or request that names somebody shows nothing of that.
function shownFields({ types }: Catalog, { fields }: AuditRecord['event']): readonly string[] {
  return [...(fields.ALLOW ?? []), ...(fields.MASK ?? [])].filter((coordinate) => isHeld(types, coordinate)).sort();
}

function isHeld(types: Catalog['types'], coordinate: string): boolean {
  const type = types.get(coordinate.slice(0, coordinate.indexOf('.')));
  return type !== undefined && (type.record || type.about !== null);
}

async function isReleased(
  { event }: AuditRecord,
  today: string,
  isClosed: (matter: string) => Promise<boolean>,
): Promise<boolean> {
  const release: Release = event.release ?? 'NOW';
  if (release === 'NOW') return true;
  if (release === 'NEVER') return false;
  // Closed when in doubt: without a matter there is none that could be closed.
  if (release === 'MATTER_CLOSED') return event.matter !== null && isClosed(event.matter);
  return release.slice('DATE:'.length) <= today;
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
