import type { OpenAdapter, ReadRequest } from '../../schema/adapter.js';
import { currentDivision, prefixOf } from '../../schema/codes/division.js';
import { allDivisions } from '../../schema/codes/division-history.js';
import { all, type Condition } from '../../schema/condition.js';

/** The canonical field that says whose a record is, and that a system's divisions limit. */
const divisionField = 'jurisdictionDivisionCode';

/** What is known of a record's division before it is read: how its code begins, or (null) that it names none. */
type Place = string | null;

/** Whether a system may hold records that a request asks for. */
export type Route = (request: Pick<ReadRequest, 'where' | 'by'>) => boolean;

/**
 * Routes by the divisions of a system: it is left alone where no record of theirs, and none that names no division, can
 * meet the condition. The answer is that of asking everybody (law: test/gateway/registry); what cannot be told is asked.
 */
export function routeOf({ divisions = [] }: Pick<OpenAdapter, 'divisions'>): Route {
  if (divisions.length === 0) return () => true;
  const places: readonly Place[] = [null, ...reachOf(divisions)];
  return ({ where, by }) => {
    const asked =
      by?.field === divisionField ? all(where, { op: 'in', field: divisionField, values: by.values }) : where;
    return places.some((place) => holds(asked, place) !== false);
  };
}

/** Former codes that have a successor: records may still carry them. */
const moved = [...allDivisions()].flatMap(({ code }) => {
  const today = currentDivision(code);
  return today === code ? [] : [{ code, today }];
});

// Wider than the divisions as they were written, by the historic map: too wide asks in vain, too narrow loses records.
function reachOf(divisions: readonly string[]): readonly string[] {
  const own = new Set(divisions.flatMap((division) => [prefixOf(division), prefixOf(currentDivision(division))]));
  const isWithin = (code: string) => [...own].some((prefix) => code.startsWith(prefix));
  const former = moved.filter(({ code, today }) => isWithin(today) && !isWithin(code)).map(({ code }) => code);
  return [...own, ...former];
}

/** A condition on a record of which the division alone is known: true or false for every such record, else null. */
function holds(condition: Condition, place: Place): boolean | null {
  switch (condition.op) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      return every(condition.of, place, false);
    case 'or':
      return every(condition.of, place, true);
    case 'not': {
      const held = holds(condition.of, place);
      return held === null ? null : !held;
    }
    default:
      return condition.field === divisionField ? compares(condition, place) : null;
  }
}

/** Kleene's connectives: one `decisive` part decides, all of the others together decide otherwise. */
function every(parts: readonly Condition[], place: Place, decisive: boolean): boolean | null {
  let isKnown = true;
  for (const part of parts) {
    const held = holds(part, place);
    if (held === decisive) return decisive;
    if (held === null) isKnown = false;
  }
  return isKnown ? !decisive : null;
}

type Comparison = Extract<Condition, { readonly field: string }>;

function compares(comparison: Comparison, place: Place): boolean | null {
  if (comparison.op === 'isNull') return comparison.value === (place === null);
  if (place === null) return false;
  const isPossible = (value: unknown) => String(value).startsWith(place);
  switch (comparison.op) {
    case 'eq':
      return isPossible(comparison.value) ? null : false;
    case 'ne':
      return isPossible(comparison.value) ? null : true;
    case 'in':
      return comparison.values.some(isPossible) ? null : false;
    case 'prefix':
      return place.startsWith(comparison.value) ? true : isPossible(comparison.value) ? null : false;
    default:
      return null;
  }
}
