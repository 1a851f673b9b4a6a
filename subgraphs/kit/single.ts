import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { type Node, nodeOf } from './node.js';
import { perRequest } from './per-request.js';
import { type KeylessRequest, readGuarded } from './reads/guarded-read.js';
import { type Reached, reachedOnce } from './reads/reached.js';
import { type ReadPlan, readPlanOf } from './reads/read-plan.js';
import { readByKey } from './reads/reading.js';

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
export function resolveOne(
  type: TypeEntry,
  way: Way,
  key: string | null,
  context: RequestContext,
  info: GraphQLResolveInfo,
  parent: Node | undefined,
): Promise<Node | null> | null {
  if (key === null) return null;
  const { slot, reached } = placeOf(context, info);
  return reached(key, parent, () => {
    const plan = readPlanOf(type, info.fieldNodes, info, context, way.joined ? way.coordinate : undefined);
    return readOne(plan, way, key, context, slot, parent);
  });
}

export async function readOne(
  plan: ReadPlan,
  { by, coordinate }: Way,
  key: string,
  context: RequestContext,
  slot: string,
  parent?: Node,
): Promise<Node | null> {
  const read = await readGuarded(plan, firstOf(plan, plan.projection.type.name), slot, (request, slotOfRead) =>
    readByKey(slotOfRead, request, by, key, coordinate, context),
  );
  const [row] = read.page.rows;
  return row === undefined ? null : nodeOf(row, plan, read, context, parent);
}

/** The read of the first row that exists. */
export function firstOf({ fields, rows }: ReadPlan, entity: string): KeylessRequest {
  return { entity, fields, where: rows, order: [], first: 1, count: false };
}

interface Place {
  /** Of the loaders. */
  readonly slot: string;
  readonly reached: Reached;
}

const placesOf = perRequest(() => new Map<readonly FieldNode[], Place>());

/** Where the reads of a selected single-record field are told apart from others. */
function placeOf(context: RequestContext, { fieldNodes }: GraphQLResolveInfo): Place {
  const places = placesOf(context);
  const known = places.get(fieldNodes);
  if (known !== undefined) return known;
  const place = { slot: `one:${places.size}`, reached: reachedOnce() };
  places.set(fieldNodes, place);
  return place;
}

/** The loader slot of a selected single-record field. */
export const slotOf = (context: RequestContext, info: GraphQLResolveInfo): string => placeOf(context, info).slot;
