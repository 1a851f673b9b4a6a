import type { Effect } from '../../schema/access.js';
import type { AuditAction, AuditQuery, AuditRecord } from '../../schema/audit.js';
import type { Catalog, TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { assertClear } from '../kit/lists/filter.js';
import type { Node } from '../kit/node.js';
import type { Resolver } from '../kit/resolvers.js';
import { disclose, instant } from './nodes.js';
import { connectionOf, firstOf, joinPages, type Listing, type PageArguments, placeOf } from './paging.js';
import { type Scope, scopesOf } from './scope.js';
import type { AccessParts } from './services.js';

/** `AuditEntryFilter`: named as the fields that it compares. */
interface EntryFilter {
  readonly chain?: string | null;
  readonly subjects?: string | null;
  readonly account?: string | null;
  readonly agencyCode?: string | null;
  readonly matter?: string | null;
  readonly action?: readonly AuditAction[] | null;
  readonly at?: { readonly ge?: string | null; readonly lt?: string | null } | null;
}

interface EntryArguments extends PageArguments {
  readonly filter?: EntryFilter | null;
}

/** `auditEntries`: own acts, the unit's or all, as the policies say (domain 5.3, row "Audit log"). */
export function auditEntries({ auditReader, catalog }: AccessParts): Resolver {
  return async (_parent, args: EntryArguments, context) => {
    const listing: Listing<AuditRecord> = {
      list: 'auditEntries',
      place: auditPlace,
      node: (record) => entryNode(catalog, record, context),
    };
    const first = firstOf(args);
    const asked = queryOf(args.filter ?? {}, catalog.types.get('AuditEntry'), context);
    const query = { ...asked, ...afterOf(placeOf(args, listing.list, context)), first };
    const parts = scopesOf(context.access.rows('AuditEntry')).flatMap((scope) => narrow(query, scope, context));
    const pages = await Promise.all(
      parts.map(async (part) => {
        const { records, hasNext } = await auditReader.entries(part);
        return { rows: records, hasNext };
      }),
    );
    return connectionOf(joinPages(pages, first, listing), listing, args, context);
  };
}

/** The order of the log: when, then in which chain where. Of one length, as cursors are that are made of it. */
export function auditPlace({ event, chain, sequence }: AuditRecord): readonly string[] {
  return [event.at, chain, String(sequence).padStart(16, '0')];
}

export function afterOf(place: readonly string[] | undefined): Pick<AuditQuery, 'after'> {
  if (place === undefined) return {};
  const [at = '', chain = '', sequence] = place;
  return { after: { at, chain, sequence: Number(sequence) } };
}

// What is compared is disclosed (promise 3): persons' digests are the auditor's alone.
function queryOf(
  filter: EntryFilter,
  type: TypeEntry | undefined,
  { access }: RequestContext,
): Omit<AuditQuery, 'first'> {
  for (const [field, value] of Object.entries(filter))
    if (type !== undefined && value !== null && value !== undefined) assertClear(type, field, access);
  const { chain, subjects, account, agencyCode, matter, action, at } = filter;
  const given = {
    chain,
    subject: subjects,
    principal: account,
    agency: agencyCode,
    matter,
    actions: action,
    from: bound(at?.ge, 'ge'),
    to: bound(at?.lt, 'lt'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
}

function bound(value: string | null | undefined, side: string): string | null {
  if (value === null || value === undefined) return null;
  const parsed = Date.parse(value);
  if (Number.isNaN(parsed)) throw new PlumblineError('BAD_USER_INPUT', `filter.at.${side} is not an ISO 8601 instant`);
  return new Date(parsed).toISOString();
}

// A part that cannot hold what the filter asks for is not asked.
function narrow(query: AuditQuery, scope: Scope, { principal }: RequestContext): readonly AuditQuery[] {
  switch (scope) {
    case 'ALL':
      return [query];
    case 'AGENCY':
      return (query.agency ?? principal.agency) === principal.agency ? [{ ...query, agency: principal.agency }] : [];
    case 'OWN':
      return (query.principal ?? principal.id) === principal.id ? [{ ...query, principal: principal.id }] : [];
    case 'BREAK_GLASS':
      return [];
  }
}

function entryNode(catalog: Catalog, { chain, sequence, hash, event }: AuditRecord, context: RequestContext): Node {
  const { principal, fields, sources, detail = {}, approvals = [] } = event;
  const leaves = {
    chain,
    sequence,
    hash,
    at: instant(event.at),
    requestId: event.requestId,
    action: event.action,
    account: principal.id,
    agencyCode: principal.agency,
    divisionCode: principal.division,
    roles: principal.roles,
    purpose: event.purpose,
    matter: event.matter,
    operation: event.operation,
    subjects: event.subjects,
    fields: (Object.keys(fields) as Effect[]).map((effect) => ({ effect, coordinates: fields[effect] ?? [] })),
    sources: Object.entries(sources).map(([adapter, status]) => ({ adapter, status })),
    policyVersion: event.policyVersion,
    outcome: event.outcome,
    approvals,
    release: event.release ?? 'NOW',
    detail: Object.entries(detail).map(([key, value]) => ({ key, value: String(value) })),
    isOwn: principal.id === context.principal.id,
  };
  return disclose({ catalog, access: context.access }, 'AuditEntry', leaves);
}
