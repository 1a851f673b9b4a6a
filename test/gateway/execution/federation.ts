import { composeServices } from '@apollo/composition';
import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, graphql, parse } from 'graphql';

import type { RequestContext } from '../../../schema/context.js';
import type { Subgraph, SubgraphRequest, SubgraphResponse } from '../../../schema/subgraph.js';

export interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
  // biome-ignore lint/suspicious/noExplicitAny: resolver maps of graphql-tools
  readonly resolvers: any;
}

export interface Federation {
  readonly supergraphSdl: string;
  readonly subgraphs: readonly Subgraph[];
  /** Every request that reached a subgraph, in order. */
  readonly calls: { readonly subgraph: string; readonly request: SubgraphRequest }[];
  /** What stock @apollo/gateway answers over the same subgraphs. */
  askStock(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown> | null>;
  stop(): Promise<void>;
}

export async function createFederation(sources: readonly SubgraphSource[]): Promise<Federation> {
  const supergraphSdl = compose(sources);
  const calls: { subgraph: string; request: SubgraphRequest }[] = [];
  const schemas = new Map(sources.map((source) => [source.name, buildSchema(source)]));
  const subgraphs = sources.map(({ name }) => ({
    name,
    execute(request: SubgraphRequest) {
      calls.push({ subgraph: name, request });
      return run(schemas.get(name) as GraphQLSchema, request);
    },
  }));
  const gateway = new ApolloGateway({
    supergraphSdl,
    // The plans may differ from ours, the answers not; Apollo's own limits take seconds a query.
    queryPlannerConfig: { debug: { maxEvaluatedPlans: 100 } },
    buildService: ({ name }): GraphQLDataSource => ({
      process: async ({ request }) =>
        (await run(schemas.get(name ?? '') as GraphQLSchema, {
          query: request.query ?? '',
          variables: request.variables ?? {},
        })) as never,
    }),
  });
  const { executor } = await gateway.load();
  return {
    supergraphSdl,
    subgraphs,
    calls,
    async askStock(query, variables = {}) {
      const document: DocumentNode = parse(query);
      const answer = await executor({
        request: { query, variables },
        document,
        queryHash: query,
        metrics: {},
        logger: console,
        schema: gateway.schema,
        context: {},
      } as never);
      return (answer.data ?? null) as Record<string, unknown> | null;
    },
    stop: () => gateway.stop(),
  };
}

export function compose(sources: readonly { readonly name: string; readonly sdl: string }[]): string {
  const composed = composeServices(
    sources.map(({ name, sdl }) => ({ name, url: `local://${name}`, typeDefs: parse(sdl) })),
  );
  if (composed.errors !== undefined || composed.supergraphSdl === undefined) {
    throw new Error(composed.errors?.map((error) => error.message).join('\n') ?? 'no supergraph');
  }
  return composed.supergraphSdl;
}

function buildSchema(source: SubgraphSource): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(source.sdl), resolvers: source.resolvers }]);
}

async function run(schema: GraphQLSchema, request: SubgraphRequest): Promise<SubgraphResponse> {
  const answer = await graphql({ schema, source: request.query, variableValues: request.variables });
  // What an HTTP subgraph's answer would be: plain objects that nobody else holds.
  return JSON.parse(JSON.stringify(answer)) as SubgraphResponse;
}

/** A context for executions that never look into it. */
export function bareContext(signal: AbortSignal = new AbortController().signal): RequestContext {
  return { requestId: 'r1', signal } as unknown as RequestContext;
}
