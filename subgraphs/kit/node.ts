import type { RecordRow } from '../../schema/adapter.js';
import { lookupCode } from '../../schema/codes/lookup.js';
import type { RequestContext } from '../../schema/context.js';
import type { FieldValue } from '../../schema/scalar.js';
import { denied, unavailable } from './faults.js';
import { type GuardedRead, type Sight, sightOf } from './guarded-read.js';
import type { Leaf, Projection } from './projection.js';
import type { ReadPlan } from './read-plan.js';
import { notePerson, noteRow } from './subjects.js';

/** The row behind a node, for the keys that relations join by: never serialised. */
export const origin = Symbol('origin');

/** Whether the log knows whose the node is: never serialised. */
export const isNoted = Symbol('isNoted');

/** A record as resolvers see it: leaves by name, masked already; relations find their keys in its `origin`. */
export interface Node {
  readonly [origin]: RecordRow;
  readonly [isNoted]: boolean;
  [leaf: string]: unknown;
}

/** The value that a relation joins by, as text; null where the parent has none. */
export function keyOf(parent: Node | undefined, field: string): string | null {
  const value = parent?.[origin].values[field];
  return value === null || value === undefined ? null : String(value);
}

/** A node that stands for a key alone: a person's handle, or an entity that another subgraph holds. */
export function handleNode(values: Readonly<Record<string, FieldValue>>): Node {
  return { [origin]: { adapter: '', id: '', values, flags: {}, asOf: null }, [isNoted]: false };
}

/**
 * Makes the node of a row. What may not be seen on this row is null in silence, what was denied on every row an error;
 * so is what nobody answered for: unavailable is not the same as empty. The log notes whose row it is.
 * @param parent the node that it was reached from
 */
export function nodeOf(
  row: RecordRow,
  plan: ReadPlan,
  read: GuardedRead,
  context: RequestContext,
  parent?: Node,
): Node {
  const { projection } = plan;
  const node: Node = { [origin]: row, [isNoted]: noteRow(row, projection, parent?.[isNoted] ?? false, context) };
  // Rows by the row-dependent fields that were seen of them: their flags are elsewhere than the page's.
  const seen = plan.sights.size === 0 ? null : new Map<string, RecordRow>();
  for (const leaf of projection.leaves) {
    const { name, field, decision } = leaf;
    if (decision.effect === 'DENY') node[name] = denied(projection.type.name, name);
    else if (field !== null) {
      const cases = plan.sights.get(name);
      const mask = decision.effect === 'MASK' ? decision.mask : null;
      const sight = cases === undefined ? { row, missing: read.missing, mask } : sightOf(cases, row, read);
      node[name] = leafValue(leaf, field, sight, projection, context);
      if (leaf.tellsOf !== null && typeof sight !== 'string') notePerson(row.values[leaf.tellsOf], context);
      if (cases !== undefined && typeof sight !== 'string') seen?.set(field, sight.row);
    }
  }
  if (projection.wantsSource) node.source = sourceOf(row, projection, seen);
  return node;
}

function leafValue(
  { name, shape }: Leaf,
  field: string,
  sight: Sight,
  { type }: Projection,
  context: RequestContext,
): unknown {
  if (sight === 'HIDDEN') return null;
  if (sight === 'UNAVAILABLE' || sight.missing.has(field)) return unavailable(type.name, name);
  const value = sight.row.values[field] ?? null;
  if (shape.kind !== 'code') return sight.mask !== null && value !== null ? context.mask(sight.mask, value) : value;
  if (value === null || sight.mask !== null) return null;
  return lookupCode(shape.system, String(value)) ?? { code: value, label: null, labelEn: null, system: shape.system };
}

// Flags of what was seen on this row, no others: a flag says something of the value.
function sourceOf(row: RecordRow, { flagged }: Projection, seen: ReadonlyMap<string, RecordRow> | null) {
  const flagsOf = (field: string, of: RecordRow) => (of.flags[field] ?? []).map((flag) => ({ field, flag }));
  const flags = [
    ...flagged.flatMap((field) => flagsOf(field, row)),
    ...[...(seen ?? [])].flatMap(([field, of]) => flagsOf(field, of)),
  ];
  return { adapter: row.adapter, recordId: row.id, asOf: row.asOf, flags };
}
