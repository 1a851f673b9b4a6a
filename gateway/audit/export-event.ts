import type { AuditEvent } from '../../schema/audit.js';
import type { Principal } from '../../schema/principal.js';
import type { Rulebook } from '../policies/rulebook.js';
import { releaseOf } from './release.js';
import { nothingAsked, requestEvent } from './request-event.js';

/** An export that ended, or a document that leaves, as its entry tells it; its pages have entries of their own, whose request ids begin with its own. */
export interface ExportRecord {
  readonly requestId: string;
  readonly principal: Principal;
  /** `OK` where the list was walked to its end, `CALLER_GONE`, or the code of what broke it off. */
  readonly outcome: string;
  /** View, version, format, state, rows, pages, bytes and SHA-256 of the file; of a document its number, bytes and SM3. */
  readonly detail: NonNullable<AuditEvent['detail']>;
}

export function exportEvent(
  { requestId, principal, outcome, detail }: ExportRecord,
  rules: Rulebook,
  at: Date,
): AuditEvent {
  return requestEvent({
    ...{ at, requestId, principal, outcome, detail },
    action: 'EXPORT',
    operation: '',
    fields: nothingAsked.fields,
    subjects: [],
    sources: [],
    policyVersion: rules.sets.version,
    release: releaseOf(rules, principal.purpose, false),
  });
}
