import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { PlumblineError } from '../../schema/errors.js';

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
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: () => unused,
    logger: silent,
    validateSupergraph: true,
  });
  return {
    onSchemaLoadOrUpdate: gateway.onSchemaLoadOrUpdate.bind(gateway),
    async load(...options: Parameters<ApolloGateway['load']>) {
      await gateway.load(...options);
      return { executor: toExecutor(execute) };
    },
    stop: () => gateway.stop(),
  };
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
