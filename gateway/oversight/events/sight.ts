import type { Access } from '../../../schema/access.js';
import { covers, prefixOf } from '../../../schema/codes/division.js';
import type { OversightEvent } from '../../../schema/oversight/matter.js';
import { type EventFacts, factsOf } from './event-facts.js';
import { isWithin } from './three-valued.js';

/** An event as somebody may be told it, with the coordinates that it tells. */
export interface Shown {
  readonly event: OversightEvent;
  readonly coordinates: readonly string[];
}

/** By which relation a part of an event is reached from its record. */
const reached: Readonly<Record<string, string>> = {
  MatterStep: 'SupervisionMatter.steps',
  SupervisionDocument: 'SupervisionMatter.documents',
  Judgment: 'DeliveryRecord.judgment',
};

/** Whether an event that goes to a place goes to an office of this division: of a bureau's offices the one of the place is told. */
export function reaches(division: string, event: OversightEvent): boolean {
  const { divisionCode: place } = event;
  const isOffice = prefixOf(division).length > countyDigits;
  if (!isOffice || place === null || !factsOf(event).some(({ isAddressed }) => isAddressed)) return true;
  return covers(division, place) || covers(place, division);
}

/** Of GB/T 2260; those of townships are longer. */
const countyDigits = 6;

/**
 * An event as an account may be told it: where it may see the record, and of that what it may see. Null where it may not, and
 * where what the event says does not decide it: who has to know more asks the graph.
 */
export function shownTo(access: Access, event: OversightEvent): Shown | null {
  for (const facts of factsOf(event)) if (isOpen(access, facts)) return show(access, event, facts);
  return null;
}

function isOpen(access: Access, facts: EventFacts): boolean {
  if (access.enter(facts.type).effect === 'DENY') return false;
  if (isWithin(access.rows(facts.type), facts.known(facts.type)) !== true) return false;
  const { type, key, happening = `${type}.${key}` } = facts;
  return isClear(access, `${type}.${key}`, facts) && isClear(access, happening, facts);
}

const scope = { agencyCode: 'agencyCode', divisionCode: 'jurisdictionDivisionCode', line: 'line' } as const;

function show(access: Access, event: OversightEvent, facts: EventFacts): Shown {
  const coordinates = new Set([`${facts.type}.${facts.key}`]);
  const isTold = (coordinate: string | undefined): boolean => {
    const isOpen = coordinate !== undefined && isClear(access, coordinate, facts);
    if (isOpen) coordinates.add(coordinate);
    return isOpen;
  };
  const data = Object.fromEntries(Object.entries(event.data).filter(([member]) => isTold(facts.members[member])));
  const hidden = Object.entries(scope).filter(
    ([member, field]) => event[member as keyof typeof scope] !== null && !isTold(`${facts.type}.${field}`),
  );
  const without = Object.fromEntries(hidden.map(([member]) => [member, null]));
  return { event: { ...event, ...without, data }, coordinates: [...coordinates] };
}

/** Whether a field is seen in clear in the very row. */
function isClear(access: Access, coordinate: string, { type, known }: EventFacts): boolean {
  const [of = '', field = ''] = coordinate.split('.');
  const decision = access.decide(of, field);
  if (decision.effect !== 'ALLOW') return false;
  const way = of === type ? undefined : reached[of];
  const row = known(of);
  if (of !== type && isWithin(access.rows(of, way), row) !== true) return false;
  if (decision.rows === 'ALL') return true;
  for (const { where, effect } of access.cases(of, field, way)) {
    const holds = isWithin(where, row);
    if (holds !== false) return holds === true && effect === 'ALLOW';
  }
  return false;
}
