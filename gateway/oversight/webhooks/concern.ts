import { covers } from '../../../schema/codes/division.js';
import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { ReceiverConfig } from './receiver-config.js';

/** Whether a receiver wants to hear of an event; whether it may is another question. */
export function concerns(receiver: ReceiverConfig, event: OversightEvent): boolean {
  const { since, types, agencyCode, divisions, lines, sealed } = receiver;
  if (since !== undefined && Date.parse(event.at) < Date.parse(since)) return false;
  if (types !== undefined && !types.some((type) => isOfType(event.type, type))) return false;
  if (agencyCode !== undefined && event.agencyCode !== agencyCode) return false;
  const { divisionCode, line } = event;
  if (divisions !== undefined && !divisions.some((each) => divisionCode !== null && covers(each, divisionCode)))
    return false;
  if (lines !== undefined && (line === null || !lines.includes(line))) return false;
  // What does not say that it is open may be sealed.
  return sealed || event.data.sealed === false;
}

const isOfType = (type: string, wanted: string): boolean =>
  type === wanted || (wanted.endsWith('.') && type.startsWith(wanted));
