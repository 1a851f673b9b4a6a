import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphCatalog, TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { denied } from './faults.js';
import { referTo } from './link.js';
import type { Node } from './node.js';
import { readPlanOf } from './reads/read-plan.js';
import { readOne } from './single.js';

interface Representation {
  readonly __typename?: unknown;
  readonly [key: string]: unknown;
}

/** Resolves persons where they are more than a handle: the identity subgraph brings its own. */
export type ResolvePerson = (token: unknown, context: RequestContext, info: GraphQLResolveInfo) => Promise<Node | null>;

/**
 * Resolves `_entities` under the same decisions as every other path: the gateway's plans come here, and so would
 * anybody who holds a passport. Unknown types and malformed keys are null, as records that do not exist are.
 */
export function resolveEntities(own: SubgraphCatalog, resolvePerson: ResolvePerson) {
  return (
    _root: unknown,
    { representations }: { readonly representations: readonly Representation[] },
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): readonly (Promise<Node | null> | Node | null)[] =>
    representations.map((representation) => {
      const type = own.types.get(String(representation.__typename));
      if (type === undefined || type.entityKey === null) return null;
      if (type.name === 'Person') return resolvePerson(representation.id, context, info);
      const key = representation[type.entityKey];
      if (typeof key !== 'string') return null;
      return type.record
        ? readEntity(type, type.entityKey, key, context, info)
        : referTo(type.name, type.entityKey, key);
    });
}

async function readEntity(
  type: TypeEntry,
  by: string,
  key: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Node | null> {
  if (context.access.enter(type.name).effect === 'DENY') throw denied('Query', type.name);
  const plan = readPlanOf(type, info.fieldNodes, info, context);
  const way = { by, coordinate: `${type.name}.${by}`, joined: false };
  // A request may fetch the same type more than once, with other fields: each asks for its own.
  const slot = `entity:${type.name}:${plan.key}`;
  const node = await readOne(plan, way, key, context, slot);
  return node && Object.assign(node, { __typename: type.name });
}
