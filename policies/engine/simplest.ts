import { all, always, any, type Condition } from '../../schema/condition.js';

/**
 * Alternatives of conditions that hold together, as one condition that says nothing twice: a campaign's territory is mostly
 * the principal's own, and a grant on all rows takes in those of a narrower one. Equal on every row, unknown values included:
 * what is left out is implied by being said elsewhere (idempotence and absorption hold in three-valued logic, too).
 */
export function simplestOf(alternatives: readonly (readonly Condition[])[]): Condition {
  const stated = alternatives.flatMap((conditions) => {
    const joined = all(...conditions);
    return joined.op === 'false' ? [] : [partsOf(joined, 'and')];
  });
  if (stated.some(({ size }) => size === 0)) return always;
  const widest = stated.filter((parts, at) => !stated.some((other, place) => isWider(other, place, parts, at)));
  const joined = any(...widest.map((parts) => all(...parts.values())));
  return joined.op === 'or' ? any(...partsOf(joined, 'or').values()) : joined;
}

/** Conditions by their spelling. */
type Parts = ReadonlyMap<string, Condition>;

function partsOf(joined: Condition, op: 'and' | 'or'): Parts {
  if (joined.op === 'true') return new Map();
  const parts = joined.op === op ? joined.of : [joined];
  return new Map(parts.map((part) => [JSON.stringify(part), part]));
}

// Of two that say the same the first stands.
function isWider(other: Parts, place: number, parts: Parts, at: number): boolean {
  if (place === at || other.size > parts.size || (other.size === parts.size && place > at)) return false;
  for (const spelling of other.keys()) if (!parts.has(spelling)) return false;
  return true;
}
