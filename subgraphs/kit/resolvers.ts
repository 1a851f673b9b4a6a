import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { Catalog, FieldEntry, SubgraphCatalog, TypeEntry } from '../../schema/catalog/catalog.js';
import type { RequestContext } from '../../schema/context.js';
import { PlumblineError } from '../../schema/errors.js';
import { askedValue } from './asked-value.js';
import { resolveCounts } from './counts/counts.js';
import type { ResolvePerson } from './entities.js';
import { resolveExistence } from './existence.js';
import { denied } from './faults.js';
import { resolveLink } from './link.js';
import { resolveList, typeOf } from './lists/connection.js';
import { keyOf, type Node } from './node.js';
import { resolveOne } from './single.js';

export type Resolver = GraphQLFieldResolver<Node | undefined, RequestContext>;
export type ResolverMap = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

/**
 * Derives every resolver of a subgraph from its catalog. Doors are not among what they decide: see `guardDoors`.
 * @param own the root fields that it answers itself
 * @param mutations its mutations, which none is derived for
 */
export function deriveResolvers(
  catalog: Catalog,
  { types, roots }: SubgraphCatalog,
  own: Readonly<Record<string, Resolver>>,
  mutations: Readonly<Record<string, Resolver>>,
  resolvePerson: ResolvePerson,
): ResolverMap {
  const map: Record<string, Readonly<Record<string, Resolver>>> = {};
  const derive = (name: string, fields: TypeEntry['fields'], guard: Guard) =>
    deriveFields(catalog, name, fields, resolvePerson, guard);
  map.Query = { ...derive('Query', roots, (_field, resolve) => resolve), ...own };
  if (types.has('Mutation')) map.Mutation = mutations;
  for (const type of types.values()) {
    const derived = derive(type.name, type.fields, (field, resolve) => guarded(type.name, field, resolve));
    const resolvers = { ...(isAnswered(type) ? ownValues(type) : {}), ...derived };
    if (Object.keys(resolvers).length > 0) map[type.name] = resolvers;
  }
  return map;
}

// What the subgraph answers out of its own books is no row that a projection made: its values are decided one by one.
function isAnswered({ name, record, entityKey, about }: TypeEntry): boolean {
  return !record && entityKey === null && about === null && name !== 'Mutation';
}

function ownValues({ name, fields }: TypeEntry): Readonly<Record<string, Resolver>> {
  const values = [...fields.values()].filter(({ shape }) => shape.kind === 'value');
  return Object.fromEntries(
    values.map((field) => [
      field.name,
      (parent: Node | undefined, _args: unknown, { access, mask }: RequestContext) => {
        const decision = access.decide(name, field.name);
        if (decision.effect === 'DENY' || decision.rows === 'SOME') throw denied(name, field.name);
        const value = parent?.[field.name] ?? null;
        return decision.effect === 'MASK' && value !== null ? mask(decision.mask, value) : value;
      },
    ]),
  );
}

type Guard = (field: FieldEntry, resolve: Resolver) => Resolver;

function deriveFields(
  catalog: Catalog,
  typeName: string,
  fields: TypeEntry['fields'],
  resolvePerson: ResolvePerson,
  guard: Guard,
): Readonly<Record<string, Resolver>> {
  const resolvers: Record<string, Resolver> = {};
  for (const field of fields.values()) {
    const resolver = resolverOf(catalog, typeName, field, resolvePerson);
    if (resolver) resolvers[field.name] = guard(field, resolver);
  }
  return resolvers;
}

function resolverOf(
  catalog: Catalog,
  typeName: string,
  field: FieldEntry,
  resolvePerson: ResolvePerson,
): Resolver | undefined {
  const { shape } = field;
  const coordinate = `${typeName}.${field.name}`;
  switch (shape.kind) {
    case 'list':
      return (parent, args, context, info) =>
        resolveList(catalog, typeName, { ...field, shape }, parent, args, context, info);
    case 'one':
      return (parent, args, context, info) => {
        const key = shape.from === null ? argument(args, catalog, shape) : keyOf(parent, shape.from);
        // A person is a handle, also where its own subgraph refers to it: it has a token, and the log notes who was met.
        if (shape.of === 'Person') return key === null ? null : resolvePerson(tokenOf(key, context), context, info);
        const way = { ...shape, coordinate, joined: field.joined };
        return resolveOne(typeOf(catalog, field), way, key, context, info, parent);
      };
    case 'existence':
      return (parent, args, context, info) =>
        resolveExistence(catalog, typeName, { ...field, shape }, parent, args, context, info);
    case 'counts':
      return (_parent, args, context, info) => resolveCounts(catalog, shape.of, args, context, info);
    case 'link':
      return (parent, _args, context) =>
        parent ? resolveLink(typeOf(catalog, field), shape.from, typeName, parent, context) : null;
    default:
      return undefined;
  }
}

function tokenOf(citizenId: string, { seals }: RequestContext): string {
  return seals.sealPerson({ kind: 'citizen', citizenId });
}

function argument(
  args: Readonly<Record<string, unknown>>,
  { types }: Catalog,
  { of, by }: { readonly of: string; readonly by: string },
): string | null {
  const value = args[by];
  if (value === null || value === undefined) return null;
  return String(askedValue(types.get(of)?.fields.get(by)?.type, String(value)));
}

// The same decision on every path: the gateway prunes what is denied, a direct caller meets it here.
function guarded(typeName: string, field: FieldEntry, resolve: Resolver): Resolver {
  return (parent, args, context, info: GraphQLResolveInfo) => {
    const decision = context.access.decide(typeName, field.name);
    // A relation that is open on some rows only is not open: its rows would say which.
    if (decision.effect === 'DENY' || decision.rows === 'SOME') throw denied(typeName, field.name);
    const unread = parent?.[field.name];
    if (unread instanceof PlumblineError) throw unread;
    return resolve(parent, args, context, info);
  };
}
