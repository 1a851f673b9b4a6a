import type { Condition } from '../../schema/condition.js';

/**
 * Whether a condition takes in rows that another does not, as far as their form tells: an alternative is within another when
 * it holds all that the other asks for. What only looks wider counts as wider.
 */
export function widens(before: Condition, after: Condition): boolean {
  const known = alternativesOf(before).map(conjunctsOf);
  return alternativesOf(after).some((alternative) => {
    const held = conjunctsOf(alternative);
    return !known.some((asked) => [...asked].every((each) => held.has(each)));
  });
}

function alternativesOf(condition: Condition): readonly Condition[] {
  if (condition.op === 'false') return [];
  return condition.op === 'or' ? condition.of.flatMap(alternativesOf) : [condition];
}

function conjunctsOf(condition: Condition): ReadonlySet<string> {
  if (condition.op === 'true') return new Set();
  const parts = condition.op === 'and' ? condition.of : [condition];
  return new Set(parts.map((part) => JSON.stringify(part)));
}
