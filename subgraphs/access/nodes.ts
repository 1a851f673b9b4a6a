import type { AccessRequestRecord, MatterRecord } from '../../schema/access-book.js';
import type { Catalog } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import type { FieldValue } from '../../schema/scalar.js';
import { readDateTime } from '../../schema/values/date.js';
import { denied } from '../kit/faults.js';
import { handleNode, type Node } from '../kit/node.js';
import { digestsOf, personHandles } from './persons.js';

/**
 * A node of one of the hub's own types. Each leaf is decided here too, as those of records are; leaves may be getters, which
 * run when they are selected.
 * @param keys what links lead by
 */
export function disclose(
  { catalog, access }: { readonly catalog: Catalog; readonly access: RequestContext['access'] },
  typeName: string,
  leaves: object,
  keys: Readonly<Record<string, FieldValue>> = {},
): Node {
  const node = handleNode(keys);
  for (const [name, leaf] of Object.entries(Object.getOwnPropertyDescriptors(leaves))) {
    const isClosed =
      catalog.types.get(typeName)?.fields.has(name) !== true || access.decide(typeName, name).effect !== 'ALLOW';
    Object.defineProperty(node, name, isClosed ? { value: denied(typeName, name), enumerable: true } : leaf);
  }
  return node;
}

export function matterNode(catalog: Catalog, matter: MatterRecord, context: RequestContext): Node {
  const { number, kind, line, title, agency, division, files, handlers, openedBy, openedAt, closedAt } = matter;
  const leaves = {
    number,
    kind,
    line,
    title,
    agencyCode: agency,
    divisionCode: division,
    get persons() {
      return personHandles(matter.persons, context);
    },
    files,
    handlers,
    openedBy,
    openedAt: instant(openedAt),
    closedAt: instant(closedAt),
    isMine: isMine(matter, context.principal.id),
  };
  return disclose({ catalog, access: context.access }, 'Matter', leaves, { agencyCode: agency });
}

export function isMine({ openedBy, handlers }: MatterRecord, account: string): boolean {
  return openedBy === account || handlers.includes(account);
}

export function requestNode(catalog: Catalog, request: AccessRequestRecord, context: RequestContext, now: Date): Node {
  const { id, applicant, agency, roles, purpose, matter, fields, files, reason, isBreakGlass, state } = request;
  const leaves = {
    id,
    applicant,
    agencyCode: agency,
    roles,
    purpose,
    matter,
    fields,
    get persons() {
      return personHandles(request.persons, context);
    },
    get subjects() {
      return digestsOf(request.persons, context);
    },
    files,
    reason,
    isBreakGlass,
    requestedAt: instant(request.requestedAt),
    state,
    decidedBy: request.decidedBy,
    decidedAt: instant(request.decidedAt),
    decisionReason: request.decisionReason,
    until: instant(request.until),
    revokedBy: request.revokedBy,
    revokedAt: instant(request.revokedAt),
    isInForce: isInForce(request, now),
    isOwn: applicant === context.principal.id,
  };
  return disclose({ catalog, access: context.access }, 'AccessRequest', leaves, { agencyCode: agency });
}

export function isInForce({ state, until }: AccessRequestRecord, now: Date): boolean {
  return state === 'APPROVED' && until !== null && now.getTime() < Date.parse(until);
}

/** An instant as the graph writes it: +08:00. */
export function instant(iso: string | null): string | null {
  return iso === null ? null : readDateTime(iso).value;
}
