import type { GraphQLResolveInfo } from 'graphql';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import { all } from '../../schema/condition.js';
import type { RequestContext } from '../../schema/context.js';
import { type Node, nodeOf } from './node.js';
import { type Projection, projectionOf } from './projection.js';
import { readByKey, sharedOf } from './reading.js';

/** How one record is asked for. */
export interface Way {
  /** Canonical field that its key is held against. */
  readonly by: string;
  /** `Type.field` that is resolved, for the report. */
  readonly coordinate: string;
  /** Whether it is a relation joined from a row that was read: row rules may tell it apart from other ways. */
  readonly joined: boolean;
}

/** Resolves one record of a type by a canonical field; null when none exists for this principal. */
export async function resolveOne(
  type: TypeEntry,
  way: Way,
  key: string | null,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Node | null> {
  if (key === null) return null;
  const projection = projectionOf(type, info.fieldNodes, info, context.access);
  return readOne(projection, way, key, context, slotOf(context, info));
}

export async function readOne(
  projection: Projection,
  { by, coordinate, joined }: Way,
  key: string,
  context: RequestContext,
  slot: string,
): Promise<Node | null> {
  const { type } = projection;
  const request = {
    entity: type.name,
    fields: projection.read,
    where: all(context.access.rows(type.name, joined ? coordinate : undefined)),
    order: [],
    first: 1,
    count: false,
  };
  const { page, missing } = await readByKey(slot, request, by, key, coordinate, context);
  const [row] = page.rows;
  return row === undefined ? null : nodeOf(row, projection, context, missing);
}

function slotOf(context: RequestContext, info: GraphQLResolveInfo): string {
  const { ones } = sharedOf(context);
  const [node] = info.fieldNodes;
  if (node === undefined) return 'one';
  const known = ones.get(node) ?? `one:${ones.size}`;
  ones.set(node, known);
  return known;
}
