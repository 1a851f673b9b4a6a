import { type GraphQLSchema, isObjectType } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { deny, rule, shield } from 'graphql-shield';
import type { Access, Decision } from '../../schema/access.js';
import type { FieldEntry, SubgraphCatalog } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { denied } from './faults.js';

type Door = ReturnType<ReturnType<typeof rule>>;

/**
 * Guards the doors of a subgraph with graphql-shield: root fields, mutations and `_entities`. Everything that is not named
 * is shut (shield's own default is open), `_service` included: the SDL is composed before, never fetched.
 * Fields of rows are decided once an operation, not by wrapping each of them.
 */
export function guardDoors(schema: GraphQLSchema, { roots, types }: SubgraphCatalog): GraphQLSchema {
  const mutations = types.get('Mutation')?.fields;
  const withPrincipal = rule({ cache: 'no_cache' })((_parent, _args, context: Partial<RequestContext>) => {
    return context.access !== undefined && context.principal !== undefined;
  });
  // A subgraph whose types nobody else refers to has no such door.
  const entities = schema.getQueryType()?.getFields()._entities === undefined ? {} : { _entities: withPrincipal };
  const doors = {
    Query: { '*': deny, ...entities, ...doorsOf('Query', roots, decideRoot) },
    ...(mutations ? { Mutation: { '*': deny, ...doorsOf('Mutation', mutations, decideMutation) } } : {}),
  };
  const guarded = applyMiddleware(
    schema,
    shield(doors, {
      allowExternalErrors: true,
      fallbackError: () => new PlumblineError('FIELD_DENIED', 'this door is shut'),
    }),
  );
  // The middleware wraps every field of every type, rules or none, which costs a promise a value: only the doors are taken.
  for (const operation of Object.keys(doors)) {
    const type = guarded.getType(operation);
    if (!isObjectType(type)) continue;
    for (const [name, { resolve }] of Object.entries(type.getFields())) setResolver(schema, operation, name, resolve);
  }
  return schema;
}

function doorsOf(
  operation: string,
  fields: ReadonlyMap<string, FieldEntry>,
  decide: (access: Access, field: FieldEntry) => Pick<Decision, 'effect'>,
): Readonly<Record<string, Door>> {
  return Object.fromEntries(
    [...fields.values()].map((field) => [
      field.name,
      rule({ cache: 'no_cache' })((_parent, _args, { access }: RequestContext) => {
        return decide(access, field).effect === 'DENY' ? denied(operation, field.name) : true;
      }),
    ]),
  );
}

/** Decides a root field: open when anything of what it leads to is, or may be counted. */
export function decideRoot(access: Access, field: FieldEntry): Decision {
  if (field.shape.kind !== 'counts') return access.enter(field.target ?? field.type);
  const counting = access.counts(field.shape.of);
  if (counting.effect === 'DENY') return counting;
  return { effect: 'ALLOW', grant: counting.grant, basis: counting.basis, rows: 'ALL' };
}

function decideMutation(access: Access, { name }: FieldEntry): Decision {
  return access.decide('Mutation', name);
}

/** Replaces the resolver of one root field or mutation, after the federation schema was built. */
export function setResolver(schema: GraphQLSchema, operation: string, field: string, resolve: unknown): void {
  const type = schema.getType(operation);
  const door = isObjectType(type) ? type.getFields()[field] : undefined;
  if (door) door.resolve = resolve as NonNullable<typeof door.resolve>;
}
