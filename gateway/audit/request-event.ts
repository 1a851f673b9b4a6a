import type { Effect } from '../../schema/access.js';
import type { AuditEvent, Release } from '../../schema/audit.js';
import type { Principal } from '../../schema/principal.js';
import type { SourceReport } from '../report.js';
import type { SealedParts } from './release.js';

/** What an operation asks for under one access shape, as entries of the log tell it: made once, and kept with the plan. */
export interface AskedFields {
  readonly fields: AuditEvent['fields'];
  readonly sealed: SealedParts;
}

export const nothingAsked: AskedFields = { fields: {}, sealed: { isSealed: false, reached: [] } };

/** One request, answered or refused. */
export interface RequestFacts {
  readonly at: Date;
  readonly requestId: string;
  readonly action: 'QUERY' | 'MUTATION' | 'REFUSAL' | 'READ' | 'EXPORT';
  readonly principal: Principal;
  /** Digest of the operation document. */
  readonly operation: string;
  readonly fields: AuditEvent['fields'];
  readonly subjects: readonly string[];
  readonly sources: readonly Pick<SourceReport, 'adapter' | 'status'>[];
  readonly policyVersion: string;
  readonly outcome: string;
  readonly release: Release;
  /** What mutations did. */
  readonly detail: NonNullable<AuditEvent['detail']>;
}

/** The entry of a request. Of the warrant it tells the matter's number and the approvals' ids, never whom they name. */
export function requestEvent({ at, principal, sources, release, detail, ...facts }: RequestFacts): AuditEvent {
  const { id, agency, division, roles, purpose = null, matter = null, warrant } = principal;
  const approvals = warrant?.approvals.map((approval) => approval.id) ?? [];
  return {
    at: at.toISOString(),
    principal: { id, agency, division, roles },
    purpose,
    matter,
    sources: Object.fromEntries(sources.map(({ adapter, status }) => [adapter, status])),
    ...facts,
    ...(approvals.length > 0 ? { approvals } : {}),
    ...(release === 'NOW' ? {} : { release }),
    ...(Object.keys(detail).length > 0 ? { detail } : {}),
  };
}

export function byEffect(asked: ReadonlyMap<string, Effect>): AuditEvent['fields'] {
  const fields: Partial<Record<Effect, string[]>> = {};
  for (const [coordinate, effect] of asked) {
    fields[effect] ??= [];
    fields[effect].push(coordinate);
  }
  return fields;
}
