import type { Access } from '../../../schema/access.js';
import type { OversightEvent } from '../../../schema/oversight/matter.js';
import type { FieldValue } from '../../../schema/scalar.js';
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
  Sentence: 'Judgment.sentences',
};

/**
 * An event as an account may be told it: where it may see the record, and of that what it may see. Null where it may not, and
 * where what the event says does not decide it: who has to know more asks the graph.
 */
export function shownTo(access: Access, event: OversightEvent): Shown | null {
  const facts = factsOf(event);
  if (facts === null || access.enter(facts.type).effect === 'DENY') return null;
  if (isWithin(access.rows(facts.type), facts.fields) !== true) return null;
  const key = `${facts.type}.${facts.key}`;
  if (!isClear(access, key, facts)) return null;
  const data: Record<string, OversightEvent['data'][string]> = {};
  const coordinates = new Set([key]);
  for (const [member, value] of Object.entries(event.data)) {
    const coordinate = facts.members[member];
    if (coordinate === undefined || !isClear(access, coordinate, facts)) continue;
    data[member] = value;
    coordinates.add(coordinate);
  }
  const scope = scopeShown(access, event, facts);
  for (const coordinate of scope.coordinates) coordinates.add(coordinate);
  return { event: { ...event, ...scope.members, data }, coordinates: [...coordinates] };
}

function scopeShown(access: Access, event: OversightEvent, facts: EventFacts) {
  const members: Partial<Record<'agencyCode' | 'divisionCode' | 'line', null>> = {};
  const coordinates: string[] = [];
  const parts = { agencyCode: 'agencyCode', divisionCode: 'jurisdictionDivisionCode', line: 'line' } as const;
  for (const [member, field] of Object.entries(parts) as [keyof typeof parts, string][]) {
    // Of a judgment they say where it is told, which is nobody's record.
    if (event[member] === null || facts.type === 'Judgment') continue;
    const coordinate = `${facts.type}.${field}`;
    if (isClear(access, coordinate, facts)) coordinates.push(coordinate);
    else members[member] = null;
  }
  return { members, coordinates };
}

/** Whether a field is seen in clear in the very row. */
function isClear(access: Access, coordinate: string, { type, fields, step }: EventFacts): boolean {
  const [of = '', field = ''] = coordinate.split('.');
  const decision = access.decide(of, field);
  if (decision.effect !== 'ALLOW') return false;
  const way = of === type ? undefined : reached[of];
  const known: ReadonlyMap<string, FieldValue> = of === type ? fields : step;
  if (of !== type && isWithin(access.rows(of, way), known) !== true) return false;
  if (decision.rows === 'ALL') return true;
  for (const { where, effect } of access.cases(of, field, way)) {
    const holds = isWithin(where, known);
    if (holds !== false) return holds === true && effect === 'ALLOW';
  }
  return false;
}
