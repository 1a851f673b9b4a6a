import type { IndeterminateReason } from '../../schema/oversight/run.js';
import type { Use } from './check.js';
import type { ObjectType } from './fact-type.js';
import { type Absence, type Fact, isFactMap, type Row } from './facts.js';

/** Why something could not be decided: the reason, and the field that was missing as far as known. */
export interface Blame {
  readonly reason: IndeterminateReason;
  readonly coordinate: string | null;
}

/** Finds what an undecided expression lacked: what was not read comes before what is empty. */
export function blame(uses: readonly Use[], row: Row, type: ObjectType): Blame {
  for (const { path } of uses) {
    const gap = path === null ? null : gapAbove(path, row.absent);
    if (gap !== null) return { reason: gap.why, coordinate: coordinateAt(type, gap.path) };
  }
  // What cannot be traced may lead through anything that was not read.
  const isUntraced = uses.some(({ path, field }) => path === null && field.coordinate !== null);
  const [first] = isUntraced ? row.absent : [];
  if (first !== undefined) return { reason: first[1], coordinate: coordinateAt(type, first[0]) };
  for (const wanted of [false, true])
    for (const { path, isTested } of uses) {
      const empty = path === null || isTested !== wanted ? null : emptyPrefix(path.split('.'), row.facts);
      if (empty !== null) return { reason: 'NO_VALUE', coordinate: coordinateAt(type, empty) };
    }
  return { reason: 'NO_VALUE', coordinate: null };
}

function gapAbove(path: string, absent: ReadonlyMap<string, Absence>) {
  for (const [gap, why] of absent) if (path === gap || path.startsWith(`${gap}.`)) return { path: gap, why };
  return null;
}

/** The shortest beginning of a path that leads to null on some way through the lists; null when none does. */
function emptyPrefix(path: readonly string[], fact: Fact | undefined, depth = 0): string | null {
  if (fact === null) return path.slice(0, depth).join('.');
  if (fact === undefined || typeof fact !== 'object') return null;
  // Lists of rows have keys, those that an expression made have get; maps have both.
  if (!isFactMap(fact)) {
    for (const each of fact) {
      const empty = emptyPrefix(path, each, depth);
      if (empty !== null) return empty;
    }
    return null;
  }
  const name = path[depth];
  return name === undefined ? null : emptyPrefix(path, fact.get(name), depth + 1);
}

function coordinateAt(type: ObjectType, path: string): string | null {
  let at: ObjectType = type;
  let coordinate: string | null = null;
  for (const name of path.split('.')) {
    const field = at.fields.get(name);
    if (field === undefined) return coordinate;
    coordinate = field.coordinate ?? coordinate;
    const below = field.type.kind === 'list' ? field.type.of : field.type;
    if (below.kind !== 'object') return coordinate;
    at = below;
  }
  return coordinate;
}
