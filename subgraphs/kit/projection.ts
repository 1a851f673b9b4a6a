import type { FieldNode } from 'graphql';
import type { Access, Decision } from '../../schema/access.js';
import type { FieldEntry, TypeEntry } from '../../schema/catalog/catalog.js';
import { type SelectionInfo, selectionOf } from './selection.js';

/** One selected field of a record, with what was decided on it. */
export interface Leaf {
  readonly name: string;
  readonly shape: FieldEntry['shape'];
  readonly decision: Decision;
}

/** What a selection needs of one record type, for one access: made once, used for every row. */
export interface Projection {
  readonly type: TypeEntry;
  /** Canonical fields to read: allowed leaves and the keys that selected relations go by. */
  readonly read: readonly string[];
  readonly leaves: readonly Leaf[];
  readonly wantsSource: boolean;
}

const cache = new WeakMap<FieldNode, Map<string, Projection>>();

/** Projects the selection below `nodes` onto `type`. Denied fields are not among those to read (promise 1). */
export function projectionOf(
  type: TypeEntry,
  nodes: readonly FieldNode[],
  info: SelectionInfo,
  access: Access,
): Projection {
  const [first] = nodes;
  const slot = `${type.name}\n${access.fieldShape}`;
  const known = first && cache.get(first)?.get(slot);
  if (known) return known;
  const selection = selectionOf(nodes, type.name, info);
  const projection = project(type, [...selection.fields.keys()], access);
  if (first && selection.isConstant) remember(first, slot, projection);
  return projection;
}

// Access shapes are few; documents leave the cache with their nodes.
function remember(node: FieldNode, slot: string, projection: Projection): void {
  const slots = cache.get(node) ?? new Map<string, Projection>();
  if (slots.size > 64) slots.clear();
  slots.set(slot, projection);
  cache.set(node, slots);
}

function project(type: TypeEntry, names: readonly string[], access: Access): Projection {
  const read = new Set<string>();
  const leaves: Leaf[] = [];
  let wantsSource = false;
  for (const name of names) {
    const field = type.fields.get(name);
    if (field === undefined) continue;
    const { shape } = field;
    if (shape.kind === 'token' || shape.kind === 'own') continue;
    const decision = access.decide(type.name, name);
    leaves.push({ name, shape, decision });
    if (decision.effect === 'DENY') continue;
    if (shape.kind === 'value') read.add(name);
    else if (shape.kind === 'code') read.add(shape.from);
    else if (shape.kind === 'source') wantsSource = true;
    else for (const key of keysOf(shape)) read.add(key);
  }
  return { type, read: [...read], leaves, wantsSource };
}

// A relation is joined by a value of its parent; reading that key discloses nothing that the join does not.
function keysOf(shape: FieldEntry['shape']): readonly string[] {
  if (shape.kind === 'list') return shape.join ? [shape.join.from] : [];
  if (shape.kind === 'one') return shape.from === null ? [] : [shape.from];
  return shape.kind === 'link' ? [shape.from] : [];
}
