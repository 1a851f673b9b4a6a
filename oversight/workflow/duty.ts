import { covers } from '../../schema/codes/division.js';
import type { Actor } from '../../schema/oversight/desk.js';
import type { SupervisionMatterRecord } from '../../schema/oversight/matter.js';
import { notYours } from './refusals.js';
import type { Duty } from './transitions.js';

/** Roles that decide for a procuratorate (规则 552: 经检察长决定). */
export const leaders = ['deputy-chief-procurator'];
export const caseManagers = ['case-manager'];

/**
 * Refuses with `OVERSIGHT_DUTY` an account that may not take this step of this matter. The policies have granted the mutation; this
 * compares the account with those of the matter.
 */
export function assertDuty(duty: Duty, matter: SupervisionMatterRecord, actor: Actor): void {
  switch (duty) {
    case 'OFFICER':
      if (matter.assignee !== actor.id) throw notYours('only the officer in charge takes this step');
      return;
    case 'CLERK':
      if (matter.assignee === actor.id) return;
      assertHouse(matter, actor);
      if (!holds(actor, caseManagers)) throw notYours('the officer in charge or case management takes this step');
      return;
    case 'LEADER':
      assertHouse(matter, actor);
      if (!holds(actor, leaders)) throw notYours('a leader of the procuratorate takes this step');
      return;
    case 'APPROVER':
      assertHouse(matter, actor);
      if (!holds(actor, leaders)) throw notYours('a leader of the procuratorate decides');
      // 分离: who wrote an opinion, or is in charge of the matter, does not decide on it (规则 552; domain 4.2, T8).
      if (matter.opinion?.author === actor.id || matter.assignee === actor.id)
        throw notYours('whoever wrote the opinion does not decide on it');
      return;
    case 'AGENCY':
      if (matter.agencyCode === null || !answersFor(actor.agency, matter.agencyCode))
        throw notYours('only the supervised agency takes this step');
      return;
    case 'HUB':
      throw notYours('nobody takes this step: the hub does, when its time has come');
  }
}

// Another house's leader decides nothing here, an upper one's territory or not: the upper procuratorate has steps of its own.
function assertHouse({ procuratorateCode, divisionCode }: SupervisionMatterRecord, actor: Actor): void {
  if (actor.agency !== procuratorateCode || !covers(actor.division, divisionCode))
    throw notYours('the matter is another procuratorate’s');
}

export function holds({ roles }: Actor, wanted: readonly string[]): boolean {
  return wanted.some((role) => roles.includes(role));
}

function answersFor(agency: string, supervised: string): boolean {
  if (agency === supervised) return true;
  const below = unitsBelow(agency);
  return below !== null && /^\d{12}$/.test(supervised) && supervised.startsWith(below);
}

/**
 * How the codes of the units begin that an agency answers for besides itself; null where it has none. Police units are numbered by
 * who belongs to whom (GA/T 380): a bureau answers for its stations, as it sees their matters.
 */
export function unitsBelow(agency: string): string | null {
  const [, bureau, station] = /^([1-8]\d{5})(\d\d)0000$/.exec(agency) ?? [];
  if (bureau === undefined || station === undefined) return null;
  return station === '00' ? bureau : `${bureau}${station}`;
}
