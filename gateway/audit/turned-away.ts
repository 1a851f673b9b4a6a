import type { AuditEvent } from '../../schema/audit.js';
import type { TurnedAway } from '../door.js';
import type { Rulebook } from '../policies/rulebook.js';
import { nothingAsked, requestEvent } from './request-event.js';

/** The entry of somebody who was refused at the door: what they would have asked was not read. */
export function turnedAway({ requestId, principal, code }: TurnedAway, { sets }: Rulebook, at: Date): AuditEvent {
  return requestEvent({
    at,
    requestId,
    action: 'REFUSAL',
    principal,
    operation: '',
    fields: nothingAsked.fields,
    subjects: [],
    sources: [],
    policyVersion: sets.version,
    outcome: code,
    release: 'NOW',
    detail: {},
  });
}
