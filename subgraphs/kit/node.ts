import type { MaskKind } from '../../schema/access.js';
import type { RecordRow } from '../../schema/adapter.js';
import { lookupCode } from '../../schema/codes/lookup.js';
import type { RequestContext } from '../../schema/context.js';
import type { DataFlag } from '../../schema/flags.js';
import type { FieldValue } from '../../schema/scalar.js';
import { denied, unavailable } from './faults.js';
import { type GuardedRead, sightOf } from './reads/guarded-read.js';
import { keysOf, type Leaf, type Projection } from './reads/projection.js';
import type { ReadPlan } from './reads/read-plan.js';
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
  return { [origin]: handleRow(values), [isNoted]: false };
}

/** What stands behind such a node. */
export function handleRow(values: Readonly<Record<string, FieldValue>>): RecordRow {
  return { adapter: '', id: '', values, flags: {}, asOf: null };
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
    // What hangs on a value that nobody answered for is not known to be nothing.
    else if (field === null && keysOf(leaf.shape).some((key) => read.missing.has(key)))
      node[name] = unavailable(leaf.type, name);
    else if (field !== null) {
      const cases = plan.sights.get(name);
      const mask = decision.effect === 'MASK' ? decision.mask : null;
      const sight = cases === undefined ? null : sightOf(cases, row, read);
      if (sight === null) node[name] = leafValue(leaf, field, row, read.missing, mask, context);
      else if (sight === 'HIDDEN') node[name] = null;
      else if (sight === 'UNAVAILABLE') node[name] = unavailable(leaf.type, name);
      else {
        node[name] = leafValue(leaf, field, sight.row, sight.missing, sight.mask, context);
        seen?.set(field, sight.row);
      }
      if (leaf.tellsOf !== null && typeof sight !== 'string') notePerson(row.values[leaf.tellsOf], context);
    }
  }
  if (projection.wantsSource) node.source = sourceOf(row, projection, seen);
  return node;
}

function leafValue(
  { name, shape, type }: Leaf,
  field: string,
  row: RecordRow,
  missing: ReadonlySet<string>,
  mask: MaskKind | null,
  context: RequestContext,
): unknown {
  if (missing.has(field)) return unavailable(type, name);
  const value = row.values[field] ?? null;
  if (shape.kind !== 'code') return mask !== null && value !== null ? context.mask(mask, value) : value;
  if (value === null || mask !== null) return null;
  return lookupCode(shape.system, String(value)) ?? { code: value, label: null, labelEn: null, system: shape.system };
}

// Flags of what was seen on this row, no others: a flag says something of the value.
function sourceOf(row: RecordRow, { flagged }: Projection, seen: ReadonlyMap<string, RecordRow> | null) {
  const flags: { readonly field: string; readonly flag: DataFlag }[] = [];
  const tell = (field: string, of: RecordRow) => {
    for (const flag of of.flags[field] ?? []) flags.push({ field, flag });
  };
  for (const field of flagged) tell(field, row);
  for (const [field, of] of seen ?? []) tell(field, of);
  return { adapter: row.adapter, recordId: row.id, asOf: row.asOf, flags };
}
