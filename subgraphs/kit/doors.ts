import { type GraphQLSchema, isObjectType } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { deny, rule, shield } from 'graphql-shield';
import type { SubgraphCatalog } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { denied } from './node.js';

/**
 * Guards the doors of a subgraph with graphql-shield: root fields and `_entities`. Everything that is not named is
 * shut (shield's own default is open), `_service` included: the SDL is composed before, never fetched.
 * Fields of rows are decided once an operation, not by wrapping each of them.
 */
export function guardDoors(schema: GraphQLSchema, { roots }: SubgraphCatalog): GraphQLSchema {
  const doors: Record<string, ReturnType<ReturnType<typeof rule>>> = {};
  for (const root of roots.values()) {
    const target = root.target ?? root.type;
    doors[root.name] = rule({ cache: 'no_cache' })((_parent, _args, context: RequestContext) => {
      return context.access.enter(target).effect === 'DENY' ? denied('Query', root.name) : true;
    });
  }
  const withPrincipal = rule({ cache: 'no_cache' })((_parent, _args, context: Partial<RequestContext>) => {
    return context.access !== undefined && context.principal !== undefined;
  });
  const guarded = applyMiddleware(
    schema,
    shield(
      { Query: { '*': deny, _entities: withPrincipal, ...doors } },
      {
        allowExternalErrors: true,
        fallbackError: () => new PlumblineError('FIELD_DENIED', 'this door is shut'),
      },
    ),
  );
  // The middleware wraps every field of every type, rules or none, which costs a promise a value: only the doors are taken.
  for (const [name, { resolve }] of Object.entries(guarded.getQueryType()?.getFields() ?? {}))
    setRootResolver(schema, name, resolve);
  return schema;
}

/** Replaces the resolver of one root field, after the federation schema was built. */
export function setRootResolver(schema: GraphQLSchema, field: string, resolve: unknown): void {
  const query = schema.getQueryType();
  const door = isObjectType(query) ? query.getFields()[field] : undefined;
  if (door) door.resolve = resolve as NonNullable<typeof door.resolve>;
}
