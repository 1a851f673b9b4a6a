import type { TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { handleNode, keyOf, type Node, origin } from './node.js';
import { personOfRecord } from './person.js';

/** Refers to an entity of another subgraph by its key; to a person by token. */
export function resolveLink(
  target: TypeEntry,
  from: string,
  parentType: string,
  parent: Node,
  context: RequestContext,
): Node | null {
  if (target.name === 'Person') return personOfRecord(parent[origin], from, parentType, context);
  const key = keyOf(parent, from);
  if (key === null || target.entityKey === null) return null;
  return referTo(target.name, target.entityKey, key);
}

/** The handle of an entity by its key. */
export function referTo(type: string, entityKey: string, key: string): Node {
  return Object.assign(handleNode({ [entityKey]: key }), { __typename: type, [entityKey]: key });
}
