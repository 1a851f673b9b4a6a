import type { SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import type { House, Officer } from './house.js';
import { badInput, notYours } from './refusals.js';

type About = Pick<SupervisionMatterRecord, 'agencyCode' | 'persons'>;

export function isRecused({ recusedFrom }: Officer, { agencyCode, persons }: About): boolean {
  return recusedFrom.some((each) => each === agencyCode || persons.includes(each));
}

/** Refuses with `OVERSIGHT_DUTY` an account that has to keep out: it takes no step, whatever its part in the matter. */
export function assertNotRecused(house: House | null, account: string, about: About): void {
  const officer = house?.officers.find((each) => each.account === account);
  if (officer !== undefined && isRecused(officer, about))
    throw notYours('you have to keep out of this matter: a leader assigns it, and another leader decides');
}

/** Refuses whom no matter of the house could be given, or not this one. */
export function assertAssignable(house: House | null, account: string, about: About): void {
  const officer = house?.officers.find((each) => each.account === account && each.lines.length > 0);
  if (officer === undefined) throw badInput('assignee is no officer of the procuratorate (oversight.houses)');
  if (isRecused(officer, about)) throw notYours('assignee has to keep out of this matter');
}
