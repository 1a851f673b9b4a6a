import type { GraphQLResolveInfo } from 'graphql';
import type { TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import type { Node } from './node.js';
import { readPlanOf } from './reads/read-plan.js';
import { readOne } from './single.js';

/** A record type of the books with the field that it is asked for by. */
export interface RecordOfBooks {
  readonly type: TypeEntry;
  readonly by: string;
}

export interface RecordWay {
  readonly key: string;
  /** `Mutation.name`, for the report. */
  readonly coordinate: string;
}

/** Whether a record is there for this account: who may not see it acts on nothing. Nothing of it is read but that. */
export async function isThere(
  { type, by }: RecordOfBooks,
  { key, coordinate }: RecordWay,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<boolean> {
  const plan = readPlanOf(type, [], info, context);
  const slot = `${coordinate}:${String(info.path.key)}:before`;
  return (await readOne(plan, { by, coordinate, joined: false }, key, context, slot)) !== null;
}

/** The record as the account may see it after a change, read through the same guards as by any other way. */
export function shown(
  { type, by }: RecordOfBooks,
  { key, coordinate }: RecordWay,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Node | null> {
  const plan = readPlanOf(type, info.fieldNodes, info, context);
  // A slot of its own a change: what was read before it is old.
  const slot = `${coordinate}:${String(info.path.key)}:after`;
  return readOne(plan, { by, coordinate, joined: false }, key, context, slot);
}
