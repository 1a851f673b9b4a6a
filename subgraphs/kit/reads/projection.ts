import type { FieldNode } from 'graphql';
import type { Access, Decision } from '../../../schema/access.js';
import type { FieldEntry, TypeEntry } from '../../../schema/catalog/catalog.js';
import { type SelectionInfo, selectionOf } from '../operations/selection.js';
import { rowKey, tellsOf } from '../subjects.js';

/** One selected field of a record, with what was decided on it. */
export interface Leaf {
  readonly name: string;
  /** Of the record. */
  readonly type: string;
  readonly shape: FieldEntry['shape'];
  readonly decision: Decision;
  /** Canonical field that holds it; null for what is not a value. */
  readonly field: string | null;
  /** Canonical field that names the person of whom it tells, where that is not the person of the row. */
  readonly tellsOf: string | null;
}

/** What a selection needs of one record type, for one access: made once, used for every row. */
export interface Projection {
  readonly type: TypeEntry;
  /** Canonical fields to read of every row: leaves open on all of them and the keys that selected relations go by. */
  readonly read: readonly string[];
  readonly leaves: readonly Leaf[];
  /** Those of the leaves that are open on some rows only. */
  readonly partial: readonly Leaf[];
  readonly wantsSource: boolean;
  /** Fields of `read` whose flags may be told: keys of relations may be denied as fields. */
  readonly flagged: readonly string[];
  /** Canonical fields that the log is to know, whatever may be seen of them: they never leave the kit (ADR 8). */
  readonly logged: readonly string[];
}

interface Remembered {
  readonly nodes: readonly FieldNode[];
  readonly projection: Projection;
}

const cache = new WeakMap<FieldNode, Map<string, Remembered>>();

/** Projects the selection below `nodes` onto `type`. Denied fields are not among those to read (promise 1). */
export function projectionOf(
  type: TypeEntry,
  nodes: readonly FieldNode[],
  info: SelectionInfo,
  access: Access,
): Projection {
  const [first] = nodes;
  // Which fields are open, and on all or some rows, is the shape's; on which rows is the request's (read-plan.ts).
  const slot = `${type.name}\n${access.fieldShape}`;
  const known = first && cache.get(first)?.get(slot);
  // A fragment's node stands wherever the fragment is used, with others beside it.
  if (known && isSame(known.nodes, nodes)) return known.projection;
  const selection = selectionOf(nodes, type.name, info);
  const projection = project(type, [...selection.fields.keys()], access);
  if (first && selection.isConstant) remember(first, slot, { nodes, projection });
  return projection;
}

// Access shapes are few; documents leave the cache with their nodes.
function remember(node: FieldNode, slot: string, made: Remembered): void {
  const slots = cache.get(node) ?? new Map<string, Remembered>();
  if (slots.size > 64) slots.clear();
  slots.set(slot, made);
  cache.set(node, slots);
}

function isSame(known: readonly FieldNode[], nodes: readonly FieldNode[]): boolean {
  return known.length === nodes.length && known.every((node, at) => node === nodes[at]);
}

function project(type: TypeEntry, names: readonly string[], access: Access): Projection {
  const leaves: Leaf[] = [];
  for (const name of names) {
    const shape = type.fields.get(name)?.shape;
    if (shape === undefined || shape.kind === 'token' || shape.kind === 'own') continue;
    const leaf = {
      name,
      type: type.name,
      shape,
      decision: access.decide(type.name, name),
      field: fieldOf(type, name, shape),
    };
    leaves.push({ ...leaf, tellsOf: tellsOf(type, name) });
  }
  const open = leaves.filter(({ decision }) => decision.effect !== 'DENY');
  const isPartial = ({ field, decision }: Leaf) =>
    field !== null && decision.effect !== 'DENY' && decision.rows === 'SOME';
  const read = new Set(
    open.flatMap((leaf) => (leaf.field === null ? keysOf(leaf.shape) : isPartial(leaf) ? [] : [leaf.field])),
  );
  return {
    type,
    read: [...read],
    leaves,
    partial: open.filter(isPartial),
    wantsSource: open.some(({ shape }) => shape.kind === 'source'),
    flagged: [...read].filter((field) => {
      const decision = access.decide(type.name, field);
      return decision.effect !== 'DENY' && decision.rows === 'ALL';
    }),
    // Rows of which nothing is selected are not answered: they were counted.
    logged: names.length === 0 ? [] : [...new Set([...rowKey(type), ...open.flatMap((leaf) => leaf.tellsOf ?? [])])],
  };
}

// That an existence answer exists is no column of the record that it is about.
function fieldOf(type: TypeEntry, name: string, shape: FieldEntry['shape']): string | null {
  if (shape.kind === 'value') return type.about !== null && name === 'exists' ? null : name;
  return shape.kind === 'code' ? shape.from : null;
}

/**
 * The values of its parent that a field is joined by; reading them discloses nothing that the join does not.
 */
export function keysOf(shape: FieldEntry['shape']): readonly string[] {
  switch (shape.kind) {
    case 'list':
      return shape.join ? [shape.join.from] : [];
    case 'one':
    case 'existence':
      return shape.from === null ? [] : [shape.from];
    case 'link':
      return [shape.from];
    default:
      return [];
  }
}
