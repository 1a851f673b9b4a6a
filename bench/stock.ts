import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { type DocumentNode, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { listenAt } from '../gateway/server/listen.js';
import type { Catalog } from '../schema/catalog/catalog.js';
import { expandSubgraph } from '../schema/catalog/expand.js';
import type { SubgraphSource } from '../schema/catalog/source.js';
import type { RequestContext, Seals } from '../schema/context.js';
import { agencySubgraphSources } from '../schema/own-subgraphs.js';
import type { Reader } from '../schema/reader.js';
import { personRoot, resolvePersonReference } from '../subgraphs/identity/person.js';
import { type ResolvePerson, resolveEntities } from '../subgraphs/kit/entities.js';
import { personOf } from '../subgraphs/kit/person.js';
import { deriveResolvers } from '../subgraphs/kit/resolvers.js';
import { openAccess, openCompiler } from './open-access.js';

export interface StockParts {
  readonly supergraphSdl: string;
  readonly catalog: Catalog;
  readonly seals: Seals;
  readonly reader: Reader;
}

/** A question as Apollo's executor takes it: parsed and validated. */
export interface StockQuestion {
  readonly document: DocumentNode;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The same graph as it comes out of the box: no policies, no doors, no audit. */
export interface Stock {
  /** Without HTTP, parsing and validation. */
  execute(question: StockQuestion): Promise<Readonly<Record<string, unknown>>>;
  listen(): Promise<URL>;
  close(): Promise<void>;
}

/**
 * The schema of the hub on stock `@apollo/server` and `@apollo/gateway`: its own planner, executor and defaults, subgraphs
 * of `buildSubgraphSchema` run by graphql-js in the same process. The resolvers and the sources are the hub's own, under
 * an access that allows everything, so that what is read, and how often, is equal.
 */
export async function openStock({ supergraphSdl, catalog, seals, reader }: StockParts): Promise<Stock> {
  const schemas = new Map(
    // No question of the benchmark asks for the hub's own books.
    agencySubgraphSources().map((source) => [source.name, subgraphSchema(catalog, source)] as const),
  );
  const gateway = new ApolloGateway({ supergraphSdl, buildService: ({ name }) => sourceOf(schemas.get(name)) });
  const server = new ApolloServer<RequestContext>({ gateway, nodeEnv: 'production', stopOnTerminationSignals: false });
  await server.start();
  let asked = 0;
  const contextOf = (): RequestContext => {
    asked += 1;
    return { ...openContext, requestId: `stock-${asked}`, seals, reader, signal: new AbortController().signal };
  };
  const app = fastify();
  app.post('/graphql', { handler: fastifyApolloHandler(server, { context: async () => contextOf() }) });
  return {
    execute: async ({ document, query, variables }) => {
      const { data } = await gateway.executor({
        document,
        request: { query, variables },
        queryHash: query,
        operationName: null,
        context: contextOf(),
        metrics: {},
        overallCachePolicy: {},
      } as never);
      return data ?? {};
    },
    listen: () => listenAt(app, { host: '127.0.0.1', port: 0 }),
    close: async () => {
      await app.close();
      await server.stop();
    },
  };
}

function subgraphSchema(catalog: Catalog, source: SubgraphSource): GraphQLSchema {
  const own = catalog.subgraphs.get(source.name);
  const person = catalog.types.get('Person');
  if (own === undefined || person === undefined) throw new Error('the committed schema has this subgraph and Person');
  const isIdentity = source.name === 'identity';
  const resolvePerson = isIdentity ? resolvePersonReference(person) : handleOnly;
  const entities = resolveEntities(own, resolvePerson);
  const resolvers: Record<string, Record<string, unknown>> = {
    ...deriveResolvers(catalog, own, isIdentity ? { person: personRoot(person) } : {}, {}, resolvePerson),
  };
  for (const { name, entityKey } of own.types.values()) {
    if (entityKey === null) continue;
    resolvers[name] = {
      ...resolvers[name],
      __resolveReference: (reference: { readonly __typename: string }, context: RequestContext, info: never) =>
        entities(undefined, { representations: [reference] }, context, info)[0],
    };
  }
  return buildSubgraphSchema([{ typeDefs: parse(expandSubgraph(catalog, source)), resolvers: resolvers as never }]);
}

const handleOnly: ResolvePerson = async (token, context) => {
  const handle = typeof token === 'string' ? context.seals.openPerson(token) : null;
  return handle === null ? null : personOf(handle, context);
};

const unasked: GraphQLDataSource<RequestContext> = {
  process: () => Promise.reject(new Error('no question of the benchmark asks the hub about itself')),
};

/** Apollo's `LocalGraphQLDataSource`, with the document cache that a subgraph's server would have. */
function sourceOf(schema: GraphQLSchema | undefined): GraphQLDataSource<RequestContext> {
  if (schema === undefined) return unasked;
  const documents = new Map<string, DocumentNode>();
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known !== undefined) return known;
    const document = parse(query);
    if (validate(schema, document).length > 0) throw new Error('the gateway asks what the subgraph knows');
    documents.set(query, document);
    return document;
  };
  return {
    process: async ({ request, context }) => {
      const document = documentOf(request.query ?? '');
      const variableValues = request.variables as Record<string, unknown>;
      return (await execute({ schema, document, contextValue: context, variableValues })) as never;
    },
  };
}

const openContext = {
  principal: { id: 'open', kind: 'service', agency: 'open', organisation: '', division: '', roles: [] },
  access: openAccess,
  mask: openCompiler.mask,
  report: { source: () => undefined, subject: () => undefined, detail: () => undefined },
} as const;
