import type { RecordRow } from '../../schema/adapter.js';
import { lookupCode } from '../../schema/codes/lookup.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import type { FieldValue } from '../../schema/scalar.js';
import type { Leaf, Projection } from './projection.js';

/** The row behind a node, for the keys that relations join by: never serialised. */
export const origin = Symbol('origin');

/** A record as resolvers see it: leaves by name, masked already; relations find their keys in its `origin`. */
export interface Node {
  readonly [origin]: RecordRow;
  [leaf: string]: unknown;
}

/** The value that a relation joins by, as text; null where the parent has none. */
export function keyOf(parent: Node | undefined, field: string): string | null {
  const value = parent?.[origin].values[field];
  return value === null || value === undefined ? null : String(value);
}

/** A node that stands for a key alone: a person's handle, or an entity that another subgraph holds. */
export function handleNode(values: Readonly<Record<string, FieldValue>>): Node {
  return { [origin]: { adapter: '', id: '', values, flags: {}, asOf: null } };
}

/** Makes the node of a row. Fields in `missing` are errors: unavailable is not the same as empty. */
export function nodeOf(
  row: RecordRow,
  projection: Projection,
  context: RequestContext,
  missing: ReadonlySet<string>,
): Node {
  const node: Node = { [origin]: row };
  for (const leaf of projection.leaves) {
    const value = leafValue(leaf, row, projection, context, missing);
    if (value !== undefined) node[leaf.name] = value;
  }
  return node;
}

function leafValue(
  { name, shape, decision }: Leaf,
  row: RecordRow,
  projection: Projection,
  context: RequestContext,
  missing: ReadonlySet<string>,
): unknown {
  if (decision.effect === 'DENY') return denied(projection.type.name, name);
  const field = shape.kind === 'code' ? shape.from : name;
  if (missing.has(field)) return unavailable(projection.type.name, name);
  switch (shape.kind) {
    case 'value': {
      const value = row.values[name] ?? null;
      return decision.effect === 'MASK' && value !== null ? context.mask(decision.mask, value) : value;
    }
    case 'code': {
      const value = row.values[shape.from];
      if (value === null || value === undefined || decision.effect === 'MASK') return null;
      return (
        lookupCode(shape.system, String(value)) ?? { code: value, label: null, labelEn: null, system: shape.system }
      );
    }
    case 'source':
      return sourceOf(row, projection);
    default:
      return undefined;
  }
}

function sourceOf(row: RecordRow, { read }: Projection) {
  const flags = read.flatMap((field) => (row.flags[field] ?? []).map((flag) => ({ field, flag })));
  return { adapter: row.adapter, recordId: row.id, asOf: row.asOf, flags };
}

const denials = new Map<string, PlumblineError>();

/** The error of a denied field; one object a coordinate, since rows do not matter to it. */
export function denied(type: string, field: string): PlumblineError {
  return remembered(denials, `${type}.${field}`, 'FIELD_DENIED', 'is denied for this principal and purpose');
}

const outages = new Map<string, PlumblineError>();

/** The error of a field whose source did not answer. */
export function unavailable(type: string, field: string): PlumblineError {
  return remembered(outages, `${type}.${field}`, 'SOURCE_UNAVAILABLE', 'is unavailable: no source answered for it');
}

function remembered(
  known: Map<string, PlumblineError>,
  coordinate: string,
  code: 'FIELD_DENIED' | 'SOURCE_UNAVAILABLE',
  predicate: string,
): PlumblineError {
  const error = known.get(coordinate) ?? new PlumblineError(code, `${coordinate} ${predicate}`);
  known.set(coordinate, error);
  return error;
}
