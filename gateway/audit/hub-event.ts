import type { AuditEvent } from '../../schema/audit.js';

/** What the hub itself did: nobody asked for it, and nobody's records were read. */
export function hubEvent(
  event: Pick<AuditEvent, 'at' | 'requestId' | 'action' | 'policyVersion' | 'outcome' | 'detail'>,
): AuditEvent {
  return {
    principal: { id: 'plumbline', agency: 'HUB', division: '', roles: [] },
    purpose: null,
    matter: null,
    operation: '',
    subjects: [],
    fields: {},
    sources: {},
    ...event,
  };
}
