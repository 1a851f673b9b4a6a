import type { ApolloGateway, GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { PlumblineError } from '../../schema/errors.js';
import { remember } from '../../schema/remember.js';

/** What the server hands over once a request was parsed and validated. */
export interface GatewayRequest<Context> {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: Context;
}

export type GatewayExecute<Context> = (
  request: GatewayRequest<Context>,
) => Promise<ExecutionResult<Record<string, unknown>, Record<string, unknown>>>;

/** Subgraphs are reached through our transport; Apollo's own executor and data sources are never used. */
const unused: GraphQLDataSource = {
  process() {
    throw new PlumblineError('INTERNAL', 'Subgraphs are reached through the hub’s transport');
  },
};

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Apollo's gateway loads and validates the supergraph and gives the server its schema; `execute` stands in for its
 * executor. Rejects on load when the SDL is not a supergraph.
 */
export function createGateway<Context>(supergraphSdl: string, execute: GatewayExecute<Context>) {
  const listeners = new Set<SchemaListener>();
  return {
    onSchemaLoadOrUpdate(listener: SchemaListener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async load() {
      const schema = await loadSupergraph(supergraphSdl);
      for (const listen of listeners) listen(schema);
      return { executor: toExecutor(execute) };
    },
    stop: async () => listeners.clear(),
  };
}

type SchemaListener = Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0];
type LoadedSchema = Parameters<SchemaListener>[0];

/** Supergraphs that are kept as they were loaded: gateways that share a process serve one. */
const kept = 4;
const loadedBefore = new Map<string, LoadedSchema>();

async function loadSupergraph(supergraphSdl: string): Promise<LoadedSchema> {
  const known = loadedBefore.get(supergraphSdl);
  if (known !== undefined) return known;
  // Loaded where it serves: processes of subgraphs do without.
  const apollo = await import('@apollo/gateway');
  const gateway = new apollo.ApolloGateway({
    supergraphSdl,
    buildService: () => unused,
    logger: silent,
    validateSupergraph: true,
  });
  let loaded: LoadedSchema | undefined;
  gateway.onSchemaLoadOrUpdate((schema) => {
    loaded = schema;
  });
  await gateway.load();
  await gateway.stop();
  if (loaded === undefined) throw new PlumblineError('SCHEMA_INVALID', 'The gateway loaded no schema');
  const schema = loaded;
  return remember(loadedBefore, supergraphSdl, () => schema, kept);
}

interface ApolloRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly request: { readonly variables?: Record<string, unknown> };
  readonly context: unknown;
}

function toExecutor<Context>(execute: GatewayExecute<Context>) {
  return ({ document, operationName, request, context }: ApolloRequest) =>
    execute({
      document,
      operationName: operationName ?? undefined,
      variables: request.variables ?? {},
      context: context as Context,
    });
}
