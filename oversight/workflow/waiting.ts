import type { Actor } from '../../schema/oversight/desk.js';
import type { MatterState } from '../../schema/oversight/matter.js';
import { dayOf } from '../../schema/values/day.js';
import { caseManagers, holds, leaders, unitsBelow } from './duty.js';
import type { Duty } from './transitions.js';

/** Whose step comes next; null where the matter is at its end. A leader's also where nobody is in charge yet. */
export const waitsFor = {
  PUSHED: 'LEADER',
  ALERTED: 'LEADER',
  COMPLAINT_RECEIVED: 'LEADER',
  PENDING_REVIEW: 'OFFICER',
  UNDER_REVIEW: 'OFFICER',
  NEED_MORE: 'AGENCY',
  ORAL_CORRECTION: 'OFFICER',
  OPINION_SUBMITTED: 'APPROVER',
  APPROVED: 'OFFICER',
  DOCUMENT_ISSUED: 'CLERK',
  SERVED: 'AGENCY',
  REPLIED_CORRECTED: 'OFFICER',
  OBJECTED: 'APPROVER',
  OVERDUE: 'OFFICER',
  URGED: 'AGENCY',
  ESCALATED: 'AGENCY',
  VERIFIED_CLOSED: null,
  CLOSED_NO_ISSUE: null,
  CLOSED_NO_ACTION: null,
  REVOKED: null,
  TRANSFERRED: null,
} as const satisfies Readonly<Record<MatterState, Duty | null>>;

/**
 * Matters whose next step is the account's to take, as a filter of `SupervisionMatterFilter`. Which of them are there for it, the
 * policies say, and nothing is compared that they keep from it: who is in charge is not the supervised agency's to know.
 * @param may whether the account is granted a mutation
 */
export function waitingFor(
  actor: Actor,
  may: (mutation: string) => boolean,
  now: Date,
): Readonly<Record<string, unknown>> {
  const ways: Readonly<Record<string, unknown>>[] = [];
  const mine = { assignee: { eq: actor.id } };
  const house = { procuratorateCode: { eq: actor.agency } };
  if (may('replyCorrected')) ways.push({ ...stateOf('AGENCY'), or: agenciesOf(actor) });
  if (may('acceptMatter')) ways.push({ ...stateOf('OFFICER', 'CLERK'), ...mine });
  if (may('serveDocument') && holds(actor, caseManagers)) ways.push({ ...stateOf('CLERK'), ...house });
  if (may('approveOpinion') && holds(actor, leaders)) {
    ways.push({ ...stateOf('APPROVER'), ...house, not: mine });
    ways.push({ ...stateOf('LEADER'), ...house });
    ways.push({ state: { eq: 'PENDING_REVIEW' }, assignee: { isNull: true }, ...house });
    // Not accepted in time (T3), or urged in vain (T16): the leader assigns it anew, or reports to the upper procuratorate.
    ways.push({ state: { in: ['PENDING_REVIEW', 'URGED'] }, dueDate: { lt: dayOf(now) }, ...house });
  }
  return { or: ways };
}

function stateOf(...duties: readonly Duty[]) {
  const states = Object.entries(waitsFor).flatMap(([state, duty]) =>
    duty !== null && duties.includes(duty) ? [state] : [],
  );
  return { state: { in: states } };
}

function agenciesOf({ agency }: Actor) {
  const below = unitsBelow(agency);
  return [{ agencyCode: { eq: agency } }, ...(below === null ? [] : [{ agencyCode: { prefix: below } }])];
}
